import { findSample, sampleStatesOf } from '../events/samples.ts';
import {
  type EventEnvelope,
  type EventType,
  eventTypeNames,
  eventTypes,
} from '../events/schemas.ts';
import type { TestClock, TestEventType } from './schemas.ts';

export const testClockExample: TestClock = {
  object: 'test_clock',
  advanced_seconds: 691_200,
  seconds_left: 30_844_800,
  advanced_at: '2026-11-23T16:20:00.000Z',
};

const describe = (type: EventType): TestEventType => ({
  object: 'test_event_type',
  type,
  summary: eventTypes[type].summary,
  states: sampleStatesOf(type),
});

/** Every type with its states: what the call replies with. */
export const testEventTypes: TestEventType[] = eventTypeNames.map(describe);

export const triggeredEventExample = {
  id: 'evt_01m84j5stvf19b1h0v0v4q2m7y',
  type: 'order.status_changed',
  created_at: '2026-11-23T16:00:17.123Z',
  mode: 'test',
  sequence: 44,
  data: findSample('order.status_changed', 'failed')?.data,
} as EventEnvelope;
