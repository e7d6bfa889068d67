import {
  bareShape,
  faultsOf,
  PriceFloorSet,
  type PriceJump,
  PriceRule,
  priceChangeStates,
  priceCsvColumns,
  priceRoundings,
  priceRules,
} from '@psnb2b/contract';
import type { Command } from 'commander';
import {
  cancelPriceChange,
  makePriceChange,
  type PricePreview,
  previewPrices,
  setPriceFloor,
  targetsOfRule,
} from '../acts/index.ts';
import type { App } from '../app.ts';
import {
  bpsOfPercent,
  type CountedPriceChange,
  findPriceChange,
  listPriceChanges,
  listPriceHistory,
  parseRegion,
  priceFileLines,
  WHOLE_SHOP,
} from '../catalog/index.ts';
import { csvLine } from '../kit/csv/index.ts';
import { idOf } from '../kit/id-of.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { isoOrNull } from '../kit/time.ts';
import { jumpOption } from './jump-option.ts';
import { act, OPERATOR } from './session.ts';

const LISTED_MAX = 100;

interface ChangeOptions {
  json?: boolean;
  rule: string;
  percent: string;
  rounding: string;
  currency: string;
  region?: string;
  q?: string;
  at?: string;
  replaces?: string;
  reason: string;
  jump: readonly string[];
  dryRun?: boolean;
}

/** Changes of many list prices: by a rule, at once or at a time. */
export function priceChangeCommands(prices: Command): void {
  prices
    .command('change')
    .description(
      'change list prices by a rule, at once or at a time; with --dry-run only show them',
    )
    .requiredOption('--percent <number>', 'per cent that are added: 2.5, or -3 to lower prices')
    .requiredOption('--reason <text>', 'why, for the history')
    .option('--rule <rule>', priceRules.join(' or '), 'percent')
    .option('--rounding <form>', `round up: ${priceRoundings.join(', ')}`, 'minor')
    .option('--currency <code>', 'of the list prices', 'USD')
    .option('--region <code>', 'only this region')
    .option('--q <text>', 'only products with this in their SKU or region')
    .option('--at <time>', 'when, such as 2026-12-01T00:00:00Z; at once without it')
    .option(
      '--replaces <id>',
      'a change that waits or is scheduled, and is cancelled with this one',
    )
    .option(...jumpOption)
    .option('--dry-run')
    .option('--json')
    .action(act(change));
  prices
    .command('floor')
    .description('list the margins over cost that one person must leave, or set one')
    .option('--region <code>', 'only of this region; without it of the shop')
    .option('--margin <percent>', 'per cent over cost; none: that of the shop applies')
    .option('--json')
    .action(act(floors));
  prices
    .command('export')
    .description('print the list prices as a file that prices set reads')
    .option('--currency <code>', 'only these; products without one have a line to fill in')
    .option('--json')
    .action(act(exportPrices));
  prices
    .command('changes')
    .description(`list the newest ${LISTED_MAX} price changes`)
    .option('--state <state>', priceChangeStates.join(', '))
    .option('--json')
    .action(act(listChanges));
  prices
    .command('cancel')
    .description('cancel a price change that waits or is scheduled')
    .requiredOption('--change <id>')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; change: string }) => {
        const id = idOf('pch', options.change, '/change');
        const by = { actor: OPERATOR, at: app.clock.now() };
        await app.database.transaction((tx) => cancelPriceChange(tx, id, by));
        const value = shown(await findPriceChange(app.database.reads, id));
        return { value, lines: [lineOf(value)] };
      }),
    );
  prices
    .command('history')
    .description(
      `list the last ${LISTED_MAX} prices of a product: when, who, from what to what, why`,
    )
    .requiredOption('--sku <sku>', 'PSN-US-50')
    .option('--json')
    .action(act(history));
}

/** Sets a floor, or lists all of them. */
async function floors(
  app: App,
  { region, margin }: { json?: boolean; region?: string; margin?: string },
) {
  const { database, versions } = app;
  if (margin !== undefined) {
    const asked = margin === 'none' ? null : Number(margin);
    const faults = faultsOf(bareShape(PriceFloorSet), { margin_percent: asked });
    if (faults.length > 0) throw invalid(...faults);
    const marginBps = asked === null ? null : bpsOfPercent(asked, '/margin');
    const setting = { region: region === undefined ? WHOLE_SHOP : parseRegion(region), marginBps };
    const by = { actor: OPERATOR, at: app.clock.now() };
    await database.transaction((tx) => setPriceFloor(tx, app, setting, by));
    await versions.poll();
  }
  const { current } = app.catalog;
  const value = [WHOLE_SHOP, ...current.regions.keys()].map((each) => ({
    region: each === WHOLE_SHOP ? 'shop' : each,
    own_bps: current.ownFloorBps(each),
    applies_bps: current.floorBps(each),
  }));
  const lines = value.map(
    (each) =>
      `${each.region}  ${(each.applies_bps / 100).toFixed(2)} %${each.own_bps === null ? '' : '  own'}`,
  );
  return { value, lines };
}

