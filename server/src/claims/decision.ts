import type { ClaimResolution } from '@psnb2b/contract';
import { type FieldError, invalid } from '../kit/refusal.ts';
import type { StoredClaim } from './claim.ts';

/** The decision on one code; `detail` tells the partner why it is rejected. */
export interface CodeDecision {
  readonly codeId: string;
  readonly resolution: ClaimResolution;
  readonly detail?: string | null;
}

/**
 * A decision on all codes of a claim. `orRefund`: codes to be replaced are refunded instead if too few other codes are in stock.
 */
export interface Decision {
  readonly codes: readonly CodeDecision[];
  readonly orRefund?: boolean;
}

/** The same for every code of a claim. */
export function decideAll(
  { codes }: StoredClaim,
  resolution: ClaimResolution,
  detail: string | null = null,
): CodeDecision[] {
  return codes.map(({ codeId }) => ({ codeId, resolution, detail }));
}

/** Refuses, by pointer, a decision that leaves out a code, names one twice, or rejects without a reason. */
export function checkDecision(claim: StoredClaim, { codes }: Decision): void {
  const left = new Set(claim.codes.map(({ codeId }) => codeId));
  const faults: FieldError[] = [];
  codes.forEach(({ codeId, resolution, detail }, index) => {
    if (!left.delete(codeId)) {
      const known = claim.codes.some((code) => code.codeId === codeId);
      faults.push(
        known
          ? {
              pointer: `/codes/${index}/id`,
              code: 'repeated',
              detail: 'This code was already decided.',
            }
          : {
              pointer: `/codes/${index}/id`,
              code: 'unknown_id',
              detail: 'This code is not in this claim.',
            },
      );
    }
    if (resolution === 'rejected' && !detail?.trim()) {
      const pointer = `/codes/${index}/detail`;
      faults.push({ pointer, code: 'required', detail: 'Tell the partner why it is rejected.' });
    }
  });
  if (left.size > 0) {
    const detail = `Decide on every code of the claim; ${left.size} are missing.`;
    faults.push({ pointer: '/codes', code: 'required', detail });
  }
  if (faults.length > 0) throw invalid(...faults.slice(0, 20));
}

/** The amount of a decision: the price of the replaced and refunded codes, in minor units. */
export function amountOf(claim: StoredClaim, { codes }: Decision): number {
  const approved = new Set(
    codes.filter(({ resolution }) => resolution !== 'rejected').map(({ codeId }) => codeId),
  );
  return claim.codes
    .filter(({ codeId }) => approved.has(codeId))
    .reduce((sum, { price }) => sum + price, 0);
}

/** A decision as canonical text: equal decisions have equal texts. */
export function contentOf({ codes, orRefund = false }: Decision): string {
  const sorted = codes.toSorted((a, b) => (a.codeId < b.codeId ? -1 : 1));
  return JSON.stringify({
    or_refund: orRefund,
    codes: sorted.map(({ codeId, resolution, detail }) =>
      resolution === 'rejected' ? [codeId, resolution, detail] : [codeId, resolution],
    ),
  });
}

/** The decision that a canonical text was made from. */
export function decisionFrom(content: string): Decision {
  const { codes, or_refund: orRefund } = JSON.parse(content) as {
    or_refund: boolean;
    codes: [string, ClaimResolution, string?][];
  };
  return {
    orRefund,
    codes: codes.map(([codeId, resolution, detail = null]) => ({ codeId, resolution, detail })),
  };
}
