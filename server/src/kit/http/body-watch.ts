import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';
import { BODY_LIMITS, type BodyLimits, BodyPace } from './body-pace.ts';

const LOOK_MS = 1_000;

interface Watched {
  readonly pace: BodyPace;
  cut: (refusal: Refusal) => void;
}

/**
 * Watches bodies that are arriving. Node's own request time-out cuts every request alike and without an answer; this one lets a
 * slow upload finish, and answers each request that it cuts.
 */
export class BodyWatch {
  readonly #limits: BodyLimits;
  readonly #lookMs: number;
  readonly #bodies = new Map<IncomingMessage, Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: Partial<BodyLimits> = {}) {
    this.#limits = { ...BODY_LIMITS, ...limits };
    this.#lookMs = Math.min(LOOK_MS, this.#limits.stallMs / 4, this.#limits.wholeMs / 4);
  }

  /** Watches a request from the end of its head until its body is complete; `cut` answers a request that is cut. */
  begin(request: IncomingMessage, cut: Watched['cut']): void {
    if (!announcesBody(request)) return;
    this.#bodies.set(request, { pace: new BodyPace(this.#limits, performance.now()), cut });
    this.#timer ??= setInterval(() => this.#look(), this.#lookMs).unref();
  }

  /** Marks it as an upload: the limits of uploads apply, its reader cuts it, and must report its bytes to `took`. */
  upload(request: IncomingMessage, cut: Watched['cut']): { took(bytes: number): void } {
    const watched = this.#bodies.get(request);
    if (watched) watched.cut = cut;
    watched?.pace.becomeUpload(performance.now());
    return { took: (bytes) => watched?.pace.took(bytes, performance.now()) };
  }

  #look(): void {
    const now = performance.now();
    for (const [request, { pace, cut }] of this.#bodies) {
      const isOver = request.complete || request.destroyed;
      const detail = isOver ? null : pace.verdict(now);
      if (!isOver && detail === null) continue;
      this.#bodies.delete(request);
      if (detail === null) continue;
      cut(new Refusal('request_timeout', {}, { detail }));
    }
    if (this.#bodies.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

export function announcesBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}
