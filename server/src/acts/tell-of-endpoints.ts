import { portalPages } from '@psnb2b/contract';
import { type Teller, tellPartner } from '../identity/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { findTenant } from '../partners/index.ts';
import { listNotices, type Notice, noticeTold } from '../webhooks/index.ts';

type Parts = Teller & { readonly database: Database; readonly clock: Clock };

const WHY_DISABLED = {
  gone: 'it answered 410 Gone',
  failing: 'nothing has reached it for three days',
} as const;
const NOW_DISABLED =
  'Nothing is sent to it any more. What waited was dropped and is kept for 30 days: put the receiver ' +
  'right, enable the endpoint again, and replay what it missed, or read it from GET /events.';
const NOW_EXHAUSTED =
  'More may follow; we tell you of the first in a day only. What is given up is kept for 30 days: ' +
  'put the receiver right and replay what it missed, or read it from GET /events.';

/**
 * Tells owners and developers of endpoints that were disabled, or that a delivery to was given up,
 * each once; how many notices there were.
 */
export async function tellOfEndpoints(parts: Parts): Promise<number> {
  const { database, clock } = parts;
  const notices = await listNotices(database.reads);
  for (const notice of notices) {
    const tenant = await findTenant(database.reads, notice.tenantId);
    await database.transaction(async (tx) => {
      // Another worker may have told it since it was listed.
      if (!(await noticeTold(tx, notice.noticeId, clock.now())) || !tenant) return;
      const told = {
        ...toldOf(notice, tenant.mode),
        path: portalPages.notifications,
        at: notice.at,
      };
      await tellPartner(tx, parts, tenant.partnerId, told, ['owner', 'developer']);
    });
  }
  return notices.length;
}

function toldOf({ endpointId, reason, sequence }: Notice, mode: string) {
  const endpoint = `${mode} webhook endpoint ${formatId('whe', endpointId)}`;
  if (reason === 'exhausted') {
    return {
      kind: 'webhook.exhausted',
      text: `Event ${sequence} did not reach your ${endpoint} in a day and is not tried again.`,
      words: NOW_EXHAUSTED,
    };
  }
  return {
    kind: 'webhook.disabled',
    text: `Your ${endpoint} is disabled: ${WHY_DISABLED[reason]}.`,
    words: NOW_DISABLED,
  };
}
