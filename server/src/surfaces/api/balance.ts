import { DepositListQuery, TransactionListQuery } from '@psnb2b/contract';
import {
  depositPages,
  listDeposits,
  listTransactions,
  presentDeposit,
  presentTransaction,
  setTestBalance,
  transactionPages,
} from '../../funding/index.ts';
import { amountOf } from '../../kit/amount-of.ts';
import { filters } from '../../kit/given.ts';
import { json, page, replayed } from '../../kit/http/index.ts';
import { Refusal } from '../../kit/refusal.ts';
import { balanceOf, onceByTenant } from '../../ledger/index.ts';
import type { KeyEntry } from '../../partners/index.ts';
import { onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentBalance } from '../present/balance.ts';

export function balanceRoutes(parts: Parts) {
  const { database, catalog } = parts;
  const show = async ({ tenantId, tenant }: KeyEntry) =>
    json(200, presentBalance(await balanceOf(database.reads, tenantId), tenant, catalog));
  return onApi({
    getBalance: ({ caller }) => show(caller),
    listTransactions: ({ caller: { tenantId, partner }, query }) =>
      page(
        transactionPages,
        filters(TransactionListQuery, query),
        (asked) => listTransactions(parts, tenantId, asked),
        (found) => found.map(presentTransaction(partner.currency)),
      ),
    listDeposits: ({ caller: { tenantId }, query }) =>
      page(
        depositPages,
        filters(DepositListQuery, query),
        (asked) => listDeposits(database.reads, tenantId, asked),
        (found) => found.map(presentDeposit),
      ),
    setTestBalance: async (call) => {
      const { caller, operation, idempotency, at, by } = call;
      if (caller.mode !== 'test') throw new Refusal('test_key_required');
      const { tenantId, partner } = caller;
      const wanted = amountOf('balance', call.body.balance, partner.currency);
      const request = { tenantId, operation, idempotency, at };
      const { made } = await onceByTenant(database, request, async (tx) => {
        const resource = await setTestBalance(tx, parts, caller, wanted, by);
        return { resource, made: true };
      });
      return replayed(await show(caller), made === null);
    },
  });
}
