import { type Static, Type } from 'typebox';
import { eventTypeNames } from '../events/schemas.ts';
import { nullable, pageMembers, time } from '../kit/primitives.ts';

/** A year of 365 days: how far a test clock can be advanced in all. */
export const testClockSecondsMax = 31_536_000;

export const TestClock = Type.Object(
  {
    object: Type.Literal('test_clock'),
    advanced_seconds: Type.Integer({
      minimum: 0,
      maximum: testClockSecondsMax,
      description: 'How far it was advanced in all.',
    }),
    seconds_left: Type.Integer({
      minimum: 0,
      maximum: testClockSecondsMax,
      description: 'How far it can still be advanced.',
    }),
    advanced_at: nullable(time('When it was last advanced; null if it never was.')),
  },
  { title: 'TestClock', description: 'How far the clock of your test data was advanced.' },
);
export type TestClock = Static<typeof TestClock>;

export const TestClockAdvance = Type.Object(
  {
    advance_seconds: Type.Integer({
      minimum: 1,
      maximum: testClockSecondsMax,
      description: 'How far to advance it; 86,400 is a day. It cannot be moved back.',
    }),
  },
  { additionalProperties: false, title: 'TestClockAdvance', description: 'Time that passes.' },
);
export type TestClockAdvance = Static<typeof TestClockAdvance>;

export const TestEventCreate = Type.Object(
  {
    type: Type.Enum([...eventTypeNames], {
      type: 'string',
      description: 'The type of the event.',
    }),
    state: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 40,
        description:
          'What it reports, as `GET /test/events/types` lists it. It can be left out for a type with one state.',
      }),
    ),
  },
  { additionalProperties: false, title: 'TestEventCreate', description: 'The event to emit.' },
);
export type TestEventCreate = Static<typeof TestEventCreate>;

export const TestEventType = Type.Object(
  {
    object: Type.Literal('test_event_type'),
    type: Type.String({ description: 'The type of the event.' }),
    summary: Type.String({ description: 'When we send it.' }),
    states: Type.Array(Type.String(), { description: 'What it can report.' }),
  },
  { title: 'TestEventType', description: 'An event type that can be emitted on demand.' },
);
export type TestEventType = Static<typeof TestEventType>;

export const TestEventTypeList = Type.Object(
  {
    object: Type.Literal('list'),
    data: Type.Array(TestEventType),
    has_more: pageMembers.has_more,
    next_cursor: pageMembers.next_cursor,
  },
  { title: 'TestEventTypeList', description: 'All event types, in one reply.' },
);
export type TestEventTypeList = Static<typeof TestEventTypeList>;
