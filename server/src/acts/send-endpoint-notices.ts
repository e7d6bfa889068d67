import type { WebhookEndpointDisabled } from '@psnb2b/contract';
import { emitEvent } from '../events/index.ts';
import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import type { Notifier } from '../notifications/index.ts';
import { findTenant, type Tenant } from '../partners/index.ts';
import { type EndpointNotice, listNotices, markNoticeSent } from '../webhooks/index.ts';

type Parts = Notifier & { readonly database: Database; readonly clock: Clock };

/**
 * Notifies owners and developers of endpoints that were disabled, or whose delivery was exhausted, each once; returns how many
 * notices there were. Their other endpoints are sent an event of one that was disabled.
 */
export async function sendEndpointNotices(parts: Parts): Promise<number> {
  const { database, clock } = parts;
  const notices = await listNotices(database.reads);
  for (const notice of notices) {
    const tenant = await findTenant(database.reads, notice.tenantId);
    await database.transaction(async (tx) => {
      // Another worker may have sent it since it was listed.
      if (!(await markNoticeSent(tx, notice.noticeId, clock.now())) || !tenant) return;
      await sendNotice(tx, parts, tenant, notice);
    });
  }
  return notices.length;
}

async function sendNotice(
  tx: Tx,
  notifier: Notifier,
  { partnerId, mode }: Tenant,
  { tenantId, endpointId, reason, sequence, at }: EndpointNotice,
): Promise<void> {
  const endpoint = { mode, endpointId, at };
  if (reason === 'exhausted') {
    const facts = { ...endpoint, sequence: required(sequence, 'an event was given up') };
    await notify(tx, 'webhook.exhausted', { partnerId }, facts, notifier);
    return;
  }
  await notify(tx, 'webhook.disabled', { partnerId }, { ...endpoint, reason }, notifier);
  const data: WebhookEndpointDisabled = { endpoint_id: formatId('whe', endpointId), reason };
  const type = 'webhook_endpoint.disabled';
  await emitEvent(tx, { at, tenantId, type, subject: endpointId, data });
}
