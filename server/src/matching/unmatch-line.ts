import {
  countPayer,
  endPart,
  type LinePart,
  lockBankLine,
  moveLine,
  partsOf,
  refuseChanged,
} from '../bank-statements/index.ts';
import {
  type Deposit,
  type FundingParts,
  findDeposit,
  lockDeposit,
  lockReversals,
  proposeReversals,
  rejectDeposit,
  reverseLocked,
} from '../funding/index.ts';
import type { By } from '../kit/by.ts';
import { formatId } from '../kit/ids.ts';
import { readReason } from '../kit/read-reason.ts';
import { invalidState } from '../kit/refusal.ts';
import { type Proposal, settleProposal } from '../proposals/index.ts';
import { lockTenants, type Matched } from './match-line.ts';

/** `proposals`: those that wait, if a second person must agree first. */
export interface Unmatched extends Matched {
  readonly proposals: readonly Proposal[];
}

/**
 * Takes the match of a line back, in one commit: a deposit that was recorded from it is reversed, or rejected if it is not credited yet, as on
 * the page of deposits, with the reason, which its partner reads; a deposit that was there before is only no longer linked. The line is
 * open again. Deposits that together are more than one person may take back alone are proposed to a second admin, and everything stays until
 * then: the line is open once that proposal is approved.
 */
export async function unmatchLine(
  parts: FundingParts,
  lineId: string,
  { version, reason: text }: { readonly version: number; readonly reason: string },
  by: By,
): Promise<Unmatched> {
  const reason = readReason(text);
  const { reads } = parts.database;
  const before = (await partsOf(reads, [lineId])).get(lineId) ?? [];
  const tenants = await Promise.all(before.map(({ depositId }) => findDeposit(reads, depositId)));
  return parts.database.transaction(async (tx) => {
    const waiting = await lockReversals(
      tx,
      before.map(({ depositId }) => depositId),
    );
    await lockTenants(
      tx,
      tenants.map(({ tenantId }) => tenantId),
    );
    const locked = new Map<string, Deposit>();
    for (const { depositId } of before) locked.set(depositId, await lockDeposit(tx, depositId));
    const line = await lockBankLine(tx, lineId);
    await refuseChanged(tx, line, version);
    const now = (await partsOf(tx, [lineId])).get(lineId) ?? [];
    const isSame =
      now.length === before.length && now.every(({ depositId }) => locked.has(depositId));
    if (!isSame || now.length === 0)
      throw invalidState(
        line.state,
        'No deposit accounts for this line, so there is nothing to take back.',
      );
    const wanted = now.flatMap(({ made, depositId }) => {
      const deposit = locked.get(depositId);
      if (!made || deposit?.status !== 'credited') return [];
      const about = formatId('dep', depositId);
      return { deposit, waiting: waiting.find(({ subject }) => subject === about) ?? null };
    });
    const proposals = await proposeReversals(tx, parts, wanted, reason, by);
    if (proposals.length > 0) return { line, deposits: [...locked.values()], proposals };
    for (const each of waiting) await settleProposal(tx, each, 'dropped', by);
    const deposits: Deposit[] = [];
    // In one order of tenants: two at once wait for each other's events, and never in a circle.
    for (const part of [...now].sort((one, other) => one.tenantId - other.tenantId)) {
      const deposit = locked.get(part.depositId);
      if (deposit)
        deposits.push(
          await release(tx, parts, { part, deposit, payerAccount: line.payerAccount }, reason, by),
        );
    }
    const after = await lockBankLine(tx, lineId);
    const detail = {
      outside_id: line.outsideId,
      reason,
      deposits: now.map(({ depositId }) => formatId('dep', depositId)),
    };
    const moved = await moveLine(
      tx,
      after,
      { state: 'open' },
      { action: 'bank_line.unmatched', detail },
      by,
    );
    return { line: moved, deposits, proposals: [] };
  });
}

interface Released {
  readonly part: LinePart;
  readonly deposit: Deposit;
  readonly payerAccount: string;
}

async function release(
  tx: Parameters<typeof lockDeposit>[0],
  parts: FundingParts,
  { part, deposit, payerAccount }: Released,
  reason: string,
  by: By,
): Promise<Deposit> {
  if (!part.made) {
    await endPart(tx, part, by);
    await countPayer(tx, payerAccount, part.tenantId, -1);
    return deposit;
  }
  if (deposit.status === 'credited') return reverseLocked(tx, parts, deposit, reason, by);
  return rejectDeposit(tx, parts, deposit.depositId, reason, by);
}
