import type { ClaimEvidence, ClaimMessage } from '@psnb2b/contract';
import type { Evidence, StoredClaim, StoredMessage } from '../../claims/index.ts';
import { formatId } from '../../kit/ids.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { presentFile } from './file.ts';

/** Claims of a partner, newest first. */
export const claimPages = new Pages('claims', idPlace, ({ claimId }: StoredClaim) => claimId);

export function presentEvidence({ claimId, item, side, file }: Evidence): ClaimEvidence {
  return {
    object: 'claim_evidence',
    claim_id: formatId('clm', claimId),
    item,
    from: side,
    file: presentFile(file),
  };
}

export function presentMessage(message: StoredMessage): ClaimMessage {
  return {
    id: formatId('msg', message.messageId),
    object: 'claim_message',
    claim_id: formatId('clm', message.claimId),
    from: message.side,
    text: message.text,
    created_at: message.createdAt.toISOString(),
  };
}
