import { Refusal } from '../src/kit/refusal.ts';
import { makeReplies } from '../src/kit/reply-thread/index.ts';

export interface AskedReply {
  /** The body in pieces, and what happens after them. */
  readonly pieces?: readonly string[];
  readonly after?: 'end' | 'wait' | 'fail' | 'die';
  readonly refuse?: true;
  readonly whole?: string;
  /** Counts who has left while a piece was being made. */
  readonly left?: SharedArrayBuffer;
}

/** A thread of replies that a test asks for. */
makeReplies<AskedReply>({
  make: async ({ pieces, after = 'end', refuse, whole, left }) => {
    if (refuse) throw new Refusal('not_found', {}, { detail: 'There is none.' });
    if (whole !== undefined) return { status: 200, body: whole };
    async function* body() {
      try {
        for (const piece of pieces ?? []) yield Buffer.from(piece);
        if (after === 'fail') throw new RangeError('too far');
        if (after === 'die') process.exit(1);
        // A turn of the loop in which the thread may hear that its reader is gone.
        while (after === 'wait') {
          yield Buffer.alloc(0);
        }
      } finally {
        if (left) Atomics.add(new Int32Array(left), 0, 1);
      }
    }
    return { status: 200, headers: { 'content-type': 'text/plain' }, body: body() };
  },
  close: async () => {},
});
