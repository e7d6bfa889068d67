import { testEventTypes } from '@psnb2b/contract';
import {
  advanceTestClock,
  endAdvancedOrders,
  reportCertification,
  triggerEvent,
} from '../../acts/index.ts';
import { eventText, findEvent } from '../../events/index.ts';
import { json, raw, replayed } from '../../kit/http/index.ts';
import { Refusal } from '../../kit/refusal.ts';
import { onceByTenant } from '../../ledger/index.ts';
import { findCertification, type KeyEntry } from '../../partners/index.ts';
import { onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { presentCertification } from '../present/certification.ts';
import { showTestClock } from '../present/test-clock.ts';

/** What test keys alone can do, beside setting their balance. */
export function testModeRoutes(parts: Parts) {
  const { database, requestLog } = parts;
  return onApi({
    getTestClock: async ({ caller }) => {
      mustBeTest(caller);
      return json(200, await showTestClock(database.reads, caller));
    },
    advanceTestClock: async ({ caller, operation, idempotency, at, by, body }) => {
      mustBeTest(caller);
      const { tenantId } = caller;
      const request = { tenantId, operation, idempotency, at };
      const { made } = await onceByTenant(database, request, async (tx) => {
        await advanceTestClock(tx, caller, body.advance_seconds, by);
        return { resource: caller.partnerId, made: true };
      });
      if (made) await endAdvancedOrders(parts, caller);
      return replayed(json(200, await showTestClock(database.reads, caller)), made === null);
    },
    listTestEventTypes: ({ caller }) => {
      mustBeTest(caller);
      const data = testEventTypes;
      return json(200, { object: 'list', data, has_more: false, next_cursor: null });
    },
    triggerTestEvent: async ({ caller, operation, idempotency, at, by, body }) => {
      mustBeTest(caller);
      const { tenantId, mode } = caller;
      const request = { tenantId, operation, idempotency, at };
      const { resource, made } = await onceByTenant(database, request, async (tx) => {
        const event = await triggerEvent(tx, caller, body, by);
        return { resource: event.eventId, made: event };
      });
      const event = made ?? (await findEvent(database.reads, tenantId, resource));
      if (!event) throw new Refusal('not_found');
      return replayed(raw(202, eventText(event, mode)), made === null);
    },
    reportCertification: async ({ caller, operation, idempotency, at, by, body }) => {
      mustBeTest(caller);
      const { tenantId } = caller;
      // What this process recorded of the run is compared, too.
      await requestLog.flush();
      const request = { tenantId, operation, idempotency, at };
      const { resource, made } = await onceByTenant(database, request, async (tx) => {
        const id = await reportCertification(tx, caller, body, by);
        return { resource: id, made: true };
      });
      const found = await findCertification(database.reads, caller, resource);
      if (!found) throw new Refusal('not_found');
      return replayed(json(201, presentCertification(found)), made === null);
    },
  });
}

function mustBeTest({ mode }: KeyEntry): void {
  if (mode !== 'test') throw new Refusal('test_key_required');
}
