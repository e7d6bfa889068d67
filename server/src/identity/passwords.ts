import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { widestNetwork } from '../kit/addresses/index.ts';
import { FairQueue, type Turn } from '../kit/fair-queue.ts';

/** What argon2id, with one lane (degree of parallelism), takes for a hash. */
export interface PasswordCost {
  readonly memoryKib: number;
  readonly passes: number;
}

/** OWASP's first choice. */
const COST: PasswordCost = { memoryKib: 19_456, passes: 2 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
/** How many hashes run at once, so that a flood of sign-ins leaves threads for everything else; and how many may wait. */
const QUEUE = { runningMax: 2, waitingMax: 40, perNameMax: 8 } as const;
/** The caller on this machine. */
const OPERATOR: Turn = { isKnown: true, name: 'operator' };

/** The place in the queue of a caller who is known only by an address: all of a customer's networks share one line. */
export function strangerFrom(address: string): Turn {
  return { isKnown: false, name: widestNetwork(address) };
}

/** The place in the queue of an account that a session or a device cookie vouches for. */
export function knownAs(account: string): Turn {
  return { isKnown: true, name: account };
}

/** Hashes passwords, a few at a time, in fair turns. The pepper is argon2's secret input, which the database does not have. */
export class Passwords {
  readonly #pepper: Buffer;
  readonly #cost: PasswordCost;
  readonly #queue = new FairQueue(QUEUE);
  /** What the password for an unknown e-mail address is compared with: the same work, never a match. */
  readonly #nobody: string;

  constructor(pepper: Buffer, cost = COST) {
    this.#pepper = pepper;
    this.#cost = cost;
    this.#nobody = phc(cost, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
  }

  /** PHC string; takes 19 MiB and some tens of milliseconds, unless another cost was named. */
  async hash(password: string, turn: Turn = OPERATOR): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const given = { password, salt, ...this.#cost };
    return phc(this.#cost, salt, await this.#queue.run(turn, () => this.#derive(given)));
  }

  /** Whether a stored hash is of this password. `null` takes the same time and is never true. */
  async verify(stored: string | null, password: string, turn: Turn = OPERATOR): Promise<boolean> {
    const [, memoryKib, passes, salt = '', hash = ''] = PHC.exec(stored ?? this.#nobody) ?? [];
    const expected = Buffer.from(hash, 'base64');
    const given = {
      password,
      salt: Buffer.from(salt, 'base64'),
      memoryKib: Number(memoryKib),
      passes: Number(passes),
    };
    const found = await this.#queue.run(turn, () => this.#derive(given));
    return timingSafeEqual(found, expected) && stored !== null;
  }

  #derive({ password, salt, memoryKib, passes }: Given): Promise<Buffer> {
    const parameters = {
      message: Buffer.from(password.normalize('NFKC')),
      nonce: salt,
      secret: this.#pepper,
      parallelism: 1,
      tagLength: HASH_BYTES,
      memory: memoryKib,
      passes,
    };
    return new Promise((resolve, reject) => {
      argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)));
    });
  }
}

interface Given extends PasswordCost {
  readonly password: string;
  readonly salt: Buffer;
}

function phc({ memoryKib, passes }: PasswordCost, salt: Buffer, hash: Buffer): string {
  const text = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=1$${text(salt)}$${text(hash)}`;
}
