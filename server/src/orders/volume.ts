import { type Tier, tierFor } from '../catalog/index.ts';
import { HOUR_MS } from '../kit/time.ts';

/** Volume counts over 30 days of 24 hours. */
const VOLUME_WINDOW_MS = 720 * HOUR_MS;

/** A tenant's stored tier; money in minor units. */
export interface StoredTier {
  /** Empty if its currency has no tiers. */
  readonly tier: string;
  readonly discountBps: number;
  readonly volume30d: number;
}

/** Deliveries at this time or later count towards the volume of a moment. */
export function volumeSince(at: Date): Date {
  return new Date(at.getTime() - VOLUME_WINDOW_MS);
}

/** The discount for a volume of 30 days; a currency without tiers has none. */
export function tierOfVolume(tiers: readonly Tier[], volume30d: number): StoredTier {
  const tier = tierFor(tiers, volume30d);
  return tier
    ? { tier: tier.name, discountBps: tier.discountBps, volume30d }
    : { tier: '', discountBps: 0, volume30d };
}

/** The tier in force: the one set by hand, if the currency still has it; else that of the volume. */
export function tierInForce(
  tiers: readonly Tier[],
  volume30d: number,
  byHand: string | null,
): StoredTier {
  const given = byHand === null ? undefined : tiers.find(({ name }) => name === byHand);
  if (given === undefined) return tierOfVolume(tiers, volume30d);
  return { tier: given.name, discountBps: given.discountBps, volume30d };
}

export function isSameTier(a: StoredTier, b: StoredTier): boolean {
  return a.tier === b.tier && a.discountBps === b.discountBps && a.volume30d === b.volume30d;
}
