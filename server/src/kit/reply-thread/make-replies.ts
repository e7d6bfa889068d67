import { parentPort } from 'node:worker_threads';
import { assert } from '../assert.ts';
import { forReader } from '../database/index.ts';
import { type Reply, refusalOf } from '../http/index.ts';
import { letMainFirst } from '../let-main-first.ts';
import { plainOf } from '../refusal.ts';
import type { Answer, Question, ReplyHead, Sent, Used } from './messages.ts';

interface Open {
  readonly gone: AbortController;
  pieces: AsyncIterator<Buffer> | null;
}

export interface Maker<Asked> {
  /** Makes a reply. Its statements are cancelled once its reader is gone. */
  readonly make: (asked: Asked) => Promise<Reply>;
  /** Closes what is open; afterwards the thread ends. */
  readonly close: () => Promise<void>;
}

const MICROSECONDS = 1_000_000;

/** Sends a note to whoever started this thread. */
export function note(value: unknown): void {
  send({ kind: 'note', note: value });
}

/** The code of the thread of a `ReplyThread`: it makes replies and their pieces as they are asked for, each for its own reader. */
export function makeReplies<Asked>({ make, close }: Maker<Asked>): void {
  const port = parentPort;
  assert(port, 'this is a thread');
  letMainFirst();
  const open = new Map<number, Open>();
  const used = { pieces: 0, bytes: 0 };
  const answer = (id: number, given: Answer, bytes?: Uint8Array<ArrayBuffer>) => {
    if (!open.has(id)) return;
    if ('error' in given || 'refusal' in given || isLast(given)) open.delete(id);
    const { user, system } = process.threadCpuUsage();
    const now: Used = { ...used, cpuSeconds: (user + system) / MICROSECONDS };
    send({ kind: 'answer', id, answer: given, used: now }, bytes && [bytes.buffer]);
  };
  const fail = (id: number, error: unknown) => {
    const refusal = refusalOf(error);
    const isBug = refusal.code === 'internal';
    answer(id, isBug ? { error: toError(error) } : { refusal: plainOf(refusal) });
  };
  const begin = async (id: number, asked: Asked) => {
    const gone = new AbortController();
    const mine: Open = { gone, pieces: null };
    open.set(id, mine);
    const { status, headers, body } = await forReader(gone.signal, () => make(asked));
    const inPieces = typeof body === 'object' && !Buffer.isBuffer(body);
    if (inPieces) mine.pieces = body[Symbol.asyncIterator]();
    const whole = inPieces ? undefined : body;
    const reply = { status, ...(headers && { headers }) };
    answer(id, { reply, inPieces, body: Buffer.isBuffer(whole) ? ownBytes(whole) : whole });
  };
  const next = async (id: number) => {
    const made = await open.get(id)?.pieces?.next();
    if (!made) return;
    if (made.done) {
      answer(id, { piece: null });
      return;
    }
    const piece = ownBytes(made.value);
    used.pieces += 1;
    used.bytes += piece.length;
    answer(id, { piece }, piece);
  };
  const leave = (id: number) => {
    const left = open.get(id);
    open.delete(id);
    left?.gone.abort();
    // What was being made fails first, and nobody waits for it any more.
    left?.pieces?.return?.().catch(() => {});
  };
  port.on('message', (question: Question) => {
    switch (question.kind) {
      case 'reply':
        begin(question.id, question.asked as Asked).catch((error) => fail(question.id, error));
        break;
      case 'piece':
        next(question.id).catch((error) => fail(question.id, error));
        break;
      case 'leave':
        leave(question.id);
        break;
      case 'end':
        for (const id of [...open.keys()]) leave(id);
        void close().finally(() => port.close());
        break;
      default:
        question satisfies never;
    }
  });
  send({ kind: 'ready' });
}

function send(sent: Sent, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(sent, transfer);
}

/** After it nothing more is asked for. */
function isLast(given: ReplyHead | { readonly piece: unknown }): boolean {
  return 'piece' in given ? given.piece === null : !given.inPieces;
}

/** Bytes with a buffer of their own, which can be transferred: small ones share that of others. */
function ownBytes(bytes: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, byteLength } = bytes;
  const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
  return isOwn ? new Uint8Array(buffer, byteOffset, byteLength) : new Uint8Array(bytes);
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('something else than an error was thrown');
}
