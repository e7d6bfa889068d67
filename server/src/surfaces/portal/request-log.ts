import * as contract from '@psnb2b/contract';
import type { PersonOf } from '../../identity/index.ts';
import { neighbourhoodOf } from '../../kit/addresses/index.ts';
import { filters } from '../../kit/given.ts';
import { csvList, json, pageAndFilters } from '../../kit/http/index.ts';
import { formatId, timeOfId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { MINUTE_MS } from '../../kit/time.ts';
import * as log from '../../request-log/index.ts';
import { onPortal, type PortalCall } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentHitLimit } from '../present/hit-limit.ts';
import { tenantOfCall } from './tenant-of-call.ts';

const MINUTES_DEFAULT = 60;

/** The calls of a business's keys, as its developers see them. */
export function requestLogRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onPortal({
    listRequestLog: async (call) => {
      const { tenantId } = await tenantOfCall(reads, call);
      const [page, asked] = pageAndFilters(call.query);
      const wanted = wantedBy(asked, call.at);
      const pages = log.callPages;
      const search: { ended: log.CallPlace | null } = { ended: null };
      const body = await pages.bodyBothWays(
        page,
        async (rows) => {
          const found = await log.searchCalls(reads, tenantId, { ...wanted, ...rows });
          search.ended = found.ended;
          return found.calls;
        },
        (calls) => calls.map(presenter(call.caller)),
      );
      const { ended } = search;
      const more = ended && { has_more: true, next_cursor: pages.cursorBehind(ended) };
      const isAll = page.cursor === undefined && !body.has_more && ended === null;
      const total = isAll
        ? body.data.length
        : await log.countCalls(reads, tenantId, wanted, contract.countedRowsMax);
      const isMany = total === null || total > contract.countedRowsMax;
      return json(200, { ...body, ...more, total: isMany ? null : total });
    },
    summariseRequestLog: async (call) => {
      const { tenantId } = await tenantOfCall(reads, call);
      const wanted = wantedBy(call.query, call.at);
      const { failed: groups, gaps } = await log.summariseCalls(reads, tenantId, wanted);
      const failed = groups.reduce((sum, { calls }) => sum + calls, 0);
      const body = { since: wanted.from, failed, groups, gaps };
      return json(200, present(contract.RequestLogSummary, body));
    },
    exportRequestLog: async (call) => {
      const { tenantId, mode } = await tenantOfCall(reads, call);
      const { raw = false, ...asked } = call.query;
      const wanted = wantedBy(asked, call.at);
      const name = mode === 'test' ? 'test-requests.csv' : 'requests.csv';
      return csvList(
        call,
        { name, columns: contract.loggedCallCsvColumns },
        log.callPages,
        { raw },
        (page) => log.listCalls(reads, tenantId, { ...wanted, ...page }),
        (calls) => calls.map(presenter(call.caller)),
      );
    },
    getLoggedCall: async (call) => {
      const { tenantId } = await tenantOfCall(reads, call);
      const { request_id: uuid } = call.params;
      const place = { requestId: formatId('req', uuid), at: timeOfId(uuid) };
      const found = await log.findCall(reads, tenantId, place);
      const show = presenter(call.caller);
      return json(200, { ...show(found.call), next: found.next && show(found.next) });
    },
  });
}

type Asked = Omit<PortalCall<'exportRequestLog'>['query'], 'raw'>;

/** The calls that a person asks for; a period ends now, this moment included. */
function wantedBy(asked: Asked, at: Date): log.CallFilters {
  const {
    minutes = MINUTES_DEFAULT,
    statusClass,
    requestId,
    keyId,
    ...rest
  } = filters(contract.RequestLogFilters, asked);
  const { errorCode, method, path } = rest;
  return {
    from: new Date(at.getTime() - minutes * MINUTE_MS),
    before: new Date(at.getTime() + 1),
    statusClass: statusClass && Number(statusClass[0]),
    requestId: requestId && formatId('req', requestId),
    ...{ keyId, errorCode, method, path },
  };
}

/** Shows calls to a person: those who may not see an address see its network. */
function presenter({ role }: PersonOf<'portal'>) {
  const sees = contract.mayReadPersonal('callers', { webApp: 'portal', role });
  return ({ address, ...call }: log.ListedCall): contract.LoggedCall => {
    const { requestId } = call;
    return present(contract.LoggedCall, call, {
      id: requestId,
      address: sees ? address : neighbourhoodOf(address),
      withheld: sees ? [] : ['address'],
      limit: presentHitLimit(call),
    });
  };
}
