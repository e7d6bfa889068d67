import { testEventTypes } from '@psnb2b/contract';
import { advanceTestClock, endAdvancedOrders, triggerEvent } from '../../acts/index.ts';
import { eventText, findEvent } from '../../events/index.ts';
import { onceByPerson } from '../../identity/index.ts';
import { json, raw } from '../../kit/http/index.ts';
import { Refusal } from '../../kit/refusal.ts';
import { tenantOf } from '../../partners/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { showTestClock } from '../present/test-clock.ts';

/** What people of a business do in test mode, beside its balance. */
export function testModeRoutes(parts: Parts) {
  const { database } = parts;
  const { reads } = database;
  return onPortal({
    getTestClock: async ({ caller }) =>
      json(200, await showTestClock(reads, await tenantOf(reads, caller.partnerId, 'test'))),
    advanceTestClock: async (call) => {
      const tenant = await tenantOf(reads, call.caller.partnerId, 'test');
      const { made } = await onceByPerson(database, call, async (tx) => {
        await advanceTestClock(tx, tenant, call.body.advance_seconds, call.by);
        return { resource: tenant.partnerId, made: true };
      });
      if (made) await endAdvancedOrders(parts, tenant);
      return json(200, await showTestClock(reads, tenant));
    },
    listTestEventTypes: () => {
      const data = testEventTypes;
      return json(200, { object: 'list', data, has_more: false, next_cursor: null });
    },
    triggerTestEvent: async (call) => {
      const tenant = await tenantOf(reads, call.caller.partnerId, 'test');
      const { resource, made } = await onceByPerson(database, call, async (tx) => {
        const event = await triggerEvent(tx, tenant, call.body, call.by);
        return { resource: event.eventId, made: event };
      });
      const event = made ?? (await findEvent(reads, tenant.tenantId, resource));
      if (!event) throw new Refusal('not_found');
      return raw(200, eventText(event, 'test'));
    },
  });
}
