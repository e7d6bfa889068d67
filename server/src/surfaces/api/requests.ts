import { LoggedRequest, RequestFilters } from '@psnb2b/contract';
import { filters } from '../../kit/given.ts';
import { json, pageAndFilters } from '../../kit/http/index.ts';
import { formatId, timeOfId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { DAY_MS, MINUTE_MS } from '../../kit/time.ts';
import * as log from '../../request-log/index.ts';
import { type ApiCall, onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentHitLimit } from '../present/hit-limit.ts';

/** The calls of a business's keys, as its programs read them. */
export function requestRoutes({ database: { reads } }: Parts) {
  return onApi({
    listRequests: async ({ caller: { tenantId }, query, at }) => {
      const [page, asked] = pageAndFilters(query);
      const wanted = wantedBy(asked, at);
      const pages = log.callPages;
      const search: { ended: log.CallPlace | null } = { ended: null };
      const body = await pages.body(
        page,
        async (rows) => {
          const found = await log.searchCalls(reads, tenantId, { ...wanted, ...rows });
          search.ended = found.ended;
          return found.calls;
        },
        (calls) => calls.map(show),
      );
      const { ended } = search;
      if (ended === null) return json(200, body);
      return json(200, { ...body, has_more: true, next_cursor: pages.cursorBehind(ended) });
    },
  });
}

type Asked = Omit<ApiCall<'listRequests'>['query'], 'cursor' | 'limit'>;

/** The calls that a program asks for, of the last seven days at most; a request id says when its call arrived. */
function wantedBy(asked: Asked, now: Date): log.CallFilters {
  const { createdFrom, createdBefore, requestId, statusClass, ...rest } = filters(
    RequestFilters,
    asked,
  );
  const oldest = new Date(now.getTime() - log.KEPT_DAYS * DAY_MS);
  // Recorded already, if its clock is ahead of ours.
  const newest = new Date(now.getTime() + MINUTE_MS);
  const froms = [oldest, ...(createdFrom ? [createdFrom] : [])].map(Number);
  const befores = [newest, ...(createdBefore ? [createdBefore] : [])].map(Number);
  if (requestId !== undefined) {
    const at = timeOfId(requestId).getTime();
    froms.push(at);
    befores.push(at + 1);
  }
  const { errorCode, method, path, keyId } = rest;
  return {
    from: new Date(Math.max(...froms)),
    before: new Date(Math.min(...befores)),
    statusClass: statusClass && Number(statusClass[0]),
    requestId: requestId && formatId('req', requestId),
    ...{ errorCode, method, path, keyId },
  };
}

function show(call: log.ListedCall): LoggedRequest {
  const { requestId: id, at: createdAt } = call;
  return present(LoggedRequest, { ...call, createdAt }, { id, limit: presentHitLimit(call) });
}
