import { EventEnvelope } from '../events/schemas.ts';
import { acting, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { TestClock, TestClockAdvance, TestEventCreate, TestEventTypeList } from './schemas.ts';

/** What people of a business do in test mode, beside its balance. */
export const portalTestModeOperations = {
  getTestClock: {
    ...reading,
    tag: 'Business',
    id: 'getTestClock',
    path: '/test-clock',
    summary: 'Read the test clock',
    description: 'How far the clock of test data was advanced, and how far it can still be.',
    replies: ok(TestClock, 'The test clock.'),
  },
  advanceTestClock: {
    ...acting,
    tag: 'Business',
    id: 'advanceTestClock',
    path: '/test-clock',
    roles: ['owner', 'buyer', 'developer'],
    idempotent: true,
    summary: 'Advance the test clock',
    description: 'The same as `POST /test/clock` of the partner API.',
    body: TestClockAdvance,
    refusals: ['limit_reached'],
    replies: ok(TestClock, 'The test clock.'),
  },
  listTestEventTypes: {
    ...reading,
    tag: 'Business',
    id: 'listTestEventTypes',
    path: '/test-events/types',
    summary: 'List the events that can be emitted',
    description: 'Every event type, and what it can report.',
    replies: ok(TestEventTypeList, 'The types.'),
  },
  triggerTestEvent: {
    ...acting,
    tag: 'Business',
    id: 'triggerTestEvent',
    path: '/test-events',
    roles: ['owner', 'developer'],
    idempotent: true,
    summary: 'Emit a sample event',
    description: 'The same as `POST /test/events` of the partner API.',
    body: TestEventCreate,
    refusals: ['limit_reached'],
    replies: ok(EventEnvelope, 'The event that is being sent.'),
  },
} as const satisfies Record<string, WebAppOperation>;
