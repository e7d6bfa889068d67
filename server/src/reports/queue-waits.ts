import { type AuditAction, type QueueName, queueNames } from '@psnb2b/contract';
import { type LastAct, lastActs } from '../audit/index.ts';
import { oldestOpenLine } from '../bank-statements/index.ts';
import { oldestClaim } from '../claims/index.ts';
import { countWaiting as depositsWaiting } from '../funding/index.ts';
import type { Db } from '../kit/database/index.ts';
import { oldestFailedEmail } from '../kit/mail/index.ts';
import { sumApprovals } from '../orders/index.ts';
import { oldestCase } from '../partners/index.ts';
import { oldestProposal } from '../proposals/index.ts';
import { oldestTicket } from '../support/index.ts';

/** How long a queue waits. */
interface Wait {
  /** Since when the oldest in it waits; null: nothing does. */
  readonly oldestAt: Date | null;
  /** By when the oldest in it was promised; null: nothing is. */
  readonly dueAt: Date | null;
  readonly late: number;
}

export interface QueueWait extends Wait {
  readonly queue: QueueName;
  /** The last decision of a person. */
  readonly last: LastAct | null;
}

/** What takes something out of a queue. */
const decisions: Readonly<Record<QueueName, readonly AuditAction[]>> = {
  claims: ['claim.decided', 'claim.info_asked'],
  tickets: ['ticket.answered', 'ticket.closed'],
  reviews: ['kyc_case.approved', 'kyc_case.rejected', 'kyc_case.asked'],
  approvals: ['order.approved', 'order.refused'],
  deposits: ['deposit.credited', 'deposit.rejected'],
  bank_lines: ['bank_line.matched', 'bank_line.dismissed'],
  proposals: ['proposal.approved', 'proposal.refused'],
  emails: ['email.retried'],
};

/** How long each queue waits, and who decided last in it. */
export async function queueWaits(db: Db, at: Date): Promise<QueueWait[]> {
  const payments = await depositsWaiting(db);
  const waits: Readonly<Record<QueueName, Wait>> = {
    claims: await oldestClaim(db, at),
    tickets: await oldestTicket(db, at),
    reviews: unpromised(await oldestCase(db)),
    approvals: unpromised((await sumApprovals(db)).oldestAt),
    deposits: unpromised(oldestOf(payments.map(({ oldestAt }) => oldestAt))),
    bank_lines: unpromised(await oldestOpenLine(db)),
    proposals: unpromised(await oldestProposal(db)),
    emails: unpromised(await oldestFailedEmail(db)),
  };
  const acts = await lastActs(db, Object.values(decisions).flat());
  return queueNames.map((queue) => ({
    ...{ queue, ...waits[queue] },
    last: newestOf(acts.filter(({ action }) => decisions[queue].includes(action))),
  }));
}

function unpromised(oldestAt: Date | null): Wait {
  return { oldestAt, dueAt: null, late: 0 };
}

function oldestOf(times: readonly Date[]): Date | null {
  return times.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;
}

function newestOf(acts: readonly LastAct[]): LastAct | null {
  return acts.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0] ?? null;
}
