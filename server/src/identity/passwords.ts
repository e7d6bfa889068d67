import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../kit/refusal.ts';

/** argon2id with OWASP's first choice: 19 MiB, two passes, one lane. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
/** At once, so that a flood of sign-ins leaves threads for everything else; and how many may wait. */
const RUNNING_MAX = 2;
const WAITING_MAX = 40;

/** Hashes passwords, a few at a time. The pepper is argon2's secret input, unknown to the database. */
export class Passwords {
  readonly #pepper: Buffer;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  /** What an unknown e-mail's password is compared with: the same work, never a match. */
  readonly #nobody: string;

  constructor(pepper: Buffer) {
    this.#pepper = pepper;
    this.#nobody = phc(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
  }

  /** PHC string; 19 MiB and some tens of milliseconds. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    return phc(salt, await this.#derive(password, salt, MEMORY_KIB, PASSES));
  }

  /** Whether it is the password of a stored hash. `null` costs the same time and is never true. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    const [, memory, passes, salt = '', hash = ''] = PHC.exec(stored ?? this.#nobody) ?? [];
    const expected = Buffer.from(hash, 'base64');
    const found = await this.#derive(
      password,
      Buffer.from(salt, 'base64'),
      Number(memory),
      Number(passes),
    );
    return timingSafeEqual(found, expected) && stored !== null;
  }

  async #derive(password: string, salt: Buffer, memory: number, passes: number): Promise<Buffer> {
    await this.#enter();
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        const parameters = {
          message: Buffer.from(password.normalize('NFKC')),
          nonce: salt,
          secret: this.#pepper,
          parallelism: 1,
          tagLength: HASH_BYTES,
          memory,
          passes,
        };
        argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)));
      });
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #enter(): Promise<void> {
    if (this.#running >= RUNNING_MAX) {
      if (this.#waiting.length >= WAITING_MAX) {
        throw new Refusal('unavailable', {}, { retryAfter: 2 });
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running += 1;
  }
}

function phc(salt: Buffer, hash: Buffer): string {
  const text = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${text(salt)}$${text(hash)}`;
}
