import { recordAudit } from '../audit/index.ts';
import { loadSnapshot, type Tier } from '../catalog/index.ts';
import { type Guard, isByStaff, isOfBusiness, notify, proposeChange } from '../identity/index.ts';
import { assert } from '../kit/assert.ts';
import type { By } from '../kit/by.ts';
import type { Clock } from '../kit/clock.ts';
import { bumpVersion, type Database, type Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';
import { readReason } from '../kit/read-reason.ts';
import { invalid, invalidState } from '../kit/refusal.ts';
import { DAY_MS } from '../kit/time.ts';
import { tierInForce } from '../orders/index.ts';
import {
  dropManualTier,
  endedManualTiers,
  findManualTier,
  lockPartner,
  type ManualTier,
  type Partner,
  setTier,
  tenantOf,
  writeManualTier,
} from '../partners/index.ts';
import { dropProposals, lockWaiting, type Proposal } from '../proposals/index.ts';

const ACTOR = 'system:end-manual-tiers';
const UNTIL = ' until ';

export interface ManualTierWanted {
  readonly tier: string;
  readonly days: number;
  readonly reason: string;
}

/**
 * Sets the tier of a business by hand, for some days. One whose discount is above that of the lowest tier may be below what its volume
 * gives, now or later: it is proposed to a second admin, unless the same tier only ends earlier. Returns the proposal.
 */
export async function setManualTier(
  tx: Tx,
  guard: Guard,
  partnerId: string,
  wanted: ManualTierWanted,
  by: By,
): Promise<Proposal | null> {
  const reason = readReason(wanted.reason);
  const subject = formatId('prt', partnerId);
  const about = { kind: 'partner_tier', subject } as const;
  await lockWaiting(tx, { about });
  const { partner, tiers, now } = await readLocked(tx, partnerId, by);
  const { tier } = wanted;
  if (!tiers.some(({ name }) => name === tier)) {
    const detail = `It must be a tier in ${partner.currency}.`;
    throw invalid({ pointer: '/tier', code: 'enum', detail });
  }
  const until = new Date(by.at.getTime() + wanted.days * DAY_MS);
  const endsEarlier = now?.tier === tier && until <= now.until;
  if (takesTwo(tiers, tier) && !endsEarlier && isByStaff(by)) {
    const content = { before: textOf(now), after: `${tier}${UNTIL}${until.toISOString()}`, reason };
    const change = { kind: 'partner_tier', business: partner.name, tier, until, reason } as const;
    return proposeChange(tx, guard, { change, subject, content }, by);
  }
  await dropProposals(tx, { about }, by);
  await write(tx, { partner, tiers, now }, { tier, until, reason }, by);
  return null;
}

/** Sets it as proposed; `invalid_state` if it has changed since, or its end has passed. */
export async function setProposedTier(
  tx: Tx,
  partnerId: string,
  { content }: Proposal,
  by: By,
): Promise<void> {
  const { before, after, reason } = content;
  assert(typeof after === 'string' && reason !== undefined, 'it names a tier, with a reason');
  const found = await readLocked(tx, partnerId, by);
  if (textOf(found.now) !== before) {
    throw invalidState('changed', 'Its tier was set by somebody since; look at it again.');
  }
  const at = after.lastIndexOf(UNTIL);
  const [tier, until] = [after.slice(0, at), new Date(after.slice(at + UNTIL.length))];
  if (until <= by.at) throw invalidState('ended', 'The end of this tier has passed already.');
  if (!found.tiers.some(({ name }) => name === tier)) {
    throw invalidState('changed', `There is no tier “${tier}” any more.`);
  }
  await write(tx, found, { tier, until, reason }, by);
}

/** Lets the volume decide again, at once. */
export async function clearManualTier(
  tx: Tx,
  partnerId: string,
  text: string,
  by: By,
): Promise<void> {
  const reason = readReason(text);
  const about = { kind: 'partner_tier', subject: formatId('prt', partnerId) } as const;
  await lockWaiting(tx, { about });
  const found = await readLocked(tx, partnerId, by);
  if (found.now === null) throw invalidState('earned', 'Its volume decides its tier already.');
  await dropProposals(tx, { about }, by);
  await end(tx, found, { ...by, reason });
}

interface EndParts {
  readonly database: Database;
  readonly clock: Clock;
}

/** Ends the tiers by hand whose time is over; returns how many. */
export async function endManualTiers({ database, clock }: EndParts): Promise<number> {
  const by = { actor: ACTOR, at: clock.now() };
  const ended = await endedManualTiers(database.reads, by.at);
  for (const partnerId of ended) {
    await database.transaction(async (tx) => {
      const found = await readLocked(tx, partnerId, by);
      if (found.now !== null && found.now.until <= by.at) await end(tx, found, by);
    });
  }
  return ended.length;
}

/** Whether giving a tier needs two people: it may be more than a volume gives. */
export function takesTwo(tiers: readonly Tier[], name: string): boolean {
  const given = tiers.find((tier) => tier.name === name);
  const lowest = tiers.reduce((least, { discountBps }) => Math.min(least, discountBps), Infinity);
  return given !== undefined && given.discountBps > lowest;
}

interface Found {
  readonly partner: Partner;
  readonly tiers: readonly Tier[];
  readonly now: ManualTier | null;
}

/** The business and its tier by hand, behind the row at which writers of the catalogue wait for each other. */
async function readLocked(tx: Tx, partnerId: string, by: By): Promise<Found> {
  await bumpVersion(tx, 'catalog');
  const partner = await lockPartner(tx, partnerId);
  if (await isOfBusiness(tx, by.actor, partnerId)) {
    const detail = 'You are a person of this business, too; colleagues decide on its prices.';
    throw invalidState('own_business', detail);
  }
  const tiers = (await loadSnapshot(tx)).tiers(partner.currency);
  return { partner, tiers, now: await findManualTier(tx, partnerId) };
}

async function write(
  tx: Tx,
  { partner, tiers, now }: Found,
  { tier, until, reason }: { tier: string; until: Date; reason: string },
  by: By,
): Promise<void> {
  const { partnerId } = partner;
  const set = { partnerId, tier, until, reason, setBy: by.actor, setAt: by.at };
  await writeManualTier(tx, set);
  await apply(tx, partnerId, tiers, tier);
  await recordAudit(tx, {
    ...{ ...by, reason },
    action: 'partner.tier_set',
    subject: formatId('prt', partnerId),
    detail: { before: textOf(now), after: textOf(set) },
  });
  await notify(tx, 'partner.tier_set', { partnerId }, { tier, until, at: by.at });
}

async function end(tx: Tx, { partner: { partnerId }, tiers, now }: Found, by: By): Promise<void> {
  await dropManualTier(tx, partnerId);
  const tier = await apply(tx, partnerId, tiers, null);
  await recordAudit(tx, {
    ...by,
    action: 'partner.tier_ended',
    subject: formatId('prt', partnerId),
    detail: { before: textOf(now), after: tier },
  });
  await notify(tx, 'partner.tier_ended', { partnerId }, { tier, at: by.at });
}

/** Stores the tier in force; returns its name. */
async function apply(
  tx: Tx,
  partnerId: string,
  tiers: readonly Tier[],
  byHand: string | null,
): Promise<string> {
  const { tenantId, volume30d } = await tenantOf(tx, partnerId, 'live');
  const next = tierInForce(tiers, volume30d, byHand);
  await setTier(tx, tenantId, next);
  return next.tier;
}

function textOf(manual: Pick<ManualTier, 'tier' | 'until'> | null): string | null {
  return manual && `${manual.tier}${UNTIL}${manual.until.toISOString()}`;
}
