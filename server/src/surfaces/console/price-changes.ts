import * as contract from '@psnb2b/contract';
import * as acts from '../../acts/index.ts';
import * as catalogue from '../../catalog/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Tx } from '../../kit/database/index.ts';
import { filters, given } from '../../kit/given.ts';
import { json, pageBothWays } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { present } from '../../kit/present.ts';
import { invalid } from '../../kit/refusal.ts';
import { madeOnce } from '../both/made-once.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';
import { partnerRefs } from '../present/partner-refs.ts';

/** Changes of many list prices: what they would change, and those that were made. */
export function priceChangeRoutes(parts: Parts) {
  const { database, catalog, versions } = parts;
  const { reads } = database;
  const planned = async (targets: acts.Targets, at: Date) =>
    json(200, await presentPlan(parts, targets, at));
  const whole = async (id: string) => presentWhole(parts, id);
  return onConsole({
    planPriceRule: async ({ body, at }) => {
      const { currency, rule: kind, percent, rounding, ...of } = body;
      const rule = { kind, bps: catalogue.bpsOfPercent(percent), rounding };
      const scope = { ...of, currency };
      return planned(await acts.targetsOfRule(reads, catalog.current, scope, rule), at);
    },
    planPriceFile: ({ body, at }) => planned(acts.targetsOfFile(catalog.current, body.csv), at),
    planPriceLines: ({ body, at }) => {
      const targets = acts.targetsOfLines(catalog.current, body.lines);
      return planned({ ...acts.onlyChanges(catalog.current, targets), skipped: [] }, at);
    },
    listPriceChanges: ({ query }) =>
      pageBothWays(
        catalogue.priceChangePages,
        filters(contract.PriceChangeQuery, query),
        (asked) => catalogue.listPriceChanges(reads, asked),
        async (found) => {
          const named = await nameActors(parts, found);
          return found.map((each) => present(contract.PriceChangeSummary, named(each)));
        },
      ),
    getPriceChange: async ({ params }) => json(200, await whole(params.price_change_id)),
    makePriceChange: async (call) => {
      const {
        lines,
        jumps,
        reason,
        takesEffectAt = null,
      } = given(contract.PriceChangeMake, call.body);
      const { replaces: other = null } = call.body;
      const replaces = other && idOf('pch', other, '/replaces');
      const wanted = { lines, jumps, reason, takesEffectAt, replaces };
      const make = (tx: Tx) => acts.makePriceChange(tx, parts, wanted, call.by);
      const reply = async (id: string) => json(201, await whole(id));
      const id = (made: string) => made;
      const answer = await madeOnce(database, call, {
        make,
        id,
        find: async (made) => made,
        reply,
      });
      await versions.poll();
      return answer;
    },
    cancelPriceChange: async ({ params, by }) => {
      await database.transaction((tx) => acts.cancelPriceChange(tx, params.price_change_id, by));
      return json(200, await whole(params.price_change_id));
    },
  });
}

async function presentPlan(
  { database: { reads }, catalog: { current } }: Parts,
  { targets, unchanged, skipped }: acts.Targets,
  at: Date,
) {
  if (targets.length > contract.priceLinesMax) {
    const detail = `These are ${targets.length} prices; one change sets at most ${contract.priceLinesMax}. Narrow the filter, or cut the file.`;
    throw invalid({ pointer: '', code: 'max_items', detail });
  }
  const previews = await acts.previewPrices(reads, current, targets, at);
  const concerned = await acts.concernedPartners(reads, current, previews);
  const refs = await partnerRefs(reads, concerned.large);
  const lines = previews.map((preview) => {
    const row = { ...preview, ...preview.product, needsTwo: preview.takesTwo };
    const regionName = catalogue.regionName(current, preview.product);
    return present(
      contract.PlannedPrice,
      { ...row, regionName },
      { denomination: preview.product.denominationMilli / 1000 },
    );
  });
  return {
    ...{ object: 'price_change_plan' as const, lines, unchanged, skipped: [...skipped] },
    partners: {
      concerned: concerned.concerned,
      large: concerned.large.map(({ partnerId, prices, mostBps }) => ({
        partner: refs(partnerId),
        ...{ prices, most_bps: mostBps },
      })),
      large_count: concerned.largeCount,
    },
  };
}

/** Replaces who made and ended changes by their names. */
async function nameActors(
  { database: { reads } }: Parts,
  changes: readonly catalogue.CountedPriceChange[],
) {
  const actors = changes.flatMap(({ madeBy, endedBy }) => [madeBy, endedBy ?? []].flat());
  const nameOf = await actorTexts(reads, actors);
  return (change: catalogue.CountedPriceChange) => ({
    ...change,
    madeBy: nameOf(change.madeBy),
    endedBy: change.endedBy && nameOf(change.endedBy),
  });
}

async function presentWhole(parts: Parts, id: string): Promise<contract.PriceChange> {
  const { database, catalog } = parts;
  const change = await catalogue.findPriceChange(database.reads, id);
  const named = await nameActors(parts, [change]);
  const stored = await catalogue.linesOfPriceChange(database.reads, id);
  const lines = stored.map((each) => {
    const product = catalog.product(each.productId);
    return { ...each, sku: required(product, `product ${each.productId} is listed`).sku };
  });
  const schema = contract.PriceChange.properties.lines.items;
  return present(contract.PriceChange, named(change), {
    lines: lines.map((each) => present(schema, each)),
  });
}
