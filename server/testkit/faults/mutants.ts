import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check } from './judge.ts';
import type { Fault } from './strike.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** What a server reads of its own folder; everything else is linked. */
const COPIED = ['bin', 'src', 'migrations', 'data', 'package.json'];

/** One exact text of a source file, and what replaces it. */
export interface Patch {
  /** Relative to `server/src`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A fault of the program itself that the suite must find. */
export interface Mutant {
  readonly name: string;
  readonly patches: readonly Patch[];
  /** The losses that bring it to light. */
  readonly faults: readonly Fault[];
  readonly settings?: Readonly<Record<string, string>>;
  /** More of the environment of nodes and workers. */
  readonly env?: Readonly<Record<string, string>>;
  /** One of these checks must find it. */
  readonly caughtBy: readonly Check[];
}

const BATCHES = 'orders/order-batches.ts';

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'asynchronous commit',
    patches: [
      {
        file: 'kit/database/session.ts',
        from: "THEN set_config('synchronous_commit', 'on', false) END`",
        to: "IS NOT NULL THEN set_config('synchronous_commit', 'off', false) END`",
      },
      {
        file: 'kit/database/session.ts',
        from: "current_setting('synchronous_commit') NOT IN ('on', 'remote_apply')",
        to: "current_setting('synchronous_commit')",
      },
    ],
    faults: ['primary killed', 'primary killed'],
    // What is written at the moment of the loss decides; with the usual delay some runs lose nothing.
    settings: { wal_writer_delay: '10s' },
    caughtBy: ['lost'],
  },
  {
    name: 'acknowledged before the commit',
    patches: [
      {
        file: BATCHES,
        from: `    return placeBatch(
      client,
      at,
      batch.map((each) => enter(each.draft, at)),
    );`,
        to: `    void client.query('BEGIN').catch(() => {});
    const placed = placeBatch(
      client,
      at,
      batch.map((each) => enter(each.draft, at)),
    );
    void client.query('SELECT pg_sleep(0.1); COMMIT').catch(() => {});
    return placed;`,
      },
    ],
    faults: ['primary killed', 'primary killed', 'primary killed'],
    caughtBy: ['lost'],
  },
  {
    name: 'no lock of the stock',
    patches: [
      {
        file: 'stock/sql/lock.sql',
        from: 'FROM stock.shelves s WHERE s.shelf_id = p_shelf[1] FOR NO KEY UPDATE;',
        to: 'FROM stock.shelves s WHERE s.shelf_id = p_shelf[1];',
      },
      {
        file: 'stock/sql/lock.sql',
        from: 'ORDER BY s.shelf_id FOR NO KEY UPDATE)',
        to: 'ORDER BY s.shelf_id)',
      },
      {
        // The constraint would refuse the second order.
        file: 'stock/sql/lock.sql',
        from: '-- Expired lanes stop selling. The caller holds the shelves',
        to: 'DROP INDEX IF EXISTS orders.ranges_position;\n-- The caller holds the shelves',
      },
    ],
    faults: ['worker killed', 'worker killed', 'worker killed'],
    caughtBy: ['codes in two orders'],
  },
  {
    name: 'limits of each node alone',
    patches: [
      {
        file: 'kit/limits/node-limits.ts',
        from: '    if (this.#shares) return false;\n',
        to: '    if (this.#shares) return true;\n',
      },
    ],
    faults: ['worker killed', 'worker killed'],
    caughtBy: ['limits exceeded'],
  },
  {
    name: 'counts never put back',
    patches: [
      {
        file: 'kit/limits/node-limits.ts',
        from: '      if (spendings.length > 0) await this.#options.store.putBack(spendings);\n',
        to: '      void spendings;\n',
      },
    ],
    // The limit must be spent before the counts are lost. Nodes that live remember that; a new one asks the counts, and needs a moment to grant too much.
    faults: [
      ...(['worker killed', 'worker killed', 'primary killed'] as const),
      ...(['API node killed', 'worker killed', 'worker killed'] as const),
    ],
    caughtBy: ['limits exceeded'],
  },
  {
    name: 'holds that end after five seconds',
    patches: [
      {
        file: 'orders/waiting.ts',
        from: "WHERE status = 'pending' AND expires_at <= $1 AND",
        to: `WHERE status = 'pending'
          AND (expires_at <= $1 OR payment = 'hold' AND created_at <= $1::timestamptz - interval '5 s') AND`,
      },
    ],
    // Long enough for a hold to grow old and for a round of the worker.
    faults: ['worker killed', 'standby silent', 'worker killed', 'standby silent'],
    caughtBy: ['lost'],
  },
  {
    name: 'a cancelled COMMIT called undone',
    patches: [
      {
        file: BATCHES,
        from: "if (isOutcomeUnknown(error)) return databaseRefusal('outcome_unknown', error);",
        to: "if (isOutcomeUnknown(error)) return databaseRefusal('unavailable', error);",
      },
    ],
    faults: ['standby silent', 'standby silent'],
    // The reply comes before its caller stops waiting.
    env: { DATABASE_TIMEOUT_MS: '3000' },
    caughtBy: ['called undone'],
  },
];

/** A copy of the server's sources with the patches of a mutant, or of another version. */
export interface Mutated extends AsyncDisposable {
  /** The program to start. */
  readonly main: string;
}

/** `added`: new files by their path in `server`. */
export async function mutate({
  name,
  patches,
  added = {},
}: Pick<Mutant, 'name' | 'patches'> & {
  readonly added?: Readonly<Record<string, string>>;
}): Promise<Mutated> {
  await using stack = new AsyncDisposableStack();
  const copy = await mkdtemp(join(tmpdir(), 'psnb2b-mutant-'));
  stack.defer(() => rm(copy, { recursive: true, force: true }));
  await linkAll(ROOT, copy, ['server', '.git']);
  await mkdir(join(copy, 'server'));
  await linkAll(join(ROOT, 'server'), join(copy, 'server'), [...COPIED, 'dist']);
  for (const each of COPIED) {
    await cp(join(ROOT, 'server', each), join(copy, 'server', each), { recursive: true });
  }
  for (const patch of patches) await applyPatch(join(copy, 'server/src'), name, patch);
  for (const [path, text] of Object.entries(added))
    await writeFile(join(copy, 'server', path), text);
  const owned = stack.move();
  return {
    main: join(copy, 'server/bin/psnb2b-server.mjs'),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

/** Throws if the text is not there exactly once: a mutant that changes nothing would prove nothing. */
async function applyPatch(sources: string, name: string, { file, from, to }: Patch): Promise<void> {
  const path = join(sources, file);
  const text = await readFile(path, 'utf8');
  const count = text.split(from).length - 1;
  if (count !== 1) {
    throw new Error(
      `The mutant "${name}" does not fit any more: its text is ${count} times in ${file}, and must be there once:\n${from}`,
    );
  }
  await writeFile(
    path,
    text.replace(from, () => to),
  );
}

async function linkAll(from: string, to: string, without: readonly string[]): Promise<void> {
  for (const name of await readdir(from)) {
    if (!without.includes(name)) await symlink(join(from, name), join(to, name));
  }
}
