import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { required } from '../assert.ts';
import { isMissing } from '../if-there.ts';
import { SECOND_MS } from '../time.ts';
import { DatabaseProblem } from './database-problem.ts';
import { abandon } from './open-connection.ts';
import { clusterOf } from './place-of.ts';

/** A host that does not answer in this time counts as away; all are asked at once. */
const ANSWER_MS = SECOND_MS;
const LOOK_EVERY_MS = 2 * SECOND_MS;

const SHAPE = /^(?<before>[a-z]+:\/\/(?:[^@/?]*@)?)(?<hosts>[^/?]*)(?<after>.*)$/is;

/** One connection string for each host that a connection string names: `postgres://u:p@one:5432,two:5432/db` has two. */
export function urlsOfHosts(url: string): readonly [string, ...string[]] {
  const { before = '', hosts = '', after = '' } = SHAPE.exec(url)?.groups ?? {};
  const [first = url, ...others] = hosts.split(',').map((host) => `${before}${host}${after}`);
  return others.length === 0 ? [url] : [first, ...others];
}

/** What a host says about itself. `cluster`: the identifier that a primary shares with its standbys; null if PostgreSQL does not say. */
type Answer =
  | { readonly kind: 'primary'; readonly timeline: number; readonly cluster: string | null }
  | { readonly kind: 'standby'; readonly cluster: string | null }
  | { readonly kind: 'away'; readonly error: Error };

/** What one look at the hosts found. */
export interface HostsState {
  readonly url: string;
  readonly standbys: readonly string[];
  readonly timeline: number;
}

export interface HostsOptions {
  /**
   * A file that keeps the highest timeline, so that a start while only an old primary answers is refused, and its cluster: after a move to another
   * one, whose timelines begin anew, the figure means nothing. Like `3 7421…`; one of an earlier version has the timeline only.
   */
  readonly memory?: string;
  readonly onError?: (error: Error) => void;
}

/**
 * The hosts of DATABASE_URL, and which of them is the primary: not in recovery, and of the highest timeline that was ever seen. After a
 * fail-over the old primary may return and accept writes: its timeline is lower, so it is never used (decision 56). With one host this does
 * nothing.
 */
export class DatabaseHosts implements AsyncDisposable {
  /** As it was named, with all hosts. */
  readonly named: string;
  readonly #urls: readonly [string, ...string[]];
  readonly #options: HostsOptions;
  readonly #onChange: (() => void)[] = [];
  #url: string;
  #standbys: readonly string[] = [];
  #timeline: number;
  /** The cluster of that timeline, if it is known. */
  #cluster: string | null;
  /** Whether a primary was found since the file was read. */
  #isFound = false;
  /** What the file holds. */
  #remembered: string;
  #looking: Promise<string> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(url: string, options: HostsOptions = {}) {
    this.named = url;
    this.#urls = urlsOfHosts(url);
    this.#options = options;
    [this.#url] = this.#urls;
    const memory = this.several ? readMemory(options.memory) : NOTHING;
    this.#timeline = memory.timeline;
    this.#cluster = memory.cluster;
    this.#remembered = textOf(memory);
  }

  /** The connection string of the primary, as far as is known. */
  get url(): string {
    return this.#url;
  }

  /** Connection strings of the hosts that were standbys at the last look. */
  get standbys(): readonly string[] {
    return this.#standbys;
  }

  /** The highest timeline that was seen: that of the primary. 0 with one host. */
  get timeline(): number {
    return this.#timeline;
  }

