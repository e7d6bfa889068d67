import { portalPages } from '@psnb2b/contract';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { findTenant } from '../partners/index.ts';
import { listNotices, type Notice, noticeTold } from '../webhooks/index.ts';
import { type Teller, tellPartner } from './tell.ts';

type Parts = Teller & { readonly database: Database; readonly clock: Clock };

const WHY = {
  gone: 'it answered 410 Gone',
  failing: 'nothing has reached it for three days',
} as const satisfies Record<Notice['reason'], string>;
const WHAT_NOW =
  'Nothing is sent to it any more. What waited was dropped and is kept for 30 days: put the receiver ' +
  'right, enable the endpoint again, and replay what it missed, or read it from GET /events.';

/** Tells owners and developers of endpoints that were disabled, each once; how many it told of. */
export async function tellOfEndpoints(parts: Parts): Promise<number> {
  const { database, clock } = parts;
  const notices = await listNotices(database.reads);
  for (const { noticeId, endpointId, tenantId, reason, at } of notices) {
    const tenant = await findTenant(database.reads, tenantId);
    await database.transaction(async (tx) => {
      // Another worker may have told it since it was listed.
      if (!(await noticeTold(tx, noticeId, clock.now())) || !tenant) return;
      const id = formatId('whe', endpointId);
      const told = {
        kind: 'webhook.disabled',
        text: `Your ${tenant.mode} webhook endpoint ${id} is disabled: ${WHY[reason]}.`,
        words: WHAT_NOW,
        path: portalPages.notifications,
        at,
      };
      await tellPartner(tx, parts, tenant.partnerId, told, ['owner', 'developer']);
    });
  }
  return notices.length;
}
