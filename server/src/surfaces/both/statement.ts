import * as contract from '@psnb2b/contract';
import { statementCsv } from '../../acts/index.ts';
import {
  countTransactions,
  listTransactions,
  type PeriodAsked,
  periodOfMonth,
  presentTransaction,
  statementOf,
  transactionPages,
} from '../../funding/index.ts';
import { filters } from '../../kit/given.ts';
import { countedPage, csvFile, json, pageAndFilters } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import type { Tenant } from '../../partners/index.ts';
import type { PortalCall } from '../calls.ts';
import type { Parts } from '../parts.ts';

type Query<Call extends 'listTransactions' | 'exportTransactions' | 'getStatement'> =
  PortalCall<Call>['query'];

/** The period that a person asks for: of a month, cut by a first and a last moment. */
function periodBy(asked: Query<'getStatement'>): PeriodAsked {
  const { month, createdFrom, createdBefore } = filters(contract.StatementSumsQuery, asked);
  const whole = periodOfMonth(month);
  const from = one(Math.max, whole.createdFrom, createdFrom);
  const before = one(Math.min, whole.createdBefore, createdBefore);
  // A period that ends before it begins is empty.
  return { createdFrom: from, createdBefore: before && one(Math.max, from, before) };
}

/** One of the times that are given. */
function one(which: typeof Math.max, ...times: readonly (Date | undefined)[]) {
  const given = times.filter((time) => time !== undefined).map(Number);
  return given.length === 0 ? undefined : new Date(which(...given));
}

/** The lines of the statement that a person asks for: what the list shows, its export has. */
function wantedBy({ type, q, ...asked }: Omit<Query<'exportTransactions'>, 'raw'>) {
  return { ...periodBy(asked), q, type: type && [type] };
}

/** A page of the statement of a tenant. */
export function statementPage(parts: Parts, tenant: Tenant, query: Query<'listTransactions'>) {
  const { tenantId, currency } = tenant;
  const [page, asked] = pageAndFilters(query);
  const wanted = wantedBy(asked);
  return countedPage(
    transactionPages,
    page,
    (rows) => listTransactions(parts, tenantId, { ...wanted, ...rows }),
    (found) => found.map(presentTransaction(currency)),
    (most) => countTransactions(parts, tenantId, wanted, most),
  );
}

/** All of its lines that match, as CSV. */
export function statementFile(
  parts: Parts,
  tenant: Tenant,
  { query, isHead }: { readonly query: Query<'exportTransactions'>; readonly isHead: boolean },
) {
  const { raw = false, ...asked } = query;
  const name = tenant.mode === 'test' ? 'test-statement.csv' : 'statement.csv';
  return csvFile(name, isHead ? undefined : statementCsv(parts, tenant, wantedBy(asked), raw));
}

/** The sums of a period. */
export async function statementSums(
  parts: Parts,
  { tenantId, currency }: Tenant,
  query: Query<'getStatement'>,
) {
  const sums = await statementOf(parts, tenantId, periodBy(query));
  return json(200, present(contract.Statement, { ...sums, currency }));
}
