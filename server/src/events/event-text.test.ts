/** Guards: an event reads the same each time, and its data is what was stored, byte for byte. */
import { expect, test } from 'vitest';
import { eventText, type StoredEvent } from './event-text.ts';

const event: StoredEvent = {
  eventId: '01890a5d-ac96-774b-bcce-b302099a8057',
  type: 'order.status_changed',
  sequence: 12,
  createdAt: new Date('2026-03-01T12:00:00.120Z'),
  data: '{"b":1,  "a":"é"}',
};

test.each(['live', 'test'] as const)('in %s mode', (mode) => {
  const text = eventText(event, mode);
  expect(text).toContain(`"data":${event.data}}`);
  expect(JSON.parse(text)).toEqual({
    id: expect.stringMatching(/^evt_[0-9a-z]{26}$/),
    ...{ type: event.type, created_at: '2026-03-01T12:00:00.120Z', mode, sequence: 12 },
    data: { a: 'é', b: 1 },
  });
  expect(Object.keys(JSON.parse(text))).toEqual([
    'id',
    'type',
    'created_at',
    'mode',
    'sequence',
    'data',
  ]);
  expect(eventText({ ...event }, mode)).toBe(text);
});
