import { type TransactionType, transactionTypes } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Database, Db } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { nextMonth, startOfMonth } from '../kit/month.ts';
import { numberPlace, type PageAsked, Pages, type PlaceForm } from '../kit/pages.ts';
import { invalid } from '../kit/refusal.ts';
import {
  type AccountDirectory,
  countLines,
  type Line,
  listLines,
  type Place,
  periodOf,
  placeBefore,
  placeNumber,
  type Turnover,
  turnoverOf,
} from '../ledger/index.ts';
import { orderLabels, orderSubjects, type ProductLookup } from '../orders/index.ts';
import { referenceKey } from './read-reference.ts';

/** A change of a tenant's balance, in minor units. */
export interface Transaction {
  readonly sequence: number;
  readonly type: TransactionType;
  readonly amount: number;
  readonly balanceAfter: number;
  readonly orderId: string | null;
  readonly codeId: string | null;
  readonly depositId: string | null;
  readonly sku: string | null;
  readonly quantity: number | null;
  readonly reference: string | null;
  readonly createdAt: Date;
  /** The place in the statement before it. */
  readonly before: Place;
}

export interface PeriodAsked {
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

/** The period of a month in UTC, written `2026-11`; without one, all time. */
export function periodOfMonth(month: string | undefined): PeriodAsked {
  if (month === undefined) return {};
  return { createdFrom: startOfMonth(month), createdBefore: startOfMonth(nextMonth(month)) };
}

export interface TransactionFilters extends PeriodAsked {
  readonly type?: readonly TransactionType[] | undefined;
  /** Part of the reference of an order or of a deposit, or an id. */
  readonly q?: string | undefined;
}

/** Orders, or deposits, that one text may name. */
const SUBJECTS_MAX = 1_000;

/** The kinds of transfers of each type. Money on hold leaves the balance when it is captured. */
const KINDS: Readonly<Record<TransactionType, readonly Line['kind'][]>> = {
  order: ['order', 'capture'],
  deposit: ['deposit'],
  reversal: ['reversal'],
  refund: ['refund'],
  return: ['return'],
  adjustment: ['adjustment'],
};
const TYPES = new Map(
  (Object.entries(KINDS) as [TransactionType, readonly Line['kind'][]][]).flatMap(([type, kinds]) =>
    kinds.map((kind) => [kind, type] as const),
  ),
);

/** What reading a statement needs. */
export interface StatementParts {
  readonly database: Database;
  readonly accounts: AccountDirectory;
  readonly catalog: { readonly product: ProductLookup };
}

/** A cursor holds the place before the last transaction of its page. */
const transactionPlace: PlaceForm<Place> = {
  write: ({ available, held }) => `${available} ${held}`,
  read: (text) => {
    const [available, held, ...rest] = text.split(' ').map(numberPlace.read);
    const isPlace = typeof available === 'number' && typeof held === 'number' && rest.length === 0;
    return isPlace ? { available, held } : null;
  },
};

export const transactionPages = new Pages(
  'transactions',
  transactionPlace,
  ({ before }: Transaction) => before,
  { turns: true },
);

/** The changes of a tenant's balance, newest first. */
export async function listTransactions(
  { database, accounts, catalog }: StatementParts,
  tenantId: number,
  { behind, limit, turned = false, ...asked }: TransactionFilters & PageAsked<Place>,
): Promise<Transaction[]> {
  const db = database.reads;
  const { own, kinds, period, about } = await linesFor(db, accounts, tenantId, asked);
  const isInside = behind && placeNumber(behind) < placeNumber(period.until);
  // The place of a transaction is the one before it: read backwards from there, it comes first itself.
  const lines = turned
    ? await listLines(db, own, kinds, {
        from: isInside ? behind : period.until,
        until: period.until,
        limit: limit + 1,
        turned,
        about,
      }).then((found) => found.slice(1))
    : await listLines(db, own, kinds, {
        from: period.from,
        until: isInside ? behind : period.until,
        limit,
        about,
      });
  return describe(db, tenantId, lines, catalog.product);
}

/** How many changes of a tenant's balance match, counted to one more than `most`. */
export async function countTransactions(
  { database: { reads: db }, accounts }: Omit<StatementParts, 'catalog'>,
  tenantId: number,
  asked: TransactionFilters,
  most: number,
): Promise<number> {
  const { own, kinds, period, about } = await linesFor(db, accounts, tenantId, asked);
  return countLines(db, own, kinds, { ...period, about }, most);
}

/** Where the lines are that somebody asks for. */
async function linesFor(
  db: Db,
  accounts: AccountDirectory,
  tenantId: number,
  { type, q, createdFrom: from, createdBefore: before }: TransactionFilters,
) {
  const own = await accounts.find(tenantId);
  const period = await periodOf(db, own, { from, before });
  const about = q === undefined ? undefined : await subjectsOf(db, tenantId, q);
  return { own, period, about, kinds: (type ?? transactionTypes).flatMap((each) => KINDS[each]) };
}

/** The sums of a period. */
export async function statementOf(
  { database: { reads: db }, accounts }: Omit<StatementParts, 'catalog'>,
  tenantId: number,
  { createdFrom: from, createdBefore: before }: PeriodAsked,
): Promise<Turnover> {
  const own = await accounts.find(tenantId);
  return turnoverOf(db, own, await periodOf(db, own, { from, before }));
}

async function describe(
  db: Db,
  tenantId: number,
  lines: readonly Line[],
  products: ProductLookup,
): Promise<Transaction[]> {
  const about = (...types: readonly TransactionType[]) =>
    lines.filter(({ kind }) => types.includes(typeOf(kind))).map(({ reference }) => reference);
  const orders = await orderLabels(db, tenantId, {
    orderIds: about('order'),
    codeIds: about('refund', 'return'),
  });
  const deposits = await depositReferences(db, about('deposit', 'reversal'));
  return lines.map((line) => {
    const { reference: subject } = line;
    const type = typeOf(line.kind);
    const order = orders.get(subject) ?? null;
    return {
      sequence: placeNumber(line.place),
      before: placeBefore(line),
      type,
      amount: line.amount,
      balanceAfter: line.balanceAfter,
      orderId: order?.orderId ?? null,
      codeId: type === 'refund' || type === 'return' ? subject : null,
      depositId: type === 'deposit' || type === 'reversal' ? subject : null,
      sku: (order && products(order.productId)?.sku) ?? null,
      quantity: order?.quantity ?? null,
      reference: order?.reference ?? deposits.get(subject) ?? null,
      createdAt: line.at,
    };
  });
}

function typeOf(kind: Line['kind']): TransactionType {
  return required(TYPES.get(kind), 'every kind of line has a type');
}

/**
 * What a text names: orders with the codes of theirs whose money came back, and deposits. More than can be listed at once are refused
 * with `validation_failed`.
 */
async function subjectsOf(db: Db, tenantId: number, q: string): Promise<string[]> {
  const id = (['ord', 'cod', 'dep'] as const).map((prefix) => parseId(prefix, q)).find(Boolean);
  const orders = await orderSubjects(db, tenantId, id ? { id } : { part: q, most: SUBJECTS_MAX });
  const { rows } = await db.query<{ deposit_id: string }>(
    `SELECT deposit_id FROM funding.deposits
      WHERE tenant_id = $1 AND (deposit_id = $2::uuid OR $2 IS NULL AND strpos(reference_key, $3) > 0) LIMIT $4`,
    [tenantId, id ?? null, referenceKey(q), SUBJECTS_MAX + 1],
  );
  if (orders.length > SUBJECTS_MAX || rows.length > SUBJECTS_MAX) {
    const detail = `More than ${SUBJECTS_MAX} references contain this text; write more of the one that you look for.`;
    throw invalid({ pointer: '/q', code: 'max_items', detail });
  }
  return [...orders.flat(), ...rows.map((row) => row.deposit_id), ...(id ? [id] : [])];
}

async function depositReferences(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<{ deposit_id: string; reference: string }>(
    'SELECT deposit_id, reference FROM funding.deposits WHERE deposit_id = ANY($1)',
    [ids],
    'funding.references',
  );
  return new Map(rows.map((row) => [row.deposit_id, row.reference]));
}
