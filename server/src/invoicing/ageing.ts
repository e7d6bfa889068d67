import type { DocumentState } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import { DAY_MS } from '../kit/time.ts';
import type { IssuedDocument } from './document.ts';

/** How late a part of a debt is. */
export const ages = ['uninvoiced', 'notDue', 'days30', 'days60', 'days90', 'older'] as const;
export type Age = (typeof ages)[number];

/** A part of what a tenant owes: of one invoice, or of none. */
export interface DebtPart {
  readonly tenantId: number;
  readonly currency: string;
  readonly creditLimit: number;
  readonly documentId: string | null;
  /** `2026-12-15`, in UTC; null without an invoice. */
  readonly dueOn: string | null;
  /** Minor units. */
  readonly amount: number;
}

/** What a tenant owes in minor units, by how late it is. */
export interface Debt extends Readonly<Record<Age, number>> {
  readonly tenantId: number;
  readonly currency: string;
  readonly creditLimit: number;
  readonly owed: number;
  readonly overdue: number;
  readonly overdueInvoices: number;
  readonly oldestDueOn: string | null;
}

/** What all debts of a currency add up to; `ledger` is what the balances below zero do. */
export interface DebtSum extends Readonly<Record<Age, number>> {
  readonly currency: string;
  readonly partners: number;
  readonly partnersOverdue: number;
  readonly owed: number;
  readonly overdue: number;
  readonly ledger: number;
}

/** How many days have passed since the day on which a part was due; 0 or less: it is not overdue. Days are those of UTC. */
export function daysLate(dueOn: string, at: Date): number {
  return Math.floor((at.getTime() - Date.parse(`${dueOn}T00:00:00Z`)) / DAY_MS);
}

export function ageOf(dueOn: string | null, at: Date): Age {
  if (dueOn === null) return 'uninvoiced';
  const days = daysLate(dueOn, at);
  if (days <= 0) return 'notDue';
  if (days <= 30) return 'days30';
  if (days <= 60) return 'days60';
  return days <= 90 ? 'days90' : 'older';
}

/** Adds the parts of each tenant up, the most overdue first. */
export function debtsOf(parts: readonly DebtPart[], at: Date): Debt[] {
  const debts = [...Map.groupBy(parts, ({ tenantId }) => tenantId).values()].flatMap((some) => {
    const [first] = some;
    if (!first) return [];
    const { tenantId, currency, creditLimit } = first;
    const late = some.filter(({ dueOn }) => dueOn !== null && daysLate(dueOn, at) > 0);
    const due = some.flatMap(({ dueOn }) => dueOn ?? []).sort();
    return [
      {
        ...{ tenantId, currency, creditLimit },
        ...sumsByAge(some, at),
        owed: sumOf(some),
        overdue: sumOf(late),
        overdueInvoices: late.length,
        // nothing: no part of it is on an invoice
        oldestDueOn: due[0] ?? null,
      },
    ];
  });
  return debts.sort((a, b) => b.overdue - a.overdue || b.owed - a.owed || a.tenantId - b.tenantId);
}

function sumsByAge(parts: readonly DebtPart[], at: Date): Record<Age, number> {
  const sums = { uninvoiced: 0, notDue: 0, days30: 0, days60: 0, days90: 0, older: 0 };
  for (const { dueOn, amount } of parts) sums[ageOf(dueOn, at)] += amount;
  return sums;
}

function sumOf(parts: readonly { readonly amount: number }[]): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}

const PARTS = `SELECT tenant_id AS "tenantId", currency, credit_limit AS "creditLimit", document_id AS "documentId",
  to_char(due_on, 'YYYY-MM-DD') AS "dueOn", amount FROM invoicing.age($1)`;

/** The parts of what tenants owe (undefined: of all that owe something). */
export async function debtParts(db: Db, tenantIds?: readonly number[]): Promise<DebtPart[]> {
  if (tenantIds?.length === 0) return [];
  const { rows } = await db.query<DebtPart>(PARTS, [tenantIds ?? null], 'invoicing.age');
  return rows;
}

/** What every tenant owes, beside the ledger's own sum of the same moment. */
export async function sumDebts(
  db: Db,
  at: Date,
): Promise<{ readonly debts: readonly Debt[]; readonly sums: readonly DebtSum[] }> {
  // One statement, so that both are of one moment. A row without an amount is the ledger's.
  const { rows } = await db.query<DebtPart & { readonly ledger: number | null }>(
    `SELECT x.*, NULL::bigint AS ledger FROM (${PARTS}) x
      UNION ALL
     SELECT 0, o.currency, 0, NULL, NULL, 0, sum(o.owed)::bigint FROM ledger.owed(NULL) o GROUP BY o.currency`,
    [null],
    'invoicing.sum_debts',
  );
  const debts = debtsOf(
    rows.filter(({ ledger }) => ledger === null),
    at,
  );
  const sums = rows.flatMap(({ currency, ledger }): DebtSum[] => {
    if (ledger === null) return [];
    const some = debts.filter((debt) => debt.currency === currency);
    const total = (of: Age | 'owed' | 'overdue') => some.reduce((sum, debt) => sum + debt[of], 0);
    const byAge = Object.fromEntries(ages.map((age) => [age, total(age)])) as Record<Age, number>;
    return [
      {
        ...{ currency, ledger, ...byAge },
        partners: some.length,
        partnersOverdue: some.filter(({ overdue }) => overdue > 0).length,
        ...{ owed: total('owed'), overdue: total('overdue') },
      },
    ];
  });
  return { debts, sums: sums.sort((a, b) => (a.currency < b.currency ? -1 : 1)) };
}

/** Adds to documents what of them is to be paid now, and whether it is overdue. */
export async function withUnpaid<Document extends IssuedDocument>(
  db: Db,
  documents: readonly Document[],
  at: Date,
): Promise<(Document & { readonly unpaid: number; readonly state: DocumentState })[]> {
  const tenantIds = [...new Set(documents.map(({ tenantId }) => tenantId))];
  const parts = new Map(
    (await debtParts(db, tenantIds)).map((part) => [part.documentId, part] as const),
  );
  return documents.map((document) => {
    const part = parts.get(document.documentId);
    if (!part?.dueOn) return { ...document, unpaid: 0, state: 'settled' };
    const state = daysLate(part.dueOn, at) > 0 ? 'overdue' : 'open';
    return { ...document, unpaid: part.amount, state };
  });
}
