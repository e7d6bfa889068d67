import * as contract from '@psnb2b/contract';
import { printStatement } from '../../acts/index.ts';
import {
  listTransactions,
  periodOfMonth,
  setTestBalance,
  statementOf,
  transactionPages,
} from '../../funding/index.ts';
import { onceByPerson, type PersonOf } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { NumberText } from '../../kit/csv/index.ts';
import { filters } from '../../kit/given.ts';
import { csvList, json, pageBothWays } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import { balanceOf } from '../../ledger/index.ts';
import { tenantOf } from '../../partners/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentBalance, presentTransaction } from '../present/balance.ts';
import { pdf } from '../present/document-files.ts';
import { tenantOfCall } from './tenant-of-call.ts';

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
      const { type, month, ...asked } = filters(contract.PortalTransactionQuery, call.query);
      return pageBothWays(
        transactionPages,
        { ...asked, ...periodOfMonth(month), type: type && [type] },
        (rows) => listTransactions(parts, tenantId, rows),
        (found) => found.map(presentTransaction(currency)),
      );
    },
    exportTransactions: async (call) => {
      const { tenantId, currency, mode } = await tenantOfCall(reads, call);
      const { type, month, raw = false } = call.query;
      const wanted = { ...periodOfMonth(month), type: type && [type] };
      return csvList(
        call,
        {
          name: mode === 'test' ? 'test-statement.csv' : 'statement.csv',
          columns: contract.transactionCsvColumns,
        },
        transactionPages,
        { raw },
        (rows) => listTransactions(parts, tenantId, { ...wanted, ...rows }),
        (found) =>
          found.map(presentTransaction(currency)).map((each) => ({
            ...each,
            amount: new NumberText(each.amount),
            balance_after: new NumberText(each.balance_after),
          })),
      );
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
      const sums = await statementOf(parts, tenantId, periodOfMonth(call.query.month));
      return json(200, present(contract.Statement, { ...sums, currency }));
    },
  });
}
