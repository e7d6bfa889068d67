import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../kit/database/index.ts';
import { type Channel, forget } from './channel.ts';
import { type Outcome, recordOutcomes } from './delivery-store.ts';

const BATCH_MAX = 500;
const GATHER_MIN = 250;
const GATHER_MS = 5;
const AGAIN_MS = 1_000;

interface RecorderParts {
  readonly database: Database;
  readonly worker: string;
  readonly onError: (error: unknown) => void;
  /** Called for each endpoint with new records. */
  readonly onRecorded: (channel: Channel) => Promise<void>;
}

/**
 * Records the results of attempts. Results that arrive while one statement runs are recorded together by the next. While the
 * database is unreachable it keeps retrying, because an event whose result is lost is sent twice.
 */
export class Recorder {
  readonly #parts: RecorderParts;
  #done: Outcome[] = [];
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: RecorderParts) {
    this.#parts = parts;
  }

  add(outcome: Outcome): void {
    outcome.channel.unrecorded += 1;
    this.#done.push(outcome);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves when everything so far is recorded, and its consequences are done. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** Resolves when everything is recorded, or, once stopped, when the database refuses. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#done.length > 0) {
      // Few statements with many rows cost the database a fraction of many with few.
      if (this.#done.length < GATHER_MIN) await delay(GATHER_MS);
      const batch = this.#done.slice(0, BATCH_MAX);
      for (const { channel, job } of batch) if (job.fresh) channel.pending.delete(job.sequence);
      try {
        await recordOutcomes(this.#parts.database.reads, this.#parts.worker, batch);
      } catch (error) {
        this.#parts.onError(error);
        if (this.#stopped) return;
        await delay(AGAIN_MS);
        continue;
      }
      this.#done = this.#done.slice(batch.length);
      const now = performance.now();
      for (const { channel, job } of batch) {
        forget(channel, job);
        channel.unrecorded -= 1;
        channel.idleSince = now;
      }
      for (const channel of new Set(batch.map((each) => each.channel))) {
        await this.#parts.onRecorded(channel).catch(this.#parts.onError);
      }
    }
  }
}
