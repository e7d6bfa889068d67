import type { portalOperations, QueryOf } from '@psnb2b/contract';
import { take, toFailure } from '@psnb2b/ui';
import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

/** What pages read, by the key under which it is kept and made stale. */
export const getStartedQuery = queryOptions({
  queryKey: ['get-started'],
  queryFn: () => take(api.GET('/get-started')),
});

export const businessQuery = queryOptions({
  queryKey: ['business'],
  queryFn: () => take(api.GET('/business')),
});

export const caseQuery = queryOptions({
  queryKey: ['kyc-case'],
  queryFn: () => take(api.GET('/kyc-case')),
});

export const balanceQuery = queryOptions({
  queryKey: ['balance'],
  queryFn: () => take(api.GET('/balance')),
});

export const testBalanceQuery = queryOptions({
  queryKey: ['test-balance'],
  queryFn: () => take(api.GET('/test-balance')),
});

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: () => take(api.GET('/keys')),
});

export const publicKeyQuery = queryOptions({
  queryKey: ['public-key'],
  queryFn: () => take(api.GET('/public-key')),
});

export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: () => take(api.GET('/colleagues')),
});

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: () => take(api.GET('/invitations')),
});

type TicketQuery = QueryOf<(typeof portalOperations)['listTickets']>;

export function ticketsQuery(query: TicketQuery) {
  return queryOptions({
    queryKey: ['tickets', query],
    queryFn: () => take(api.GET('/tickets', { params: { query } })),
  });
}

export function ticketQuery(id: string) {
  return queryOptions({
    queryKey: ['ticket', id],
    queryFn: () => take(api.GET('/tickets/{ticket_id}', { params: { path: { ticket_id: id } } })),
  });
}

type ClaimQuery = QueryOf<(typeof portalOperations)['listClaims']>;

export function claimsQuery(query: ClaimQuery) {
  return queryOptions({
    queryKey: ['claims', query],
    queryFn: () => take(api.GET('/claims', { params: { query } })),
  });
}

export function claimQuery(id: string) {
  return queryOptions({
    queryKey: ['claim', id],
    queryFn: () =>
      inEitherMode((mode) =>
        take(
          api.GET('/claims/{claim_id}', { params: { path: { claim_id: id }, query: { mode } } }),
        ),
      ),
  });
}

export function claimableQuery(orderId: string) {
  return queryOptions({
    queryKey: ['claimable', orderId],
    queryFn: () =>
      inEitherMode((mode) =>
        take(
          api.GET('/orders/{order_id}/claimable', {
            params: { path: { order_id: orderId }, query: { mode } },
          }),
        ),
      ),
  });
}

/** An id says nothing of its mode: what is not among the live ones is looked for among the test ones. */
async function inEitherMode<Data>(read: (mode: 'live' | 'test') => Promise<Data>): Promise<Data> {
  try {
    return await read('live');
  } catch (error) {
    if (toFailure(error).status !== 404) throw error;
    return read('test');
  }
}
