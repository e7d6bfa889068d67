import { eventTypesDefault } from '@psnb2b/contract';
import { type Invariant, sqlInvariant } from '../kit/invariant.ts';

const DEFAULTS = `ARRAY[${eventTypesDefault.map((type) => `'${type}'`).join(', ')}]`;

export const webhookInvariants: readonly Invariant[] = [
  sqlInvariant(
    'E1a',
    'each event up to an endpoint’s cursor that its filter includes and that is not about it is delivered, waiting, exhausted or dropped',
    `SELECT coalesce(sum(c.position - c.wanted_after), 0)::bigint AS count FROM webhooks.cursors c`,
    `SELECT 'event ' || o.sequence || ' of tenant ' || o.tenant_id || ' at endpoint ' || c.endpoint_id
              AS broken
       FROM webhooks.cursors c
       JOIN webhooks.endpoints e ON e.endpoint_id = c.endpoint_id
       JOIN events.entries() o ON o.tenant_id = c.tenant_id
        AND o.sequence > c.wanted_after AND o.sequence <= c.position
      WHERE c.enabled
        AND webhooks.wants(c.endpoint_id, coalesce(e.events, ${DEFAULTS}), o.type, o.subject)
        AND NOT EXISTS (SELECT FROM webhooks.deliveries d
                         WHERE d.endpoint_id = c.endpoint_id AND d.sequence = o.sequence)`,
  ),
  sqlInvariant(
    'E1b',
    'no cursor is past its stream’s end, and nothing waits at a disabled endpoint',
    'SELECT count(*) FROM webhooks.cursors',
    `SELECT 'endpoint ' || c.endpoint_id AS broken
       FROM webhooks.cursors c JOIN events.heads() h ON h.tenant_id = c.tenant_id
      WHERE c.position > h.last_sequence
         OR (NOT c.enabled AND EXISTS (
               SELECT FROM webhooks.deliveries d
                WHERE d.endpoint_id = c.endpoint_id AND d.status = 'waiting'))`,
  ),
];
