import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import type { Teller } from '../notifications/index.ts';
import { findTenant, type Tenant } from '../partners/index.ts';
import { type EndpointNotice, listNotices, noticeTold } from '../webhooks/index.ts';

type Parts = Teller & { readonly database: Database; readonly clock: Clock };

/**
 * Notifies owners and developers of endpoints that were disabled, or whose delivery was exhausted, each once; returns how many
 * notices there were.
 */
export async function tellOfEndpoints(parts: Parts): Promise<number> {
  const { database, clock } = parts;
  const notices = await listNotices(database.reads);
  for (const notice of notices) {
    const tenant = await findTenant(database.reads, notice.tenantId);
    await database.transaction(async (tx) => {
      // Another worker may have sent it since it was listed.
      if (!(await noticeTold(tx, notice.noticeId, clock.now())) || !tenant) return;
      await tellOfNotice(tx, parts, tenant, notice);
    });
  }
  return notices.length;
}

async function tellOfNotice(
  tx: Tx,
  teller: Teller,
  { partnerId, mode }: Tenant,
  { endpointId, reason, sequence, at }: EndpointNotice,
): Promise<void> {
  const endpoint = { mode, endpointId, at };
  if (reason === 'exhausted') {
    const facts = { ...endpoint, sequence: required(sequence, 'an event was given up') };
    return notify(tx, 'webhook.exhausted', { partnerId }, facts, teller);
  }
  return notify(tx, 'webhook.disabled', { partnerId }, { ...endpoint, reason }, teller);
}