  /** What is known now, for another thread of this process, which does not look by itself. */
  get state(): HostsState {
    return { url: this.#url, standbys: this.#standbys, timeline: this.#timeline };
  }

  /** Takes over what others have found, unless this has seen a newer primary. */
  follow({ url, standbys, timeline }: HostsState): void {
    if (timeline < this.#timeline) return;
    this.#timeline = timeline;
    this.#standbys = standbys;
    this.#use(url);
  }

  /** Whether more than one host is named. */
  get several(): boolean {
    return this.#urls.length > 1;
  }

  /** Called when another host has become the primary: what was sent to the last one must not be waited for. */
  onChange(listener: () => void): void {
    this.#onChange.push(listener);
  }

  /** Finds the primary; afterwards looks every two seconds. Throws a `DatabaseProblem` if no host is one. */
  async open(): Promise<void> {
    if (!this.several) return;
    await this.look();
    this.#timer = setInterval(() => this.suspect(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  /** Looks soon: a connection has failed. */
  suspect(): void {
    if (this.several) this.look().catch((error: Error) => this.#options.onError?.(error));
  }

  /** Asks all hosts now; callers share a running look. */
  look(): Promise<string> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #look(): Promise<string> {
    const answers = await Promise.all(
      this.#urls.map(async (url) => ({ url, answer: await ask(url) })),
    );
    this.#forgetOther(answers.map(({ answer }) => answer));
    this.#standbys = answers.flatMap(({ url, answer }) => (answer.kind === 'standby' ? [url] : []));
    const primaries = answers.flatMap(({ url, answer }) =>
      answer.kind === 'primary' && answer.timeline >= this.#timeline ? [{ ...answer, url }] : [],
    );
    // The newest; of two equal ones, the one in use stays.
    const rank = ({ url, timeline }: (typeof primaries)[0]) =>
      timeline * 2 + Number(url === this.#url);
    const best = primaries.sort((one, other) => rank(other) - rank(one))[0] ?? null;
    if (best === null) throw new DatabaseProblem(this.#explain(answers));
    this.#timeline = Math.max(this.#timeline, best.timeline);
    this.#cluster = best.cluster ?? this.#cluster;
    this.#isFound = true;
    this.#remember();
    this.#use(best.url);
    return best.url;
  }

  #use(url: string): void {
    if (url === this.#url) return;
    this.#url = url;
    for (const listener of this.#onChange) listener();
  }

  /** The file is of another cluster if each host that answers says so. */
  #forgetOther(answers: readonly Answer[]): void {
    if (this.#cluster === null || this.#isFound) return;
    const clusters = answers.flatMap((answer) => (answer.kind === 'away' ? [] : [answer.cluster]));
    if (clusters.length === 0 || clusters.some((one) => one === null || one === this.#cluster)) {
      return;
    }
    this.#timeline = 0;
    this.#cluster = null;
  }

  /** Tries again at each look: a full disk must not stop this process, and the next start must know. */
  #remember(): void {
    const { memory, onError } = this.#options;
    const text = textOf({ timeline: this.#timeline, cluster: this.#cluster });
    if (memory === undefined || text === this.#remembered) return;
    try {
      writeFileSync(`${memory}.part`, `${text}\n`, { flush: true });
      renameSync(`${memory}.part`, memory);
      this.#remembered = text;
    } catch (error) {
      onError?.(error as Error);
    }
  }

  #explain(answers: readonly { readonly url: string; readonly answer: Answer }[]): string {
    const said = answers.map(({ url, answer }) => {
      const { host } = new URL(url);
      if (answer.kind === 'standby') return `${host} is a standby`;
      if (answer.kind === 'away') return `${host} cannot be reached (${answer.error.message})`;
      return `${host} is an old primary (timeline ${answer.timeline}, and ${this.#timeline} was seen)`;
    });
    return `No host of DATABASE_URL is the primary: ${said.join('; ')}.`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking?.catch(() => {});
  }
}

async function ask(url: string): Promise<Answer> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
    application_name: 'psnb2b hosts',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ timeline: string | null }>(
      // The first eight digits of the current file of the log; a control file still has the old timeline after a promotion.
      `SELECT CASE WHEN NOT pg_is_in_recovery()
                THEN substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END AS timeline`,
    );
    const { timeline } = required(rows[0], 'a host answers');
    const cluster = await clusterOf(client);
    if (timeline === null) return { kind: 'standby', cluster };
    return { kind: 'primary', timeline: Number.parseInt(timeline, 16), cluster };
  } catch (error) {
    return { kind: 'away', error: error as Error };
  } finally {
    void client.end().catch(() => {});
    abandon(client);
  }
}

interface Memory {
  readonly timeline: number;
  readonly cluster: string | null;
}

const NOTHING: Memory = { timeline: 0, cluster: null };

const MEMORY = /^(?<timeline>[1-9]\d{0,9})(?: (?<cluster>\d{1,20}))?\n?$/;

function textOf({ timeline, cluster }: Memory): string {
  return cluster === null ? `${timeline}` : `${timeline} ${cluster}`;
}

function readMemory(file: string | undefined): Memory {
  if (file === undefined) return NOTHING;
  try {
    const found = MEMORY.exec(readFileSync(file, 'utf8'))?.groups;
    if (found) return { timeline: Number(found.timeline), cluster: found.cluster ?? null };
    throw new DatabaseProblem(
      `${file} does not hold the timeline of PostgreSQL; if the host that answers is the primary, remove the file.`,
    );
  } catch (error) {
    if (isMissing(error)) return NOTHING;
    throw error;
  }
}
