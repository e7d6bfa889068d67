import pg from 'pg';
import { required } from '../assert.ts';
import { DatabaseProblem } from './database-problem.ts';
import { deadlinesOf, TIMEOUT_MS } from './deadlines.ts';
import { sqlState } from './errors.ts';
import { connectionConfig } from './open-connection.ts';

/** How much may wait between PostgreSQL and the disk before we stop reading. */
const HELD_BYTES_MAX = 4 * 1024 * 1024;
const INSUFFICIENT_PRIVILEGE = '42501';
const INVALID_AUTHORISATION = '28000';

/** A copy of a running PostgreSQL, while it is read. */
export interface BaseBackup {
  readonly systemId: string;
  /** Where the copy begins in the write-ahead log, like `0/3000028`. */
  readonly start: string;
  readonly timeline: number;
  /** About how many bytes the archive will have. */
  readonly bytesExpected: number;
  /** The data folder as a tar archive, with the write-ahead log that it needs to be consistent. */
  readonly archive: AsyncIterable<Buffer>;
  /** PostgreSQL's own list of the files with their SHA-256, once the archive is read (manual, "Backup Manifest Format"). */
  readonly manifest: () => Buffer;
}

/** The PostgreSQL that is to be copied, as a connection of the pool sees it. */
export interface SystemCopied {
  readonly systemId: string;
  readonly timeline: number;
}

/**
 * Copies a whole running PostgreSQL by its replication protocol (manual, "Streaming Replication Protocol", BASE_BACKUP): no file of its
 * folder is opened, and it checks the checksum of each page. The role needs REPLICATION. Throws a `DatabaseProblem` with what to change, and for any
 * other system than the one that was meant: after a fail-over the old primary answers, too, and lacks what was sold since.
 */
export async function openBaseBackup(
  url: string,
  label: string,
  meant: SystemCopied,
): Promise<BaseBackup & AsyncDisposable> {
  const config = connectionConfig(url, deadlinesOf(TIMEOUT_MS));
  const client = new pg.Client({ ...config, replication: 'true' } as pg.ClientConfig);
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('IDENTIFY_SYSTEM');
    const found = required(rows[0], 'a system has an identity');
    const { rows: modes } = await client.query<{ in_hot_standby: string }>('SHOW in_hot_standby');
    const isMeant =
      String(found.systemid) === meant.systemId && Number(found.timeline) === meant.timeline;
    if (!isMeant || modes[0]?.in_hot_standby !== 'off') {
      throw new DatabaseProblem(
        'The PostgreSQL that would be copied is not the primary that the server uses, perhaps because of a fail-over. Check the hosts in DATABASE_URL, then make the backup again.',
      );
    }
    const copy = new Copy(client, label);
    const head = await copy.head();
    const spaces = head.spaces.filter(({ place }) => place !== null);
    if (spaces.length > 0) {
      throw new DatabaseProblem(
        'PostgreSQL has tablespaces outside its data folder, which this backup would leave out; back it up with its own tools.',
      );
    }
    return {
      systemId: String(found.systemid),
      ...{ start: head.start, timeline: head.timeline },
      bytesExpected: head.spaces.reduce((sum, { bytes }) => sum + bytes, 0),
      archive: copy.archive(),
      manifest: () => copy.manifest(),
      [Symbol.asyncDispose]: () => end(client),
    };
  } catch (error) {
    await end(client);
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  const state = sqlState(error);
  if (state !== INSUFFICIENT_PRIVILEGE && state !== INVALID_AUTHORISATION) return error;
  return new DatabaseProblem(
    'The user of DATABASE_OWNER_URL, or without it of DATABASE_URL, may not copy the database: give it the right (ALTER ROLE … REPLICATION), and allow it a connection to the database “replication” in pg_hba.conf.',
    { cause: error },
  );
}

