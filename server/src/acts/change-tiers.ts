import {
  halvesPrices,
  listTierSets,
  loadSnapshot,
  lowersPrices,
  refuseHalved,
  type Tier,
  tiersFaults,
  writeTiers,
} from '../catalog/index.ts';
import { type Guard, isByStaff, notify, proposeChange } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Db, type Tx } from '../kit/database/index.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import { moveToTiers, planTierMoves, type TierMove } from '../orders/index.ts';
import { dropProposals, lockWaiting, type Proposal } from '../proposals/index.ts';

export interface TiersWanted {
  /** ISO 4217. */
  readonly currency: string;
  readonly tiers: readonly Tier[];
  /** The version that their author saw. */
  readonly version: number;
  /** Whether they are meant, although some volume pays half of what it pays now, or less. */
  readonly jump?: boolean | undefined;
}

interface TiersPlan {
  readonly moves: readonly TierMove[];
  readonly needsTwo: boolean;
  readonly isJump: boolean;
}

/** What other tiers would change for live tenants at the volumes of now. */
export async function planTiers(
  db: Db,
  { currency, tiers }: Pick<TiersWanted, 'currency' | 'tiers'>,
  at: Date,
): Promise<TiersPlan> {
  refuseFaults(currency, tiers);
  const catalog = await loadSnapshot(db);
  const moves = await planTierMoves(db, { currency, tiers }, at);
  return {
    moves: moves.filter(({ tenant }) => tenant.mode === 'live'),
    needsTwo: lowersPrices(catalog.tiers(currency), tiers),
    isJump: halvesPrices(catalog.tiers(currency), tiers),
  };
}

/**
 * Sets the tiers of a currency, and every business’s tier with them. If some volume would pay less, they are proposed to a second
 * admin: returns the proposal. `invalid_state` if somebody else set them since.
 */
export async function changeTiers(
  tx: Tx,
  guard: Guard,
  wanted: TiersWanted,
  by: By,
): Promise<Proposal | null> {
  const { currency, tiers, version, jump } = wanted;
  refuseFaults(currency, tiers);
  const about = { kind: 'tiers', subject: currency } as const;
  await lockWaiting(tx, { about });
  const { now, before } = await readLocked(tx, currency);
  if (now !== version) {
    const detail = `Somebody else set the tiers of ${currency} since you opened them; look at them again.`;
    throw invalidState('changed', detail);
  }
  if (jump !== true) refuseHalved(before, tiers, currency);
  if (lowersPrices(before, tiers) && isByStaff(by)) {
    const content = { before: textOf(before, currency), after: textOf(tiers, currency), tiers };
    const change = { kind: 'tiers', currency, after: content.after } as const;
    return proposeChange(tx, guard, { change, subject: currency, content }, by);
  }
  await dropProposals(tx, { about }, by);
  await write(tx, wanted, before, by);
  return null;
}

/** Sets tiers as proposed; `invalid_state` if they have changed since. */
export async function setProposedTiers(tx: Tx, { subject, content }: Proposal, by: By) {
  const { before } = await readLocked(tx, subject);
  const text = textOf(before, subject);
  if (text !== content.before) {
    throw invalidState('changed', `The tiers are ${text} now; check them and propose them again.`);
  }
  const tiers = required(content.tiers, 'a proposal of tiers has them');
  await write(tx, { currency: subject, tiers }, before, by);
}

async function readLocked(tx: Tx, currency: string) {
  await bumpVersion(tx, 'catalog');
  const set = (await listTierSets(tx)).find((each) => each.currency === currency);
  // nothing: they were never set, or before this was recorded.
  return { now: set?.version ?? 0, before: (await loadSnapshot(tx)).tiers(currency) };
}

async function write(
  tx: Tx,
  { currency, tiers }: Pick<TiersWanted, 'currency' | 'tiers'>,
  before: readonly Tier[],
  by: By,
): Promise<void> {
  const [from, to] = [textOf(before, currency), textOf(tiers, currency)];
  await writeTiers(tx, currency, tiers, by);
  await moveToTiers(tx, { currency, tiers }, by.at);
  if (from === to) return;
  await notify(tx, 'tiers.set', 'staff', { currency, after: to, at: by.at });
}

function refuseFaults(currency: string, tiers: readonly Tier[]): void {
  const faults = tiersFaults(currency, tiers);
  if (faults.length === 0) return;
  throw invalid(
    ...faults.map(({ index, member, code, detail }) => ({
      ...{ pointer: `/tiers/${index}/${member}`, code, detail },
    })),
  );
}

const PERCENT = 100;

/** `Standard 0 %, Silver 0.5 % from 10000.00`. */
function textOf(tiers: readonly Tier[], currency: string): string {
  if (tiers.length === 0) return 'none';
  return tiers
    .map(({ name, volume30d, discountBps }) => {
      const from = volume30d === 0 ? '' : ` from ${formatMoney(volume30d, currency)}`;
      return `${name} ${discountBps / PERCENT} %${from}`;
    })
    .join(', ');
}
