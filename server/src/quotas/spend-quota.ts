import { networksOf } from '../kit/addresses/index.ts';
import { required } from '../kit/assert.ts';
import { advisoryLocks, type Db, type Tx } from '../kit/database/index.ts';
import { limitReached, type Refusal } from '../kit/refusal.ts';
import { DAY_MS } from '../kit/time.ts';
import { dayOf } from './day.ts';
import { type QuotaName, quotas } from './quota.ts';
import { countQuotaRefusal } from './refusals.ts';

/** The owner: the id of a business or person, or a network. */
export interface Spender {
  readonly owner: string;
  readonly at: Date;
  /** The factor by which a wide network may exceed the quota. */
  readonly times?: number;
}

interface Spent {
  readonly spent: boolean;
  readonly per_day: number;
  readonly used: number;
}

/**
 * Spends from a quota in the transaction of what it pays for. Refuses with `limit_reached`, the limit, its use and the start of
 * the next day. Call it last in a transaction: it holds the owner's row until the commit.
 */
export async function spendQuota(
  tx: Tx,
  name: QuotaName,
  spender: Spender,
  amount = 1,
): Promise<void> {
  const spent = await spend(tx, name, spender, amount);
  if (!spent.spent) throw usedUp(name, spent, spender.at);
}

/** The same for a caller who is known only by an address, in each of its networks. */
export async function spendQuotaOfAddress(
  tx: Tx,
  name: QuotaName,
  { address, at }: { readonly address: string; readonly at: Date },
): Promise<void> {
  for (const { name: owner, allowance: times } of networksOf(address)) {
    await spendQuota(tx, name, { owner, at, times });
  }
}

/** The same for work that is optional: false instead of a refusal. */
export async function trySpendQuota(
  tx: Tx,
  name: QuotaName,
  spender: Spender,
  amount = 1,
): Promise<boolean> {
  return (await spend(tx, name, spender, amount)).spent;
}

/**
 * Waits for others who check a quota of this owner before they know whether they spend it: of many at once no more pass than of
 * as many one after another. Until the commit.
 */
export async function lockQuota(tx: Tx, name: QuotaName, owner: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
    advisoryLocks.quotaOfOwner,
    `${name} ${owner}`,
  ]);
}

/** The refusal that spending would give now, or null: checked before work that would be in vain. */
export async function findQuotaRefusal(
  db: Db,
  name: QuotaName,
  { owner, at }: Spender,
  amount = 1,
): Promise<Refusal | null> {
  const { rows } = await db.query<Omit<Spent, 'spent'>>(
    `SELECT coalesce((SELECT per_day FROM quotas.limits WHERE name = $1), $4::bigint) AS per_day,
            coalesce((SELECT used FROM quotas.uses WHERE name = $1 AND owner = $2 AND day = $3), 0)
              AS used`,
    [name, owner, dayOf(at), quotas[name].perDay],
    'quotas.find',
  );
  const { per_day: perDay, used } = required(rows[0], 'a count has a row');
  return used + amount <= perDay ? null : usedUp(name, { per_day: perDay, used }, at);
}

async function spend(
  tx: Tx,
  name: QuotaName,
  { owner, at, times = 1 }: Spender,
  amount: number,
): Promise<Spent> {
  const { rows } = await tx.query<Spent>(
    'SELECT spent, per_day, used FROM quotas.spend($1, $2, $3, $4, $5, $6)',
    [name, owner, dayOf(at), amount, quotas[name].perDay, times],
    'quotas.spend',
  );
  return required(rows[0], 'a function gives a row');
}

function usedUp(
  name: QuotaName,
  { per_day: limit, used }: Omit<Spent, 'spent'>,
  at: Date,
): Refusal {
  countQuotaRefusal(name);
  const resetsAt = new Date(Math.floor(at.getTime() / DAY_MS + 1) * DAY_MS);
  const detail =
    `The limit is ${limit} ${quotas[name].what} per day, and ${used} are used; ` +
    `continue after ${resetsAt.toISOString()}, or ask support for a higher limit.`;
  return limitReached({ limit, used, resetsAt }, detail);
}
