import { EventEnvelope } from '../events/schemas.ts';
import type { Operation } from '../kit/operation.ts';
import { testClockExample, testEventTypes, triggeredEventExample } from './examples.ts';
import { TestClock, TestClockAdvance, TestEventCreate, TestEventTypeList } from './schemas.ts';

const shared = { tag: 'Test mode', auth: 'key', limit: 'requests' } as const;

export const getTestClock = {
  ...shared,
  id: 'getTestClock',
  method: 'GET',
  path: '/test/clock',
  summary: 'Read the test clock',
  description:
    'How far the clock of test data was advanced, and how far it can still be. For test keys only.',
  scope: 'read',
  idempotent: false,
  replies: {
    200: {
      description: 'The test clock.',
      schema: TestClock,
      examples: { advanced: { summary: 'Eight days', value: testClockExample } },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const advanceTestClock = {
  ...shared,
  id: 'advanceTestClock',
  method: 'POST',
  path: '/test/clock',
  summary: 'Advance the test clock',
  description:
    'Lets time pass for your test data: everything that waits is that much nearer to its end. Holds, invoices, orders that wait for codes, the ' +
    'windows to claim and to return codes, the deadlines of claims and the retries of webhooks follow it, and what is over ends before ' +
    'this call replies. What happened keeps its time, and what you do afterwards happens now. Forward only, by at most a year in all.',
  scope: 'orders',
  idempotent: true,
  body: TestClockAdvance,
  replies: {
    200: {
      description: 'The test clock.',
      schema: TestClock,
      headers: ['Idempotent-Replayed'],
      examples: { advanced: { summary: 'Eight days', value: testClockExample } },
    },
  },
  refusals: ['limit_reached'],
  examples: { days: { summary: 'Eight days', value: { advance_seconds: 691_200 } } },
} as const satisfies Operation;

export const listTestEventTypes = {
  ...shared,
  id: 'listTestEventTypes',
  method: 'GET',
  path: '/test/events/types',
  summary: 'List the events that can be emitted',
  description: 'Every event type, and the states that `POST /test/events` accepts for it.',
  scope: 'read',
  idempotent: false,
  replies: {
    200: {
      description: 'The types.',
      schema: TestEventTypeList,
      examples: {
        all: {
          summary: 'All types',
          value: { object: 'list', data: testEventTypes, has_more: false, next_cursor: null },
        },
      },
    },
  },
  refusals: [],
  examples: {},
} as const satisfies Operation;

export const triggerTestEvent = {
  ...shared,
  id: 'triggerTestEvent',
  method: 'POST',
  path: '/test/events',
  summary: 'Emit a sample event',
  description:
    'Emits an event of any type to the stream of test mode: it has a `sequence`, is in `GET /events`, and is sent to the endpoints that ' +
    'receive its type, with all retries. Its data has the form and the values that such an event really has, but what its ids name does not exist.',
  scope: 'orders',
  idempotent: true,
  body: TestEventCreate,
  replies: {
    202: {
      description: 'The event that is being sent.',
      schema: EventEnvelope,
      headers: ['Idempotent-Replayed'],
      examples: { failed: { summary: 'An order that failed', value: triggeredEventExample } },
    },
  },
  refusals: ['limit_reached'],
  examples: {
    failed: {
      summary: 'An order that failed',
      value: { type: 'order.status_changed', state: 'failed' },
    },
    low: { summary: 'A low balance', value: { type: 'balance.low' } },
  },
} as const satisfies Operation;
