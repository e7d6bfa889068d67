import { required } from '../kit/assert.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { type Month, monthOf, nextMonth, startOfMonth } from '../kit/month.ts';
import { HOUR_MS } from '../kit/time.ts';
import type { Place } from '../ledger/index.ts';

/** What documents wait for: company data of the shop, or a name and an address of the partner, in letters that can be printed. */
export type WaitsFor = 'company' | 'address' | 'letters';

/** How far a tenant's documents are. */
export interface Book {
  readonly tenantId: number;
  /** The month whose documents are issued next. */
  readonly month: Month;
  /** Everything up to here is on documents. */
  readonly from: Place;
  /** Where the month ends; null until its documents are begun. */
  readonly end: Place | null;
  /** Lines up to here are still to be written, newest first. */
  readonly todo: Place | null;
  readonly step: 'orders' | 'credits' | 'issue';
  readonly waitsFor: WaitsFor | null;
}

/** A month is closed an hour after its end: clocks of processes may differ by that much, as the statement knows. */
const CLOSED_AFTER_MS = HOUR_MS;

/** The newest month whose documents can be issued. */
export function lastClosedMonth(now: Date): Month {
  const start = startOfMonth(monthOf(new Date(now.getTime() - CLOSED_AFTER_MS)));
  return monthOf(new Date(start.getTime() - 1));
}

/** Locks a tenant's book until the commit; opens it with the month in which its money first moved (`began`). */
export async function lockBook(tx: Tx, tenantId: number, began: Date): Promise<Book> {
  const found = await readBook(tx, tenantId);
  if (found) return found;
  await tx.query(
    'INSERT INTO invoicing.books (tenant_id, month) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [tenantId, `${monthOf(began)}-01`],
  );
  return required(await readBook(tx, tenantId), 'the book was opened');
}

async function readBook(tx: Tx, tenantId: number): Promise<Book | null> {
  const { rows } = await tx.query<
    Pick<Book, 'tenantId' | 'month' | 'step' | 'waitsFor'> &
      Record<'fromAvailable' | 'fromHeld', number> &
      Record<'endAvailable' | 'endHeld' | 'todoAvailable' | 'todoHeld', number | null>
  >(
    `SELECT tenant_id AS "tenantId", to_char(month, 'YYYY-MM') AS month, step, waits_for AS "waitsFor",
            from_available AS "fromAvailable", from_held AS "fromHeld", end_available AS "endAvailable",
            end_held AS "endHeld", todo_available AS "todoAvailable", todo_held AS "todoHeld"
       FROM invoicing.books WHERE tenant_id = $1 FOR UPDATE`,
    [tenantId],
    'invoicing.book',
  );
  const [row] = rows;
  if (!row) return null;
  return {
    tenantId: row.tenantId,
    month: row.month,
    step: row.step,
    waitsFor: row.waitsFor,
    from: { available: row.fromAvailable, held: row.fromHeld },
    end: placeOf(row.endAvailable, row.endHeld),
    todo: placeOf(row.todoAvailable, row.todoHeld),
  };
}

function placeOf(available: number | null, held: number | null): Place | null {
  return available === null || held === null ? null : { available, held };
}

/** Keeps how far the lines of the month are. */
export async function keepStep(
  tx: Tx,
  { tenantId }: Book,
  step: Book['step'],
  { end, todo }: { readonly end: Place; readonly todo: Place },
): Promise<void> {
  await tx.query(
    `UPDATE invoicing.books SET step = $2, end_available = $3, end_held = $4, todo_available = $5, todo_held = $6
      WHERE tenant_id = $1`,
    [tenantId, step, end.available, end.held, todo.available, todo.held],
    'invoicing.keep_step',
  );
}

/** The month is done; the next one begins where it ended. */
export async function closeMonth(tx: Tx, book: Book): Promise<void> {
  await tx.query(
    `UPDATE invoicing.books SET month = $2, from_available = end_available, from_held = end_held, step = 'orders',
            end_available = NULL, end_held = NULL, todo_available = NULL, todo_held = NULL, waits_for = NULL
      WHERE tenant_id = $1`,
    [book.tenantId, `${nextMonth(book.month)}-01`],
    'invoicing.close_month',
  );
}

export async function keepWaiting(tx: Tx, book: Book, waitsFor: WaitsFor): Promise<void> {
  if (book.waitsFor === waitsFor) return;
  await tx.query('UPDATE invoicing.books SET waits_for = $2 WHERE tenant_id = $1', [
    book.tenantId,
    waitsFor,
  ]);
}

/** Live tenants whose documents of months up to this one are not all issued. */
export async function dueTenants(db: Db, closed: Month): Promise<number[]> {
  const { rows } = await db.query<{ tenant_id: number }>(
    `SELECT m.tenant_id FROM ledger.moved_tenants('live') m(tenant_id)
      WHERE NOT EXISTS (SELECT 1 FROM invoicing.books b WHERE b.tenant_id = m.tenant_id AND b.month > $1)
      ORDER BY m.tenant_id`,
    [`${closed}-01`],
  );
  return rows.map((row) => row.tenant_id);
}

export interface Waiting {
  readonly tenantId: number;
  readonly month: Month;
  readonly waitsFor: WaitsFor;
}

/** Tenants whose documents wait for something, and since which month; at most `limit`. */
export async function listWaitingDocuments(db: Db, limit: number): Promise<Waiting[]> {
  const { rows } = await db.query<Waiting>(
    `SELECT tenant_id AS "tenantId", to_char(month, 'YYYY-MM') AS month, waits_for AS "waitsFor"
       FROM invoicing.books WHERE waits_for IS NOT NULL ORDER BY tenant_id LIMIT $1`,
    [limit],
  );
  return rows;
}

export async function countWaitingDocuments(db: Db): Promise<Readonly<Record<WaitsFor, number>>> {
  const { rows } = await db.query<{ waits_for: WaitsFor; count: number }>(
    'SELECT waits_for, count(*) FROM invoicing.books WHERE waits_for IS NOT NULL GROUP BY waits_for',
  );
  const counts = new Map(rows.map((row) => [row.waits_for, row.count]));
  // nothing: none waits for it
  const of = (what: WaitsFor) => counts.get(what) ?? 0;
  return { company: of('company'), address: of('address'), letters: of('letters') };
}
