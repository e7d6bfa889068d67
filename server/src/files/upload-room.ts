import { Refusal } from '../kit/refusal.ts';

/** Bytes of all uploads under way in one process; while one is judged it is there twice. */
const ROOM_BYTES = 64 * 1024 * 1024;
/** Of one owner: nobody fills the room alone, or by sending slowly. */
const UPLOADS_AT_ONCE_MAX = 3;
const RETRY_SECONDS = 2;

/** The memory that uploads may take while they arrive. Counted as it is used, not as it is announced. */
export class UploadRoom {
  readonly #byOwner = new Map<string, number>();
  #free: number;

  constructor(bytes: number = ROOM_BYTES) {
    this.#free = bytes;
  }

  /** Runs `work` as one upload of an owner. Its `take` makes room for more bytes, or refuses. */
  async hold<Result>(
    owner: string,
    work: (take: (bytes: number) => void) => Promise<Result>,
  ): Promise<Result> {
    const underWay = this.#byOwner.get(owner) ?? 0;
    if (underWay >= UPLOADS_AT_ONCE_MAX) {
      const detail = `At most ${UPLOADS_AT_ONCE_MAX} files are taken at a time; send this one again.`;
      throw new Refusal('limit_reached', {}, { detail });
    }
    this.#byOwner.set(owner, underWay + 1);
    let held = 0;
    try {
      return await work((bytes) => {
        if (bytes > this.#free) throw full();
        this.#free -= bytes;
        held += bytes;
      });
    } finally {
      this.#free += held;
      const others = (this.#byOwner.get(owner) ?? 1) - 1;
      if (others === 0) this.#byOwner.delete(owner);
      else this.#byOwner.set(owner, others);
    }
  }
}

function full(): Refusal {
  const detail = 'Many files are arriving at the moment; send this one again shortly.';
  return new Refusal('unavailable', {}, { detail, retryAfter: RETRY_SECONDS });
}
