import type { Command } from 'commander';
import {
  assignPriceList,
  changePriceList,
  createPriceList,
  setFixedPrices,
} from '../acts/index.ts';
import type { App } from '../app.ts';
import {
  bpsOfPercent,
  findPriceList,
  formatPercent,
  listPriceLists,
  readFixedPrices,
  type StoredPriceList,
} from '../catalog/index.ts';
import { readGivenFile } from '../kit/given-file.ts';
import { idOf } from '../kit/id-of.ts';
import { formatId } from '../kit/ids.ts';
import { invalid } from '../kit/refusal.ts';
import { jumpOption } from './jump-option.ts';
import { act, OPERATOR, partnerIdOf } from './session.ts';

interface Options {
  json?: boolean;
  list: string;
}

/** Price lists of some partners, in place of the list prices. */
export function priceListCommands(program: Command): void {
  const lists = program
    .command('price-lists')
    .description('prices of some partners in place of the list prices, before their tier');
  lists.command('list').description('list all of them').option('--json').action(act(list));
  lists
    .command('create')
    .description('add one at the list prices')
    .requiredOption('--name <name>')
    .option('--currency <code>', 'of its prices and its partners', 'USD')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; name: string; currency: string }) => {
        const id = await app.database.transaction((tx) => createPriceList(tx, options, byOf(app)));
        return shownList(app, id);
      }),
    );
  lists
    .command('set')
    .description('set the percentage of a list, its fixed prices, or both')
    .requiredOption('--list <id>')
    .option('--percent <number>', 'added to every list price without a fixed one; -2 takes away')
    .option('--file <csv>', 'region,denomination,price; an empty price removes the fixed one')
    .option(...jumpOption)
    .option('--jump-percent', 'the percentage is meant, although it doubles or halves prices')
    .option('--json')
    .action(act(set));
  lists
    .command('assign')
    .description('let a partner buy at a list; none: at the list prices')
    .requiredOption('--partner <id>')
    .requiredOption('--list <id>', 'or none')
    .option('--json')
    .action(
      act(async (app, options: Options & { partner: string }) => {
        const id = options.list === 'none' ? null : listIdOf(options.list);
        const partnerId = partnerIdOf(options.partner);
        await app.database.transaction((tx) => assignPriceList(tx, partnerId, id, byOf(app)));
        const value = { partner: options.partner, price_list: id && formatId('pls', id) };
        return { value, lines: [`${value.partner}  ${value.price_list ?? 'the list prices'}`] };
      }),
    );
}

const byOf = ({ clock }: App) => ({ actor: OPERATOR, at: clock.now() });
const listIdOf = (text: string) => idOf('pls', text, '/list');

async function list({ database }: App) {
  const found = (await listPriceLists(database.reads)).map(shown);
  return { value: found, lines: found.length > 0 ? found.map(lineOf) : ['no price lists'] };
}

interface SetOptions extends Options {
  readonly percent?: string;
  readonly file?: string;
  readonly jump: readonly string[];
  readonly jumpPercent?: boolean;
}

async function set(app: App, { list: text, percent, file, jump: jumps, jumpPercent }: SetOptions) {
  const csv = file === undefined ? null : await readGivenFile(file);
  const priceListId = listIdOf(text);
  const by = byOf(app);
  if (csv !== null) {
    const { currency } = await findPriceList(app.database.reads, priceListId);
    const rows = readFixedPrices(csv, app.catalog.current, currency);
    await app.database.transaction((tx) => setFixedPrices(tx, priceListId, { rows, jumps }, by));
  }
  if (percent !== undefined) {
    const value = Number(percent);
    if (!(value >= -90 && value <= 900)) {
      const detail = 'It must be a number from -90 to 900.';
      throw invalid({ pointer: '/percent', code: 'minimum', detail });
    }
    const percentBps = bpsOfPercent(value);
    await app.database.transaction(async (tx) => {
      const { name, percentBps: beforeBps } = await findPriceList(tx, priceListId);
      const terms = { priceListId, name, percentBps, beforeBps, jump: jumpPercent === true };
      await changePriceList(tx, app, terms, by);
    });
  }
  return shownList(app, priceListId);
}

async function shownList({ database }: App, id: string) {
  const value = shown(await findPriceList(database.reads, id));
  return { value, lines: [lineOf(value)] };
}

function shown(each: StoredPriceList) {
  const { name, currency, percentBps, fixedPrices, partnerCount } = each;
  return {
    id: formatId('pls', each.priceListId),
    ...{ name, currency, percent: formatPercent(percentBps) },
    ...{ fixed_prices: fixedPrices, partners: partnerCount },
  };
}

function lineOf(value: ReturnType<typeof shown>): string {
  return `${value.id}  ${value.currency}  ${value.percent}  ${value.fixed_prices} fixed  ${value.partners} partners  ${value.name}`;
}
