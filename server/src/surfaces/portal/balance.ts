import { printStatement } from '../../acts/index.ts';
import { setTestBalance } from '../../funding/index.ts';
import { onceByPerson, type PersonOf } from '../../identity/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { json } from '../../kit/http/index.ts';
import type { Mode } from '../../kit/tenant-ref.ts';
import { balanceOf } from '../../ledger/index.ts';
import { tenantOf } from '../../partners/index.ts';
import { statementFile, statementPage, statementSums } from '../both/statement.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentBalance } from '../present/balance.ts';
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
    listTransactions: async (call) =>
      statementPage(parts, await tenantOfCall(reads, call), call.query),
    exportTransactions: async (call) => statementFile(parts, await tenantOfCall(reads, call), call),
    printStatement: async (call) => {
      const tenant = await tenantOfCall(reads, call);
      const { month } = call.query;
      return pdf(
        `${tenant.mode === 'test' ? 'test-statement' : 'statement'}${month ? `-${month}` : ''}`,
        call.isHead ? undefined : await printStatement(parts, tenant, month),
      );
    },
    getStatement: async (call) => statementSums(parts, await tenantOfCall(reads, call), call.query),
  });
}
