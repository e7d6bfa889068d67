import type { AddClaimEvidenceQuery, ListClaimsQuery } from '../generated/calls.ts';
import type { Claim, ClaimCreate, ClaimEvidence, ClaimMessage } from '../generated/shapes.ts';
import type { List } from '../list.ts';
import type { CallOptions, Send } from '../transport/send.ts';
import { listOf } from './list-of.ts';

export interface EvidenceFile {
  /** Name with its extension, such as `store-error.png`. */
  readonly name: string;
  readonly content: Blob | Uint8Array<ArrayBuffer>;
  /** What it is evidence of: an `item` of the claim's `evidence`. */
  readonly item?: AddClaimEvidenceQuery['item'];
}

export function claims(send: Send) {
  const of = (claimId: string) => ({ params: { claim_id: claimId } });
  return {
    /** Claims codes that did not work, within 7 days of their delivery. */
    create(body: ClaimCreate, options?: CallOptions): Promise<Claim> {
      return send('createClaim', { body }, options);
    },
    list(query?: ListClaimsQuery, options?: CallOptions): List<Claim> {
      return listOf(send, 'listClaims', { query: query ?? {} }, options);
    },
    get(claimId: string, options?: CallOptions): Promise<Claim> {
      return send('getClaim', of(claimId), options);
    },
    /** Ends a claim that is not decided. */
    withdraw(claimId: string, options?: CallOptions): Promise<Claim> {
      return send('withdrawClaim', of(claimId), options);
    },
    addMessage(claimId: string, text: string, options?: CallOptions): Promise<ClaimMessage> {
      return send('addClaimMessage', { ...of(claimId), body: { text } }, options);
    },
    messages(claimId: string, options?: CallOptions): List<ClaimMessage> {
      return listOf(send, 'listClaimMessages', { ...of(claimId), query: {} }, options);
    },
    /** Uploads a picture or a PDF. */
    addEvidence(
      claimId: string,
      file: EvidenceFile,
      options?: CallOptions,
    ): Promise<ClaimEvidence> {
      const { content, name, item } = file;
      const body = new FormData();
      body.append('file', content instanceof Blob ? content : new Blob([content]), name);
      return send('addClaimEvidence', { ...of(claimId), query: { item }, body }, options);
    },
    evidence(claimId: string, options?: CallOptions): List<ClaimEvidence> {
      return listOf(send, 'listClaimEvidence', { ...of(claimId), query: {} }, options);
    },
  };
}
