import { networksOf } from '../addresses/index.ts';
import { Refusal } from '../refusal.ts';

export interface UploadLimits {
  /** Memory for the bytes of all uploads of one process; a file is there twice while it is checked. */
  readonly bytesMax: number;
  /** How many uploads may run at once: per owner, per address (more for its wider networks), and in total. */
  readonly perOwnerMax: number;
  readonly perAddressMax: number;
  readonly inAllMax: number;
  /** An upload slower than this, in bytes a second, is dropped when there is no memory left. */
  readonly givesWayBelow: number;
}

const LIMITS: UploadLimits = {
  bytesMax: 64 * 1024 * 1024,
  perOwnerMax: 3,
  perAddressMax: 6,
  inAllMax: 60,
  givesWayBelow: 32 * 1024,
};
/** An upload's rate is not judged in its first moments. */
const JUDGED_AFTER_MS = 10_000;
const RETRY_SECONDS = 2;

/** Whose upload it is, and from which address. */
export interface Uploader {
  readonly owner: string;
  readonly address: string;
}

/** The place of one running upload. */
export interface UploadPlace {
  /** Reserves memory for more bytes before they are stored; throws `unavailable` if there is none. */
  take(bytes: number): void;
  /** The upload is complete: it is not dropped any more. */
  complete(): void;
  leave(): void;
}

interface Place {
  readonly enteredMs: number;
  readonly giveWay: (refusal: Refusal) => void;
  bytes: number;
  isComplete: boolean;
}

/**
 * Limits running uploads. Each gets a place before its first byte is read, so that uploads which send nothing are limited in
 * number and use no memory. Bytes are counted as they arrive; when memory is full, the slowest upload is dropped in favour of
 * those that send.
 */
export class UploadPlaces {
  readonly #limits: UploadLimits;
  readonly #nowMs: () => number;
  readonly #places = new Set<Place>();
  readonly #underWay = new Map<string, number>();
  #bytes = 0;

  constructor(limits: Partial<UploadLimits> = {}, nowMs: () => number = () => performance.now()) {
    this.#limits = { ...LIMITS, ...limits };
    this.#nowMs = nowMs;
  }

  /** Bytes in memory now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** A place for one upload; throws `rate_limited` or `unavailable`. `giveWay` is called when the upload is dropped. */
  enter({ owner, address }: Uploader, giveWay: (refusal: Refusal) => void): UploadPlace {
    const { perOwnerMax, perAddressMax, inAllMax } = this.#limits;
    const counted = [
      { name: `owner ${owner}`, most: perOwnerMax },
      ...networksOf(address).map(({ name, allowance }) => ({
        name: `network ${name}`,
        most: perAddressMax * allowance,
      })),
    ];
    for (const { name, most } of counted) {
      // nothing: an owner without a running upload is not in the map.
      if ((this.#underWay.get(name) ?? 0) >= most) throw tooMany(most);
    }
    const names = counted.map(({ name }) => name);
    if (this.#places.size >= inAllMax) throw full();
    const place: Place = { enteredMs: this.#nowMs(), giveWay, bytes: 0, isComplete: false };
    this.#places.add(place);
    for (const name of names) this.#underWay.set(name, (this.#underWay.get(name) ?? 0) + 1);
    return {
      take: (bytes) => this.#take(place, bytes),
      complete: () => {
        place.isComplete = true;
      },
      leave: () => {
        this.#empty(place);
        for (const name of names) {
          const others = (this.#underWay.get(name) ?? 1) - 1;
          if (others === 0) this.#underWay.delete(name);
          else this.#underWay.set(name, others);
        }
      },
    };
  }

  #take(place: Place, bytes: number): void {
    while (this.#bytes + bytes > this.#limits.bytesMax) {
      const slowest = this.#slowest(place);
      if (!slowest) throw full();
      this.#empty(slowest);
      slowest.giveWay(full());
    }
    this.#bytes += bytes;
    place.bytes += bytes;
  }

  #slowest(other: Place): Place | null {
    const now = this.#nowMs();
    const rated = [...this.#places]
      .filter((place) => place !== other && place.bytes > 0 && !place.isComplete)
      .filter((place) => now - place.enteredMs >= JUDGED_AFTER_MS)
      .map((place) => ({ place, rate: (place.bytes * 1000) / (now - place.enteredMs) }))
      .filter(({ rate }) => rate < this.#limits.givesWayBelow);
    return rated.toSorted((a, b) => a.rate - b.rate)[0]?.place ?? null;
  }

  #empty(place: Place): void {
    if (!this.#places.delete(place)) return;
    this.#bytes -= place.bytes;
    place.bytes = 0;
  }
}

function tooMany(most: number): Refusal {
  const detail = `At most ${most} uploads may run at the same time; send this file again when one of them has finished.`;
  const members = { policy: 'uploads', limit: most, retry_after: RETRY_SECONDS };
  return new Refusal('rate_limited', members, { detail, retryAfter: RETRY_SECONDS });
}

function full(): Refusal {
  const detail =
    'The server is receiving too many files at the moment; send this one again shortly.';
  return new Refusal('unavailable', {}, { detail, retryAfter: RETRY_SECONDS });
}
