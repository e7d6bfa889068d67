/** Guards: the events of a stream are read whole, in whatever pieces they arrive; comments and half events are passed over. */
import { expect, test } from 'vitest';
import { type LiveEvent, readEvents } from './read-events.ts';

const TEXT =
  'event: open\nid: a.1\ndata: {"all":true}\n\n:\n\nevent: changed\nid: a.2\ndata: {"orders":2,"name":"é"}\n\n' +
  'event: closing\ndata: {"retry_ms":7}\n\nevent: half\nda';

const EVENTS: LiveEvent[] = [
  { event: 'open', id: 'a.1', data: { all: true } },
  { event: 'changed', id: 'a.2', data: { orders: 2, name: 'é' } },
  { event: 'closing', id: null, data: { retry_ms: 7 } },
];

/** Reads the text in pieces of so many bytes. */
async function read(size: number): Promise<LiveEvent[]> {
  const bytes = new TextEncoder().encode(TEXT);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += size)
        controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
  return Array.fromAsync(readEvents(body));
}

test('in pieces of any size', async () => {
  for (let size = 1; size <= TEXT.length + 1; size += 1) expect(await read(size)).toEqual(EVENTS);
});