/** The socket is destroyed: a copy that nobody reads to its end would keep the server sending. */
async function end(client: pg.Client): Promise<void> {
  const { connection } = client as unknown as { connection?: { stream?: { destroy(): void } } };
  connection?.stream?.destroy();
  await client.end().catch(() => {});
}

interface Head {
  readonly start: string;
  readonly timeline: number;
  readonly spaces: readonly { readonly place: string | null; readonly bytes: number }[];
}

type Fields = (string | null)[];

interface Message {
  readonly chunk?: Uint8Array;
  readonly fields?: readonly (Uint8Array | string | null)[];
}

interface Wire {
  query(text: string): void;
  readonly stream: { pause(): void; resume(): void };
}

/** One BASE_BACKUP as a query of the driver, which knows no copy with result sets around it. */
class Copy {
  readonly #text: string;
  readonly #results: Fields[][] = [];
  readonly #held: Buffer[] = [];
  readonly #manifest: Buffer[] = [];
  #heldBytes = 0;
  #isManifest = false;
  #isEnded = false;
  #failure: Error | null = null;
  #wire: Wire | null = null;
  #wake: () => void = () => {};

  constructor(client: pg.Client, label: string) {
    const quoted = `'${label.replaceAll("'", "''")}'`;
    this.#text = `BASE_BACKUP (LABEL ${quoted}, CHECKPOINT 'fast', WAL true, PROGRESS true, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`;
    client.query(this as unknown as pg.Submittable);
  }

  async head(): Promise<Head> {
    // The second result set is whole when the copy begins.
    while (this.#held.length === 0 && !this.#isEnded) await this.#change();
    if (this.#failure) throw this.#failure;
    const [start, timeline] = required(this.#results[0]?.[0], 'a copy says where it begins');
    const spaces = required(this.#results[1], 'a copy names its tablespaces');
    return {
      start: String(start),
      timeline: Number(timeline),
      spaces: spaces.map(([, place = null, size]) => ({ place, bytes: Number(size) * 1024 })),
    };
  }

  async *archive(): AsyncGenerator<Buffer> {
    for (;;) {
      const piece = this.#held.shift();
      if (piece) {
        this.#heldBytes -= piece.length;
        if (this.#heldBytes < HELD_BYTES_MAX / 2) this.#wire?.stream.resume();
        const data = this.#dataOf(piece);
        if (data) yield data;
      } else if (this.#failure) {
        throw this.#failure;
      } else if (this.#isEnded) {
        return;
      } else {
        await this.#change();
      }
    }
  }

  manifest(): Buffer {
    return Buffer.concat(this.#manifest);
  }

  /** The first byte of each message says what it is: a new archive, data, the manifest, or progress. */
  #dataOf(message: Buffer): Buffer | null {
    const kind = message.toString('latin1', 0, 1);
    if (kind === 'm') this.#isManifest = true;
    if (kind !== 'd') return null;
    const data = message.subarray(1);
    if (!this.#isManifest) return data;
    this.#manifest.push(data);
    return null;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  // What the driver calls.
  submit(wire: Wire): void {
    this.#wire = wire;
    wire.query(this.#text);
  }
  handleRowDescription(): void {
    this.#results.push([]);
  }
  handleDataRow({ fields = [] }: Message): void {
    const texts = fields.map((field) => (field === null ? null : String(field)));
    this.#results.at(-1)?.push(texts);
  }
  handleCopyData({ chunk = new Uint8Array() }: Message): void {
    // The driver uses its buffer again.
    const piece = Buffer.from(chunk);
    this.#held.push(piece);
    this.#heldBytes += piece.length;
    if (this.#heldBytes > HELD_BYTES_MAX) this.#wire?.stream.pause();
    this.#wake();
  }
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleReadyForQuery(): void {
    this.#isEnded = true;
    this.#wake();
  }
  handleError(error: Error): void {
    this.#failure = error;
    this.#isEnded = true;
    this.#wake();
  }
}
