import type { EventType } from '@psnb2b/contract';
import { formatId, type IdPrefix } from '../kit/ids.ts';

/** What the subject of an event is, by its type; others are about nothing that has a page. */
const SUBJECTS: Readonly<Partial<Record<EventType, IdPrefix>>> = {
  'order.status_changed': 'ord',
  'claim.status_changed': 'clm',
  'key.rotated': 'key',
  'key.expiring': 'key',
  'webhook_endpoint.failing': 'whe',
  'webhook_endpoint.disabled': 'whe',
  'webhook.test': 'whe',
};

/** The id of what an event is about: of an order, a claim, a key or an endpoint; null for others. */
export function aboutId({ type, subject }: { type: string; subject: string }): string | null {
  const prefix = SUBJECTS[type as EventType];
  return prefix === undefined ? null : formatId(prefix, subject);
}
