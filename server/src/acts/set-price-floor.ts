import {
  formatPercent,
  loadSnapshot,
  parsePercent,
  WHOLE_SHOP,
  writePriceFloor,
} from '../catalog/index.ts';
import { type Guard, isByStaff, notify, proposeChange } from '../identity/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { dropProposals, lockWaiting, type Proposal } from '../proposals/index.ts';

/** The floor of a region, or of the shop (`*`), in basis points over cost; null: that of the shop applies. */
export interface FloorSetting {
  readonly region: string;
  readonly marginBps: number | null;
}

const OF_SHOP = 'as the shop';

/**
 * Sets the margin over cost that one person must leave. A lower one is proposed to a second admin: returns the proposal.
 * `not_found` for an unknown region.
 */
export async function setPriceFloor(
  tx: Tx,
  guard: Guard,
  setting: FloorSetting,
  by: By,
): Promise<Proposal | null> {
  const { region, marginBps } = setting;
  const about = { kind: 'price_floor', subject: subjectOf(region) } as const;
  // In the order that everybody uses: first the proposals, then the row at which writers of the catalogue wait for each other.
  await lockWaiting(tx, { about });
  const { own, applies, withoutOwn } = await readLocked(tx, region);
  const next = marginBps ?? withoutOwn;
  if (next < applies && isByStaff(by)) {
    const content = { before: textOf(own), after: textOf(marginBps) };
    const change = { kind: 'price_floor', region: subjectOf(region), ...content } as const;
    return proposeChange(tx, guard, { change, subject: subjectOf(region), content }, by);
  }
  await dropProposals(tx, { about }, by);
  await write(tx, setting, own, by);
  return null;
}

/** Sets a floor as proposed; `invalid_state` if it has changed since. */
export async function setProposedFloor(tx: Tx, proposal: Proposal, by: By): Promise<void> {
  const { subject, content } = proposal;
  const region = subject === 'shop' ? WHOLE_SHOP : subject;
  const { own } = await readLocked(tx, region);
  if (textOf(own) !== content.before) {
    const detail = `The floor is ${textOf(own)} now; check it and propose it again.`;
    throw invalidState('changed', detail);
  }
  await write(tx, { region, marginBps: bpsOf(content.after) }, own, by);
}

async function readLocked(tx: Tx, region: string) {
  await bumpVersion(tx, 'catalog');
  const catalog = await loadSnapshot(tx);
  if (region !== WHOLE_SHOP && !catalog.regions.has(region)) throw new Refusal('not_found');
  return {
    own: catalog.ownFloorBps(region),
    applies: catalog.floorBps(region),
    withoutOwn: region === WHOLE_SHOP ? 0 : catalog.floorBps(WHOLE_SHOP),
  };
}

async function write(
  tx: Tx,
  { region, marginBps }: FloorSetting,
  own: number | null,
  by: By,
): Promise<void> {
  if (own === marginBps) return;
  await writePriceFloor(tx, { region, marginBps }, by);
  const facts = { region: subjectOf(region), before: textOf(own), after: textOf(marginBps) };
  await notify(tx, 'price_floor.set', 'staff', { ...facts, at: by.at });
}

function subjectOf(region: string): string {
  return region === WHOLE_SHOP ? 'shop' : region;
}

function textOf(bps: number | null): string {
  return bps === null ? OF_SHOP : formatPercent(bps);
}

function bpsOf(text: number | string | null): number | null {
  if (text === OF_SHOP) return null;
  return parsePercent(String(text));
}
