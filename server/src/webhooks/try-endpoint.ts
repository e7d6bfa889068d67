import { eventText } from '../events/index.ts';
import { guardedConnector } from '../kit/egress/index.ts';
import { Connections, type Post } from '../kit/http-client/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';
import { tenantTransaction } from '../ledger/index.ts';
import type { Attempt } from './list-deliveries.ts';
import type { WebhookParts } from './parts.ts';
import { readSigningKeys } from './secrets.ts';
import { type Sent, sendDelivery } from './send-delivery.ts';
import { signedPost } from './sign-delivery.ts';
import { findEndpoint } from './store.ts';
import { emitTest } from './test-endpoint.ts';

/** The one attempt to send a test event. */
export interface Trial {
  readonly eventId: string;
  readonly attempt: Attempt;
  /** Bytes of the answer's body that were read. */
  readonly bytes: number;
}

/**
 * Emits `webhook.test`, sends it to this endpoint once, whatever its filter and state, and returns the result. Its delivery is
 * written as exhausted beforehand, so that no worker sends or retries it; other endpoints receive the event as any other. Neither
 * a success nor a failure changes the endpoint's health.
 */
export async function tryEndpoint(
  { database, clock, vault, egress }: WebhookParts,
  tenant: TenantRef,
  endpointId: string,
): Promise<Trial> {
  const { tenantId, mode } = tenant;
  const { event, url, keys } = await tenantTransaction(database, tenantId, async (tx) => {
    const endpoint = await findEndpoint(tx, tenant, endpointId);
    const emitted = await emitTest(tx, tenantId, endpointId, clock.now());
    await tx.query(
      `INSERT INTO webhooks.deliveries (endpoint_id, sequence, status, tries)
       VALUES ($1, $2, 'exhausted', 1)`,
      [endpointId, emitted.sequence],
    );
    const signing = await readSigningKeys(tx, vault, endpointId);
    return { event: emitted, url: new URL(endpoint.url), keys: signing };
  });
  const at = clock.now();
  const attemptId = newUuid(at.getTime());
  const body = eventText(event, mode);
  const { type } = event;
  const eventId = formatId('evt', event.eventId);
  const post = signedPost(keys, { eventId, type, attemptId, at, body });
  const sent = await sendOnce(url, post, egress);
  await database.transaction((tx) =>
    tx.query('SELECT webhooks.record_trial($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      endpointId,
      event.sequence,
      attemptId,
      at,
      sent.status,
      sent.durationMs,
      sent.error,
      sent.reply,
      sent.replyHeaders,
    ]),
  );
  const { status, durationMs, error, reply, bytes } = sent;
  const reply_headers = sent.replyHeaders === null ? null : JSON.parse(sent.replyHeaders);
  const result = { status, duration_ms: durationMs, error, reply, reply_headers };
  return {
    eventId: event.eventId,
    bytes,
    attempt: { id: attemptId, at: at.toISOString(), ...result },
  };
}

async function sendOnce(url: URL, post: Post, egress: WebhookParts['egress']): Promise<Sent> {
  const connections = new Connections(url, guardedConnector(egress));
  const sent = new Promise<Sent>((resolve) => sendDelivery(connections, post, resolve));
  return sent.finally(() => connections.close());
}
