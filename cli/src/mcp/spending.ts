import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError, exits } from '../exit.ts';
import { createPrivate, writePrivate } from '../output/private-file.ts';

/** Lets a program spend up to a sum without a person; above it, a person approves. */
export interface Spending {
  /** Counts a purchase if it stays within the sum; returns false, and counts nothing, if it needs a person. */
  take(total: string): Promise<boolean>;
  /** Counts from 0 again, because a person approved. */
  startOver(): Promise<void>;
}

export interface SpendingPlace {
  /** The state folder of the command line. */
  readonly folder: string;
  /** Whose purchases these are. */
  readonly holder: string;
  /** How long another process may count, in milliseconds: 5,000 by default, since one read and one write of a small file take far less. */
  readonly lockWaitMs?: number | undefined;
}

const LOCK_WAIT_MS = 5_000;
const LOCK_POLL_MS = 20;

/**
 * Counts what was spent since the last approval, so that many small orders need one like a large order does, in a file that all processes of
 * a holder share: another one, or a restart, has no allowance of its own. `limit`: such as `100.00`, in the currency of the balance.
 */
export function spendingUpTo(
  limit: string,
  { folder, holder, lockWaitMs = LOCK_WAIT_MS }: SpendingPlace,
): Spending {
  const most = thousandths(limit);
  const name = createHash('sha256').update(holder).digest('hex').slice(0, 40);
  const path = join(folder, 'mcp', `${name}.json`);
  const whileLocked = <T>(run: () => Promise<T>) => locked(`${path}.lock`, lockWaitMs, run);
  return {
    take: (total) =>
      whileLocked(async () => {
        const sum = (await readSum(path)) + thousandths(total);
        if (sum > most) return false;
        await writeSum(path, sum);
        return true;
      }),
    startOver: () => whileLocked(() => writeSum(path, 0n)),
  };
}

async function readSum(path: string): Promise<bigint> {
  const text = await readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '{"thousandths":"0"}';
    throw error;
  });
  const sum = /^\{"thousandths":"(\d{1,30})"\}$/.exec(text.trim())?.[1];
  if (sum !== undefined) return BigInt(sum);
  throw new CommandError(
    exits.file,
    `${path} is damaged. It holds what was bought without an approval; \`psnb2b mcp --reset\` sets it to 0.`,
  );
}

function writeSum(path: string, sum: bigint): Promise<void> {
  return writePrivate(path, `{"thousandths":"${sum}"}\n`);
}

/** A lock that a killed process left is not guessed away: nothing is bought until a person deletes it. */
async function locked<T>(path: string, waitMs: number, run: () => Promise<T>): Promise<T> {
  const until = performance.now() + waitMs;
  while (!(await createPrivate(path, `${process.pid}\n`))) {
    if (performance.now() > until) {
      throw new CommandError(
        exits.file,
        `${path} is held by another process. If none runs (its number is in the file), delete the file. The guide of the command line has the steps, under “Let a language model buy”.`,
      );
    }
    await sleep(LOCK_POLL_MS);
  }
  try {
    return await run();
  } finally {
    await rm(path, { force: true });
  }
}

/** Returns `unitPrice` times `quantity`, as a text with three decimals. */
export function totalOf(unitPrice: string, quantity: number): string {
  const total = thousandths(unitPrice) * BigInt(quantity);
  return `${total / 1_000n}.${String(total % 1_000n).padStart(3, '0')}`;
}

export function isAmount(text: string): boolean {
  return /^\d{1,12}(\.\d{1,3})?$/.test(text);
}

function thousandths(amount: string): bigint {
  if (!isAmount(amount)) throw new RangeError(`${amount} is not an amount`);
  const [whole = '0', part = ''] = amount.split('.');
  return BigInt(whole) * 1_000n + BigInt(part.padEnd(3, '0'));
}
