import {
  listTransactions,
  periodOfMonth,
  type StatementParts,
  statementOf,
  type Transaction,
  transactionPages,
} from '../funding/index.ts';
import { partiesNow, pictureOf, printSheet, type StatementSheet } from '../invoicing/index.ts';
import type { Clock } from '../kit/clock.ts';
import { formatId } from '../kit/ids.ts';
import { type Month, nextMonth, startOfMonth } from '../kit/month.ts';
import { DAY_MS } from '../kit/time.ts';
import { findPartner, type Tenant } from '../partners/index.ts';
import { readShop } from '../shop/index.ts';
import type { Vault } from '../vault/index.ts';

/** A statement with more lines shows its sums alone; the CSV has every line. */
const LINES_MAX = 5_000;
const LINES_AT_ONCE = 1_000;

interface PrintParts extends StatementParts {
  readonly clock: Clock;
  readonly vault: Vault;
}

/** The statement of a tenant as PDF: of a month, or of all time. */
export async function printStatement(
  parts: PrintParts,
  { tenantId, partnerId, mode, currency }: Tenant,
  month: Month | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const { reads } = parts.database;
  const partner = await findPartner(reads, partnerId);
  const parties = await partiesNow(reads, parts.vault, await readShop(reads), partner);
  const printedAt = parts.clock.now();
  const lines = await linesOf(parts, tenantId, month);
  // Sums of the lines themselves: one that is written meanwhile is in neither.
  const sums = lines?.length
    ? sumsOf(lines)
    : await statementOf(parts, tenantId, periodOfMonth(month));
  return printSheet({
    logo: await pictureOf(reads, parties),
    ...{ parties, currency, printedAt, isTest: mode === 'test', linesMax: LINES_MAX },
    period: month === undefined ? 'All time' : daysOf(month),
    ...sums,
    lines: lines?.map(lineOf) ?? null,
  });
}

/** The lines of a period, the oldest first; null if there are too many. */
async function linesOf(
  parts: PrintParts,
  tenantId: number,
  month: Month | undefined,
): Promise<Transaction[] | null> {
  const found: Transaction[] = [];
  let cursor: string | undefined;
  do {
    const asked = {
      ...periodOfMonth(month),
      limit: LINES_AT_ONCE,
      ...(cursor !== undefined && { cursor }),
    };
    const page = await transactionPages.read(asked, (rows) =>
      listTransactions(parts, tenantId, rows),
    );
    found.push(...page.rows);
    if (found.length > LINES_MAX) return null;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found.toReversed();
}

function sumsOf(
  lines: readonly Transaction[],
): Pick<StatementSheet, 'opening' | 'in' | 'out' | 'closing'> {
  const first = lines[0];
  const last = lines.at(-1);
  // nothing: a period without lines is summed by the ledger
  const opening = first ? first.balanceAfter - first.amount : 0;
  const closing = last?.balanceAfter ?? opening;
  const into = lines.reduce((sum, { amount }) => sum + Math.max(amount, 0), 0);
  return { opening, in: into, out: opening + into - closing, closing };
}

function lineOf({ createdAt, orderId, depositId, ...line }: Transaction) {
  const { type, reference, sku, quantity, amount, balanceAfter } = line;
  const about = orderId ? formatId('ord', orderId) : depositId && formatId('dep', depositId);
  return { at: createdAt, about, type, reference, sku, quantity, amount, balanceAfter };
}

function daysOf(month: Month): string {
  const day = (time: Date) => time.toISOString().slice(0, 'YYYY-MM-DD'.length);
  const last = new Date(startOfMonth(nextMonth(month)).getTime() - DAY_MS);
  return `${day(startOfMonth(month))} to ${day(last)} (UTC)`;
}
