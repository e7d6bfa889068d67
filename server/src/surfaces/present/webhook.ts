import * as contract from '@psnb2b/contract';
import type { EventEntry } from '../../events/index.ts';
import { json, replayed } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { Secret } from '../../kit/secret.ts';
import * as webhooks from '../../webhooks/index.ts';
import type { Parts } from '../parts.ts';

/** Refuses to register or move an endpoint where only support does. */
export function mustBeSelf({ config }: Pick<Parts, 'config'>): void {
  if (config.webhookRegistration === 'support') throw new Refusal('webhook_registration_closed');
}

/** A secret is only in a first reply, which no cache may store. */
export function withSecret<Status extends number, Shown extends object>(
  status: Status,
  shown: Shown,
  secret: Secret<string> | null,
  headers: Record<string, string> = {},
) {
  if (secret === null) return replayed(json(status, shown, headers), true);
  const body = { ...shown, secret: secret.reveal() };
  return json(status, body, { ...headers, 'cache-control': 'no-store' });
}

/** A delivery as people see it. */
export function presentOwnDelivery(delivery: webhooks.Delivery): contract.PortalWebhookDelivery {
  const attempts = delivery.attempts.map(webhooks.presentAttempt);
  const about_id = webhooks.aboutId(delivery);
  return present(contract.PortalWebhookDelivery, delivery, { about_id, attempts });
}

export function presentEvent(event: EventEntry): contract.WebhookEvent {
  const type = event.type as contract.EventType;
  return present(contract.WebhookEvent, event, { type, about_id: webhooks.aboutId(event) });
}
