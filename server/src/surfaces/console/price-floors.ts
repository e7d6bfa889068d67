import * as contract from '@psnb2b/contract';
import { setPriceFloor } from '../../acts/index.ts';
import { bpsOfPercent, listPriceFloors, parseRegion, WHOLE_SHOP } from '../../catalog/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import { json, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { commit } from '../both/commit.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { proposedReply } from '../present/proposal.ts';

/** The lowest prices that one person may set: of the shop, and of regions. */
export function priceFloorRoutes(parts: Parts) {
  const { reads } = parts.database;
  return onConsole({
    listPriceFloors: async () => whole(await presentFloors(parts)),
    setPriceFloor: async (call) => {
      const { region: name } = call.params;
      const region = name === 'shop' ? WHOLE_SHOP : parseRegion(name);
      const { margin_percent: percent } = call.body;
      const marginBps = percent === null ? null : bpsOfPercent(percent, '/margin_percent');
      const setting = { region, marginBps };
      const proposal = await commit(parts, (tx) => setPriceFloor(tx, parts, setting, call.by));
      if (proposal) return proposedReply(reads, proposal, call);
      const floors = await presentFloors(parts);
      const id = region === WHOLE_SHOP ? 'shop' : region;
      const floor = floors.find((each) => each.id === id);
      return json(200, required(floor, `region ${region} is listed`));
    },
  });
}

async function presentFloors({ database: { reads }, catalog: { current } }: Parts) {
  const stored = await listPriceFloors(reads);
  const byRegion = new Map(stored.map((each) => [each.region, each]));
  const names = await actorTexts(
    reads,
    stored.map(({ changedBy }) => changedBy),
  );
  const shown = (region: string, id: string, name: string) => {
    const own = byRegion.get(region);
    const row = {
      ...{ id, name },
      marginPercent: own === undefined ? null : own.marginBps / 100,
      appliesPercent: current.floorBps(region) / 100,
      changedAt: own?.changedAt ?? null,
      changedBy: own ? names(own.changedBy) : null,
    };
    return present(contract.PriceFloor, row);
  };
  const regions = [...current.regions.values()];
  return [
    shown(WHOLE_SHOP, 'shop', ''),
    ...regions.map(({ region, name }) => shown(region, region, name)),
  ];
}
