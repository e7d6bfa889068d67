import type { BankLine } from '../bank-statements/index.ts';
import type { FundingParts } from '../funding/index.ts';
import type { By } from '../kit/by.ts';
import { Refusal } from '../kit/refusal.ts';
import { findTenant } from '../partners/index.ts';
import { type Matched, matchLine } from './match-line.ts';
import { readyLines } from './ready-lines.ts';

/** A line as the person saw it who accepts it. */
export interface AcceptedLine {
  readonly lineId: string;
  readonly version: number;
}

/** Per line: what was matched, or the sentence that says why it was not. */
export type Accepted = AcceptedLine & (Matched | { readonly refused: string });

/**
 * Credits lines that are ready, each in a commit of its own, so that one that is refused stops no other. A line that is no longer ready, or
 * that somebody decided on meanwhile, is refused.
 */
export async function acceptLines(
  parts: FundingParts,
  wanted: readonly AcceptedLine[],
  by: By,
): Promise<Accepted[]> {
  const { reads } = parts.database;
  const ready = new Map((await readyLines(reads)).map((line) => [line.lineId, line]));
  const results: Accepted[] = [];
  for (const each of wanted)
    results.push({ ...each, ...(await acceptOne(parts, each, ready.get(each.lineId), by)) });
  return results;
}

async function acceptOne(
  parts: FundingParts,
  { lineId, version }: AcceptedLine,
  line: BankLine | undefined,
  by: By,
): Promise<Matched | { readonly refused: string }> {
  const tenantId = line?.referenceTenantId;
  if (!line || tenantId === null || tenantId === undefined) {
    return {
      refused:
        'It is no longer ready: somebody decided on it, or a deposit, its partner or its currency speaks against it. Look at it.',
    };
  }
  const payer = await findTenant(parts.database.reads, tenantId);
  if (!payer) return { refused: 'Its partner is not here.' };
  try {
    return await matchLine(parts, lineId, { version, split: [{ payer, amount: line.amount }] }, by);
  } catch (error) {
    if (error instanceof Refusal)
      return { refused: error.details.errors?.[0]?.detail ?? error.message };
    throw error;
  }
}
