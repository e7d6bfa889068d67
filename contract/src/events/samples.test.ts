/** Guards: there is a sample of every event type in every state that its data can report, and each fits its schema. */
import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { claimStatuses } from '../claims/states.ts';
import { orderStatuses } from '../orders/states.ts';
import { eventSamples, findSample, onlyState, sampleStatesOf } from './samples.ts';
import {
  type EventType,
  eventSchemas,
  eventTypeNames,
  WebhookEndpointDisabled,
} from './schemas.ts';

/** The states that the contract knows, by type; the other types have none. */
const STATES: Partial<Record<EventType, readonly string[]>> = {
  'order.status_changed': orderStatuses,
  'claim.status_changed': claimStatuses,
  'webhook_endpoint.disabled': (
    WebhookEndpointDisabled.properties.reason as unknown as { enum: string[] }
  ).enum,
};

test('every type has a sample', () => {
  expect(Object.keys(eventSamples)).toEqual(eventTypeNames);
});

test.each(eventTypeNames)('%s has one for each of its states', (type) => {
  const states = STATES[type] ?? [onlyState];
  expect(sampleStatesOf(type)).toEqual(expect.arrayContaining([...states]));
});

describe.each(eventTypeNames)('%s', (type) => {
  test.each(sampleStatesOf(type))('%s fits its schema', (state) => {
    const sample = findSample(type, state);
    const envelope = {
      ...{ id: 'evt_01m84j5stvf19b1h0v0v4q2m7w', type, created_at: sample?.at, mode: 'live' },
      ...{ sequence: 1, data: sample?.data },
    };
    expect(Compile(eventSchemas[type]).Errors(envelope)).toEqual([]);
  });
});

test('a state that only Object knows is none', () => {
  expect(findSample('webhook.test', 'constructor')).toBeNull();
});
