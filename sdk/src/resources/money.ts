import type { ListDepositsQuery, ListTransactionsQuery } from '../generated/calls.ts';
import type { Balance, Deposit, Transaction } from '../generated/shapes.ts';
import type { List } from '../list.ts';
import type { CallOptions, Send } from '../transport/send.ts';
import { listOf } from './list-of.ts';

export function balance(send: Send) {
  return {
    /** Your money and your price tier. `available` is what an order can spend. */
    get(options?: CallOptions): Promise<Balance> {
      return send('getBalance', {}, options);
    },
  };
}

export function transactions(send: Send) {
  return {
    /** The statement: every change of the balance, newest first. */
    list(query?: ListTransactionsQuery, options?: CallOptions): List<Transaction> {
      return listOf(send, 'listTransactions', { query: query ?? {} }, options);
    },
  };
}

export function deposits(send: Send) {
  return {
    /** Your payments, from when we first saw them. */
    list(query?: ListDepositsQuery, options?: CallOptions): List<Deposit> {
      return listOf(send, 'listDeposits', { query: query ?? {} }, options);
    },
  };
}
