import * as contract from '@psnb2b/contract';
import { printStatement, statementCsv } from '../../acts/index.ts';
import {
  countTransactions,
  listTransactions,
  type PeriodAsked,
  periodOfMonth,
  presentTransaction,
  setTestBalance,
  statementOf,
  transactionPages,
} from '../../funding/index.ts';
import { onceByPerson, type PersonOf } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { filters } from '../../kit/given.ts';
import { countedPage, csvFile, json, pageAndFilters } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import { balanceOf } from '../../ledger/index.ts';
import { tenantOf } from '../../partners/index.ts';
import { onPortal, type PortalCall } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentBalance } from '../present/balance.ts';
import { pdf } from '../present/document-files.ts';
import { tenantOfCall } from './tenant-of-call.ts';

/** The period that a person asks for: of a month, cut by a first and a last moment. */
function periodBy(asked: PortalCall<'getStatement'>['query']): PeriodAsked {
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
function wantedBy({ type, q, ...asked }: Omit<PortalCall<'exportTransactions'>['query'], 'raw'>) {
  return { ...periodBy(asked), q, type: type && [type] };
}

/** The balance of a business, and its test money, behind a session. */
export function balanceRoutes(parts: Parts) {
  const { database, catalog } = parts;
  const { reads } = database;
  const show = async ({ partnerId }: PersonOf<'portal'>, mode: Mode) => {
    const tenant = await tenantOf(reads, partnerId, mode);
    return json(200, presentBalance(await balanceOf(reads, tenant.tenantId), tenant, catalog));
  };
  return onPortal({
    getBalance: ({ caller }) => show(caller, 'live'),
    getTestBalance: ({ caller }) => show(caller, 'test'),
    setTestBalance: async (call) => {
      const tenant = await tenantOf(reads, call.caller.partnerId, 'test');
      const wanted = amountOf('balance', call.body.balance, tenant.currency);
      await onceByPerson(database, call, async (tx) => {
        const resource = await setTestBalance(tx, parts, tenant, wanted, call.by);
        return { resource, made: true };
      });
      return show(call.caller, 'test');
    },
    listTransactions: async (call) => {
      const { tenantId, currency } = await tenantOfCall(reads, call);
      const [page, asked] = pageAndFilters(call.query);
      const wanted = wantedBy(asked);
      return countedPage(
        transactionPages,
        page,
        (rows) => listTransactions(parts, tenantId, { ...wanted, ...rows }),
        (found) => found.map(presentTransaction(currency)),
        (most) => countTransactions(parts, tenantId, wanted, most),
      );
    },
    exportTransactions: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { raw = false, ...asked } = call.query;
      const name = tenant.mode === 'test' ? 'test-statement.csv' : 'statement.csv';
      const pieces = call.isHead ? undefined : statementCsv(parts, tenant, wantedBy(asked), raw);
      return csvFile(name, pieces);
    },
    printStatement: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { month } = call.query;
      return pdf(
        `${tenant.mode === 'test' ? 'test-statement' : 'statement'}${month ? `-${month}` : ''}`,
        call.isHead ? undefined : await printStatement(parts, tenant, month),
      );
    },
    getStatement: async (call) => {
      const { tenantId, currency } = await tenantOfCall(reads, call);
      const sums = await statementOf(parts, tenantId, periodBy(call.query));
      return json(200, present(contract.Statement, { ...sums, currency }));
    },
  });
}
