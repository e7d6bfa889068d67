/** One server-sent event. */
export interface LiveEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A stream that has more than this without the end of an event is none of ours. */
const EVENT_LENGTH_MAX = 65_536;

/** Reads the events of a stream one by one, and passes over comments (HTML standard, section 9.2; data is one line of JSON). */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<LiveEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as never).getReader();
  let text = '';
  for (;;) {
    const { done, value } = (await reader.read()) as ReadableStreamReadResult<string>;
    if (done || text.length > EVENT_LENGTH_MAX) return;
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event) yield event;
    }
  }
}

function eventOf(block: string): LiveEvent | null {
  const fields = new Map(
    block.split('\n').map((line) => {
      const at = line.indexOf(': ');
      return [line.slice(0, at), line.slice(at + 2)] as const;
    }),
  );
  const event = fields.get('event');
  if (event === undefined) return null;
  return { event, id: fields.get('id') ?? null, data: JSON.parse(fields.get('data') ?? '{}') };
}
