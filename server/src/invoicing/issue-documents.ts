import { required } from '../kit/assert.ts';
import type { Month } from '../kit/month.ts';
import { beganAt } from '../ledger/index.ts';
import { findTenant, type Tenant } from '../partners/index.ts';
import { dueTenants, lastClosedMonth, lockBook, type WaitsFor } from './books.ts';
import { issueMonth, type Numbered } from './issue-month.ts';
import type { InvoicingParts } from './parts.ts';
import { writeLines } from './write-lines.ts';

/** Lines that one commit writes. */
const LINES_MAX = 500;

interface Options {
  /** Only of this partner. */
  readonly partnerId?: string | undefined;
  readonly linesMax?: number;
  /** Stops after a partner once this time is over; by default never. */
  readonly budgetMs?: number;
}

export interface IssueResults {
  readonly results: readonly PartnerResult[];
  /** Whether every partner was tried. */
  readonly complete: boolean;
}

/** The documents of one partner that a run issued, and what the rest waits for. */
export interface PartnerResult {
  readonly partnerId: string;
  readonly currency: string;
  readonly issued: readonly (Numbered & { readonly month: Month })[];
  /** Why the next month waits; null: nothing does. */
  readonly waitsFor: WaitsFor | null;
}

/**
 * Issues the documents of every closed month that has none yet, partner by partner and month by month, of live business. Each step is a
 * commit of its own under the lock of the partner's book, so that it can be stopped anywhere, continued, and run by two processes at once.
 * Partners for whom there was nothing to do are not in the result.
 */
export async function issueDocuments(
  parts: InvoicingParts,
  actor: string,
  { partnerId, linesMax = LINES_MAX, budgetMs = Number.POSITIVE_INFINITY }: Options = {},
): Promise<IssueResults> {
  const began = performance.now();
  const { database, clock } = parts;
  const closed = lastClosedMonth(clock.now());
  const results: PartnerResult[] = [];
  for (const tenantId of await dueTenants(database.reads, closed)) {
    if (performance.now() - began > budgetMs) return { results, complete: false };
    const tenant = required(
      await findTenant(database.reads, tenantId),
      'an account has its tenant',
    );
    if (partnerId !== undefined && tenant.partnerId !== partnerId) continue;
    const result = await issueFor(parts, tenant, { closed, actor, linesMax });
    if (result.issued.length > 0 || result.waitsFor !== null) results.push(result);
  }
  return { results, complete: true };
}

async function issueFor(
  parts: InvoicingParts,
  tenant: Tenant,
  { closed, actor, linesMax }: { closed: Month; actor: string; linesMax: number },
): Promise<PartnerResult> {
  const { partnerId, currency } = tenant;
  const issued: (Numbered & { readonly month: Month })[] = [];
  const result = (waitsFor: WaitsFor | null) => ({ partnerId, currency, issued, waitsFor });
  const own = await parts.accounts.find(tenant.tenantId);
  const began = await beganAt(parts.database.reads, own);
  if (began === null) return result(null);
  for (;;) {
    const at = parts.clock.now();
    const step = await parts.database.transaction(async (tx) => {
      const book = await lockBook(tx, tenant.tenantId, began);
      if (book.month > closed) return 'done';
      if (book.step !== 'issue') {
        await writeLines(tx, book, own, parts.products, { at, linesMax });
        return 'more';
      }
      const outcome = await issueMonth(tx, parts, book, tenant, { at, actor });
      if (typeof outcome === 'string') return outcome;
      return outcome.map((each) => ({ ...each, month: book.month }));
    });
    if (step === 'done') return result(null);
    if (step === 'more') continue;
    if (typeof step === 'string') return result(step);
    issued.push(...step);
  }
}
