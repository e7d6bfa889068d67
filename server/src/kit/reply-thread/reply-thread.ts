import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { assert } from '../assert.ts';
import { ReaderGone } from '../database/index.ts';
import type { Reply } from '../http/index.ts';
import { fromPlain, Refusal } from '../refusal.ts';
import { MINUTE_MS, SECOND_MS } from '../time.ts';
import type { Answer, Question, Sent, Used } from './messages.ts';

/** A thread that nobody has asked for so long is ended, and its memory is free again. */
const IDLE_MS = 2 * MINUTE_MS;
/** No head of a reply and no piece takes so long, not even on a busy machine: the thread hangs. */
const ANSWER_MS_MAX = 2 * MINUTE_MS;
/** How long a thread may close what it has open. */
const CLOSE_MS_MAX = 5 * SECOND_MS;
const HEAP_MB_MAX = 256;
/** Pieces live shortly: a small nursery is emptied often, and costs little memory. */
const NURSERY_MB_MAX = 16;
const RETRY_SECONDS = 2;

export interface ReplyThreadOptions {
  /** The file that calls `makeReplies`. */
  readonly file: () => URL;
  /** What it finds as `workerData`. */
  readonly data: unknown;
  readonly onNote?: (note: unknown) => void;
  /** Called when the thread ended although nobody had asked it to. */
  readonly onLost?: (error: Error) => void;
  /** Runs the making of each piece, in turn with those of other lines. */
  readonly pace?: <Piece>(make: () => Promise<Piece>, line: string) => Promise<Piece>;
  readonly idleMs?: number;
  readonly answerMsMax?: number;
}

/** Who reads a reply. */
export interface Reader {
  /** What takes turns with other lines, such as a person. */
  readonly line: string;
  /** Calls back once the reader is gone or has everything. */
  readonly onClose: (listener: () => void) => void;
}

type Pending = PromiseWithResolvers<Answer>;

/** One reply that is read. */
interface Reading {
  readonly running: Running;
  readonly id: number;
  /** Its reader left before it had everything: what is still asked for is no failure. */
  isLeft: boolean;
}

interface Running {
  readonly worker: Worker;
  /** What is being read from it, with the answer that is waited for. */
  readonly open: Map<number, Pending | null>;
  readonly ended: Promise<unknown>;
  isReady: boolean;
  isEnding: boolean;
  idle: NodeJS.Timeout | undefined;
}

/**
 * A thread that makes replies whose making would block the event loop, such as exports. It starts with the first reply and ends when nobody
 * has asked for one for a while. Bodies are made piece by piece, as their readers take them, and only their bytes cross over. If it dies, the
 * replies that it was making break off, and the next one starts another thread.
 */
export class ReplyThread implements AsyncDisposable {
  readonly #options: ReplyThreadOptions;
  readonly #ending = new Set<Promise<unknown>>();
  #running: Running | null = null;
  #isClosed = false;
  #lastId = 0;
  /** Of threads that have ended. */
  #before: Used = { pieces: 0, bytes: 0, cpuSeconds: 0 };
  #now: Used = this.#before;

  constructor(options: ReplyThreadOptions) {
    this.#options = options;
  }

