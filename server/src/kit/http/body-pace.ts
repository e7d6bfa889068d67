export interface BodyLimits {
  /** A JSON body is small: all of it must arrive within this time. */
  readonly wholeMs: number;
  /** An upload may take as long as it needs, but must not pause for this long. */
  readonly stallMs: number;
  /** Nor may its average rate be lower than this, once the first moments are over. */
  readonly bytesPerSecondMin: number;
  readonly judgedAfterMs: number;
}

export const BODY_LIMITS: BodyLimits = {
  wholeMs: 30_000,
  stallMs: 15_000,
  bytesPerSecondMin: 8 * 1024,
  judgedAfterMs: 30_000,
};

/** How a body arrives. Times are milliseconds of one monotonic clock. */
export class BodyPace {
  readonly #limits: BodyLimits;
  readonly #beganMs: number;
  #isUpload = false;
  #bytes = 0;
  #lastMs: number;

  constructor(limits: BodyLimits, nowMs: number) {
    this.#limits = limits;
    this.#beganMs = nowMs;
    this.#lastMs = nowMs;
  }

  /** From here on the limits of uploads apply. */
  becomeUpload(nowMs: number): void {
    this.#isUpload = true;
    this.#lastMs = nowMs;
  }

  took(bytes: number, nowMs: number): void {
    this.#bytes += bytes;
    this.#lastMs = nowMs;
  }

  /** The reason why we stop waiting for it, as a sentence; null while it may continue. */
  verdict(nowMs: number): string | null {
    const { wholeMs, stallMs, bytesPerSecondMin, judgedAfterMs } = this.#limits;
    const tookMs = nowMs - this.#beganMs;
    if (!this.#isUpload) {
      if (tookMs < wholeMs) return null;
      return `The body did not arrive within ${seconds(wholeMs)}; send it again.`;
    }
    if (nowMs - this.#lastMs >= stallMs) {
      return `Nothing of the file arrived for ${seconds(stallMs)}; send it again.`;
    }
    if (tookMs >= judgedAfterMs && this.#bytes * 1000 < bytesPerSecondMin * tookMs) {
      const least = Math.round(bytesPerSecondMin / 1024);
      return `The file arrives slower than ${least} KiB a second; send it again from a faster network.`;
    }
    return null;
  }
}

function seconds(ms: number): string {
  return `${ms / 1000} seconds`;
}