async function change(app: App, options: ChangeOptions) {
  const { rule, percent, rounding, currency, region, q, reason, jump } = options;
  const { reads } = app.database;
  const members = {
    ...{ rule, percent: Number(percent), rounding, currency },
    ...(region !== undefined && { region: region.toUpperCase() }),
    ...(q !== undefined && { q }),
  };
  const faults = faultsOf(bareShape(PriceRule), members);
  if (faults.length > 0) throw invalid(...faults);
  const checked = members as PriceRule;
  const terms = {
    kind: checked.rule,
    bps: bpsOfPercent(checked.percent),
    rounding: checked.rounding,
  };
  const catalog = app.catalog.current;
  const { targets, skipped } = await targetsOfRule(reads, catalog, checked, terms);
  const at = app.clock.now();
  const previews = await previewPrices(reads, catalog, targets, at);
  const left = skipped.map(({ sku, why }) => `${sku}  skipped: ${why}`);
  const lines = [...previews.map(previewLine), ...left];
  if (options.dryRun || previews.length === 0) {
    return { value: { prices: previews.map(previewValue), skipped }, lines };
  }
  const wanted = {
    lines: previews.map(previewValue),
    jumps: jump.map((sku) => ({ sku, currency: checked.currency })),
    reason,
    takesEffectAt: options.at === undefined ? null : timeOf(options.at),
    replaces: options.replaces === undefined ? null : idOf('pch', options.replaces, '/replaces'),
  };
  const by = { actor: OPERATOR, at };
  const id = await app.database.transaction((tx) => makePriceChange(tx, app, wanted, by));
  const value = shown(await findPriceChange(reads, id));
  return { value, lines: [...lines, lineOf(value)] };
}

function timeOf(text: string): Date {
  const time = new Date(text);
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  if (isWhole && !Number.isNaN(time.getTime())) return time;
  const detail = 'Write a time with its zone, such as 2026-12-01T00:00:00Z.';
  throw invalid({ pointer: '/at', code: 'format', detail });
}

function previewValue({ product: { sku }, currency, before, after }: PricePreview) {
  return {
    ...{ sku, currency },
    before: before === null ? null : formatMoney(before, currency),
    after: formatMoney(after, currency),
  };
}

const NOTES: Readonly<Record<PriceJump, string>> = {
  price: 'ten times or more',
  face_value: 'far from its face value',
  cost: 'far from its cost',
  currency: 'the number on the card, in another currency',
};

function previewLine(preview: PricePreview): string {
  const { sku, before, after, currency } = previewValue(preview);
  const notes = [
    preview.belowFloor ? 'below the floor' : '',
    preview.jump === null ? '' : NOTES[preview.jump],
    preview.costHigh === null ? 'cost unknown' : '',
  ].filter((note) => note !== '');
  const said = notes.length > 0 ? `  (${notes.join(', ')})` : '';
  return `${sku}  ${before ?? 'none'} → ${after} ${currency}${said}`;
}

async function exportPrices(
  { catalog: { current } }: App,
  { currency }: { json?: boolean; currency?: string },
) {
  const rows = current.products.flatMap((product) => priceFileLines(current, product, currency));
  const value = rows.map(({ denomination, list_price, ...row }) => ({
    ...row,
    denomination: denomination.text,
    list_price: list_price.text,
  }));
  const header = csvLine(priceCsvColumns).trim();
  const lines = rows.map((row) => csvLine(priceCsvColumns.map((column) => row[column])).trim());
  return { value, lines: [header, ...lines] };
}

async function listChanges({ database }: App, { state }: { json?: boolean; state?: string }) {
  const known = priceChangeStates.find((each) => each === state);
  if (state !== undefined && known === undefined) {
    const detail = `It must be one of ${priceChangeStates.join(', ')}.`;
    throw invalid({ pointer: '/state', code: 'enum', detail });
  }
  const found = await listPriceChanges(database.reads, { limit: LISTED_MAX, state: known });
  const value = found.map(shown);
  return { value, lines: value.length > 0 ? value.map(lineOf) : ['no price changes'] };
}

function shown(change: CountedPriceChange) {
  const { state, reason, prices, changed, leftOut } = change;
  return {
    id: formatId('pch', change.priceChangeId),
    ...{ state, reason, prices, changed },
    left_out: leftOut,
    takes_effect_at: isoOrNull(change.takesEffectAt),
  };
}

function lineOf(value: ReturnType<typeof shown>): string {
  const when = value.takes_effect_at ?? 'at once';
  return `${value.id}  ${value.state}  ${when}  ${value.changed} of ${value.prices} changed  ${value.reason}`;
}

async function history({ database, catalog }: App, { sku }: { json?: boolean; sku: string }) {
  const product = catalog.current.productBySku(sku.toUpperCase());
  if (!product) throw new Refusal('not_found', {}, { detail: `${sku} is not a product.` });
  const { productId } = product;
  const found = await listPriceHistory(database.reads, { productId, limit: LISTED_MAX });
  const value = found.map(({ currency, before, after, changedAt, actor, reason, ...of }) => ({
    at: changedAt.toISOString(),
    ...{ currency, actor, reason },
    before: before === null ? null : formatMoney(before, currency),
    after: after === null ? null : formatMoney(after, currency),
    partner: of.partnerId && formatId('prt', of.partnerId),
    price_list: of.priceListName,
  }));
  const lines = value.map(
    (each) =>
      `${each.at}  ${each.before ?? 'none'} → ${each.after ?? 'none'} ${each.currency}  ${each.actor}` +
      `${each.partner ? `  ${each.partner}` : ''}${each.price_list ? `  in ${each.price_list}` : ''}${each.reason ? `  ${each.reason}` : ''}`,
  );
  return { value, lines: lines.length > 0 ? lines : ['no price was set'] };
}
