import type { Reply } from '../http/index.ts';
import type { PlainRefusal } from '../refusal.ts';

/** What a thread is asked: for a reply, for the next piece of its body, to leave it because nobody reads it any more, or to end. */
export type Question =
  | { readonly kind: 'reply'; readonly id: number; readonly asked: unknown }
  | { readonly kind: 'piece'; readonly id: number }
  | { readonly kind: 'leave'; readonly id: number }
  | { readonly kind: 'end' };

/** The head of a reply, and its body if that is whole; one in pieces is asked for piece by piece. */
export interface ReplyHead {
  readonly reply: Pick<Reply, 'status' | 'headers'>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  readonly inPieces: boolean;
}

/** What it answers. `piece` is null after the last one. */
export type Answer =
  | ReplyHead
  | { readonly piece: Uint8Array<ArrayBuffer> | null }
  | { readonly refusal: PlainRefusal }
  | { readonly error: Error };

/** What a thread sends: that it is ready, an answer with what it has used so far, or a note to whoever started it. */
export type Sent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer; readonly used: Used }
  | { readonly kind: 'note'; readonly note: unknown };

/** What a thread has done so far. */
export interface Used {
  /** Pieces of bodies. */
  readonly pieces: number;
  readonly bytes: number;
  /** Processor time of this thread alone. */
  readonly cpuSeconds: number;
}