  /** What its threads have done so far. */
  get used(): Used {
    const [before, now] = [this.#before, this.#now];
    return {
      pieces: before.pieces + now.pieces,
      bytes: before.bytes + now.bytes,
      cpuSeconds: before.cpuSeconds + now.cpuSeconds,
    };
  }

  /** Whether a thread is there to be asked. */
  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Asks for a reply. Throws what making it throws, and `unavailable` if the thread dies meanwhile. */
  async reply(asked: unknown, reader: Reader): Promise<Reply> {
    assert(!this.#isClosed, 'the thread is closed');
    this.#running ??= this.#start();
    const running = this.#running;
    clearTimeout(running.idle);
    this.#lastId += 1;
    const id = this.#lastId;
    running.open.set(id, null);
    const reading: Reading = { running, id, isLeft: false };
    reader.onClose(() => this.#leave(reading));
    const head = await this.#ask(reading, { kind: 'reply', id, asked }).catch((error: unknown) => {
      throw error instanceof ThreadLost ? unavailable() : error;
    });
    assert('reply' in head, 'the first answer is the head of the reply');
    const { reply, body, inPieces } = head;
    if (inPieces) return { ...reply, body: this.#bodyOf(reading, reader.line) };
    if (body === undefined) return reply;
    return { ...reply, body: typeof body === 'string' ? body : Buffer.from(body.buffer) };
  }

  /** Not a generator: that could not be left while it waits for a piece. */
  #bodyOf(reading: Reading, line: string): AsyncGenerator<Buffer> {
    const { pace = (make) => make() } = this.#options;
    const end = async () => {
      this.#leave(reading);
      return { done: true, value: undefined } as const;
    };
    return {
      next: async () => {
        const given = await pace(() => this.#ask(reading, { kind: 'piece', id: reading.id }), line);
        assert('piece' in given, 'the other answers are pieces');
        const { piece } = given;
        return piece === null
          ? { done: true, value: undefined }
          : { done: false, value: Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength) };
      },
      return: end,
      throw: async (error) => {
        await end();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
      [Symbol.asyncDispose]: async () => {
        await end();
      },
    };
  }

  #start(): Running {
    const { file, data } = this.#options;
    const worker = new Worker(file(), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      workerData: data,
      resourceLimits: {
        maxOldGenerationSizeMb: HEAP_MB_MAX,
        maxYoungGenerationSizeMb: NURSERY_MB_MAX,
      },
    });
    // Requests keep the process alive, and their thread with it.
    worker.unref();
    const ended = once(worker, 'exit').catch(() => {});
    const open: Running['open'] = new Map();
    const running: Running = {
      ...{ worker, open, ended },
      ...{ isReady: false, isEnding: false, idle: undefined },
    };
    worker.on('message', (sent: Sent) => this.#hear(running, sent));
    worker.on('error', (error) => this.#lose(running, error as Error));
    worker.on('exit', () => this.#lose(running, new Error('it ended')));
    return running;
  }

  #hear(running: Running, sent: Sent): void {
    switch (sent.kind) {
      case 'ready':
        running.isReady = true;
        break;
      case 'note':
        this.#options.onNote?.(sent.note);
        break;
      case 'answer': {
        if (running === this.#running) this.#now = sent.used;
        const { id, answer } = sent;
        running.open.get(id)?.resolve(answer);
        break;
      }
      default:
        sent satisfies never;
    }
  }

  async #ask(
    { running, id, isLeft }: Reading,
    question: Question,
  ): Promise<Exclude<Answer, { readonly refusal: unknown } | { readonly error: unknown }>> {
    const { open, worker } = running;
    if (isLeft) throw new ReaderGone('the reader is gone');
    if (!open.has(id)) throw new ThreadLost('nothing more of this reply can be made');
    const pending = Promise.withResolvers<Answer>();
    open.set(id, pending);
    const deadline = setTimeout(() => {
      this.#lose(running, new Error('it did not answer'));
      void worker.terminate();
    }, this.#options.answerMsMax ?? ANSWER_MS_MAX);
    try {
      worker.postMessage(question);
      const answer = await pending.promise;
      if (open.has(id)) open.set(id, null);
      if ('refusal' in answer) throw fromPlain(answer.refusal);
      if ('error' in answer) throw answer.error;
      const isOver = 'piece' in answer ? answer.piece === null : !answer.inPieces;
      if (isOver) this.#forget(running, id);
      return answer;
    } catch (error) {
      this.#forget(running, id);
      throw error;
    } finally {
      clearTimeout(deadline);
    }
  }

  #leave(reading: Reading): void {
    const { running, id } = reading;
    const pending = running.open.get(id);
    if (pending === undefined) return;
    reading.isLeft = true;
    this.#forget(running, id);
    pending?.reject(new ReaderGone('the reader is gone'));
    running.worker.postMessage({ kind: 'leave', id } satisfies Question);
  }

  #forget(running: Running, id: number): void {
    if (!running.open.delete(id) || running.open.size > 0 || running.isEnding) return;
    clearTimeout(running.idle);
    running.idle = setTimeout(() => void this.#end(running), this.#options.idleMs ?? IDLE_MS);
    running.idle.unref();
  }

  #lose(running: Running, cause: Error): void {
    const wasEnding = running.isEnding;
    this.#retire(running);
    if (!wasEnding) this.#options.onLost?.(cause);
    const lost = new ThreadLost('the thread that made it has ended', { cause });
    for (const pending of running.open.values()) pending?.reject(lost);
    running.open.clear();
  }

  /** It is asked for nothing new. */
  #retire(running: Running): void {
    running.isEnding = true;
    clearTimeout(running.idle);
    if (this.#running !== running) return;
    this.#running = null;
    this.#before = this.used;
    this.#now = { pieces: 0, bytes: 0, cpuSeconds: 0 };
  }

  async #end(running: Running): Promise<void> {
    const { worker, ended, isReady } = running;
    this.#retire(running);
    const waiting = ended.finally(() => this.#ending.delete(waiting));
    this.#ending.add(waiting);
    // What still loads has nothing to close.
    if (isReady) worker.postMessage({ kind: 'end' } satisfies Question);
    else void worker.terminate();
    const late = setTimeout(() => void worker.terminate(), CLOSE_MS_MAX);
    await waiting;
    clearTimeout(late);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    if (this.#running) void this.#end(this.#running);
    await Promise.all(this.#ending);
  }
}

/** The answer will not come. */
class ThreadLost extends Error {
  override readonly name = 'ThreadLost';
}

function unavailable(): Refusal {
  const detail = 'This file could not be made; try again shortly.';
  return new Refusal('unavailable', {}, { detail, retryAfter: RETRY_SECONDS });
}
