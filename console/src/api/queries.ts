import type { AuditList, consoleOperations, QueryOf } from '@psnb2b/contract';
import { take } from '@psnb2b/ui';
import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

type Query<Call extends keyof typeof consoleOperations> = QueryOf<(typeof consoleOperations)[Call]>;

/** What pages read, by the key under which it is kept and made stale. */
export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: () => take(api.GET('/today')),
  refetchInterval: 60_000,
});

export function casesQuery(query: Query<'listKycCases'>) {
  return queryOptions({
    queryKey: ['kyc-cases', query],
    queryFn: () => take(api.GET('/kyc-cases', { params: { query } })),
  });
}

export function caseQuery(id: string) {
  return queryOptions({
    queryKey: ['kyc-case', id],
    queryFn: () => take(api.GET('/kyc-cases/{case_id}', { params: { path: { case_id: id } } })),
  });
}

export function ticketsQuery(query: Query<'listTickets'>) {
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

export const answersQuery = queryOptions({
  queryKey: ['canned-answers'],
  queryFn: () => take(api.GET('/canned-answers')),
});

export function partnersQuery(query: Query<'listPartners'>) {
  return queryOptions({
    queryKey: ['partners', query],
    queryFn: () => take(api.GET('/partners', { params: { query } })),
  });
}

export function partnerQuery(id: string) {
  return queryOptions({
    queryKey: ['partner', id],
    queryFn: () =>
      take(api.GET('/partners/{partner_id}', { params: { path: { partner_id: id } } })),
  });
}

export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: () => take(api.GET('/staff')),
});

export function proposalsQuery(query: Query<'listProposals'>) {
  return queryOptions({
    queryKey: ['proposals', query],
    queryFn: () => take(api.GET('/proposals', { params: { query } })),
  });
}

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: () => take(api.GET('/invitations')),
});

export function auditQuery(query: Query<'listAudit'>) {
  return queryOptions({
    queryKey: ['audit', query],
    // The same address answers CSV, but only where that is asked for.
    queryFn: () => take(api.GET('/audit', { params: { query } })) as Promise<AuditList>,
  });
}

export function emailsQuery(query: Query<'listEmails'>) {
  return queryOptions({
    queryKey: ['emails', query],
    queryFn: () => take(api.GET('/emails', { params: { query } })),
  });
}

export function emailQuery(id: string) {
  return queryOptions({
    queryKey: ['email', id],
    queryFn: () => take(api.GET('/emails/{email_id}', { params: { path: { email_id: id } } })),
  });
}

export function claimsQuery(query: Query<'listClaims'>) {
  return queryOptions({
    queryKey: ['claims', query],
    queryFn: () => take(api.GET('/claims', { params: { query } })),
  });
}

export function claimQuery(id: string) {
  return queryOptions({
    queryKey: ['claim', id],
    queryFn: () => take(api.GET('/claims/{claim_id}', { params: { path: { claim_id: id } } })),
  });
}

export const claimChoicesQuery = queryOptions({
  queryKey: ['claim-choices'],
  queryFn: () => take(api.GET('/claim-choices')),
});

export function claimFiguresQuery(query: Query<'getClaimFigures'>) {
  return queryOptions({
    queryKey: ['claim-figures', query],
    queryFn: () => take(api.GET('/claim-figures', { params: { query } })),
  });
}

export const quotasQuery = queryOptions({
  queryKey: ['quotas'],
  queryFn: () => take(api.GET('/quotas')),
});

export function partnerQuotasQuery(id: string) {
  return queryOptions({
    queryKey: ['quotas', id],
    queryFn: () =>
      take(api.GET('/partners/{partner_id}/quotas', { params: { path: { partner_id: id } } })),
  });
}

export const claimTermsQuery = queryOptions({
  queryKey: ['claim-terms'],
  queryFn: () => take(api.GET('/claim-terms')),
});

export function lotsQuery(query: Query<'listLots'>) {
  return queryOptions({
    queryKey: ['lots', query],
    queryFn: () => take(api.GET('/lots', { params: { query } })),
  });
}

export function lotQuery(id: string) {
  return queryOptions({
    queryKey: ['lot', id],
    queryFn: () => take(api.GET('/lots/{lot_id}', { params: { path: { lot_id: id } } })),
  });
}

export function withdrawnQuery(query: Query<'listWithdrawnCodes'>) {
  return queryOptions({
    queryKey: ['withdrawn', query],
    queryFn: () => take(api.GET('/withdrawn-codes', { params: { query } })),
  });
}

export function recoveriesQuery(query: Query<'listRecoveries'>) {
  return queryOptions({
    queryKey: ['recoveries', query],
    queryFn: () => take(api.GET('/recoveries', { params: { query } })),
  });
}
