import { openDatabaseProxy, type Verdict, type Watcher } from './tcp-proxy.ts';

/** The prepared statements that are commits of their own; their names are sent each time. */
const CALLS = ['orders.place\0', 'orders.place_one\0', 'orders.place_usual\0', 'orders.confirm\0'];
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const LENGTH_BYTES = 4;

/** Where the connection breaks: before the call arrives, or after its commit and before its reply. */
export type Cut = 'before-call' | 'after-commit';

/** Where a transaction breaks: at a statement within it, or after its COMMIT and before the reply. */
export type Break = 'within' | 'commit-reply';

export interface PostgresProxy extends AsyncDisposable {
  /** The connection string through the proxy. */
  readonly url: string;
  /** How often the connection was cut. */
  readonly cuts: number;
  /** Cuts every call that places or confirms orders from now on, or none. */
  breakCalls(at: Cut | null): void;
  /** Cuts the next transaction, or the next call that places or confirms orders. */
  breakNext(at: Break | null): void;
  /** While it is away nothing passes, on old connections or new ones. */
  setAway(away: boolean): void;
  /** Blocks all existing connections from now on; new ones work. */
  silence(): void;
}

/** A proxy in front of PostgreSQL that can lose the reply of a COMMIT. */
export async function openPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  let breaking: Cut | null = null;
  let breakAt: Break | null = null;
  let isAway = false;
  let silences = 0;
  let cuts = 0;
  const watch = (): Watcher => {
    const isReady = readyForQuery();
    const bornAt = silences;
    let doomed = false;
    let isWithin = false;
    return {
      fromClient: (bytes) => {
        if (isAway) return 'cut';
        if (bornAt < silences) return 'swallow';
        const ends = bytes.includes('COMMIT\0') || bytes.includes('ROLLBACK\0');
        const isCall = CALLS.some((name) => bytes.includes(name));
        if (breakAt === 'within' && !ends && (isWithin || isCall)) {
          breakAt = null;
          cuts += 1;
          return 'cut';
        }
        isWithin = bytes.includes('BEGIN\0') || (isWithin && !ends);
        if (breakAt === 'commit-reply' && (bytes.includes('COMMIT\0') || isCall)) {
          breakAt = null;
          doomed = true;
        }
        if (breaking === null || doomed || !isCall) return 'pass';
        doomed = true;
        if (breaking === 'after-commit') return 'pass';
        cuts += 1;
        return 'cut';
      },
      fromServer: (bytes): Verdict => {
        if (bornAt < silences) return 'swallow';
        const ready = isReady(bytes);
        if (!doomed) return 'pass';
        if (!ready) return 'swallow';
        cuts += 1;
        return 'cut';
      },
    };
  };
  const proxy = await openDatabaseProxy(databaseUrl, watch);
  return {
    url: proxy.url,
    get cuts() {
      return cuts;
    },
    breakCalls: (at) => {
      breaking = at;
    },
    breakNext: (at) => {
      breakAt = at;
    },
    setAway: (away) => {
      isAway = away;
    },
    silence: () => {
      silences += 1;
    },
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}

/**
 * Follows the messages of a server (PostgreSQL manual, "Message Formats": a type byte, then a length that counts
 * itself) and returns whether some bytes contain the end of ReadyForQuery, which follows the commit of an implicit
 * transaction.
 */
function readyForQuery(): (bytes: Buffer) => boolean {
  let kept: Buffer = Buffer.alloc(0);
  return (bytes) => {
    kept = Buffer.concat([kept, bytes]);
    let found = false;
    while (kept.length > LENGTH_BYTES) {
      const size = 1 + kept.readUInt32BE(1);
      if (kept.length < size) break;
      found ||= kept[0] === READY_FOR_QUERY;
      kept = kept.subarray(size);
    }
    return found;
  };
}
