import type { Command } from 'commander';
import { addProductWithShelves, changeProductStatus } from '../acts/index.ts';
import { addRegion, PRODUCT_STATUSES, parseDenomination, parseRegion } from '../catalog/index.ts';
import { invalid } from '../kit/refusal.ts';
import { act, OPERATOR } from './session.ts';

interface Options {
  json?: boolean;
  sku: string;
  status: string;
  region: string;
  denomination: string;
  name: string;
  currency: string;
}

/** Products and regions of the catalogue. */
export function productCommands(program: Command): void {
  const products = program.command('products').description('products and regions of the catalogue');
  products
    .command('status')
    .description('activate, pause or retire a product; only an active one is sold')
    .requiredOption('--sku <sku>', 'PSN-US-50')
    .requiredOption('--status <status>', PRODUCT_STATUSES.join(', '))
    .option('--json')
    .action(
      act(async (app, { sku, status }: Options) => {
        const next = PRODUCT_STATUSES.find((each) => each === status);
        if (next === undefined) {
          const detail = `It must be one of ${PRODUCT_STATUSES.join(', ')}.`;
          throw invalid({ pointer: '/status', code: 'enum', detail });
        }
        const value = { sku: sku.toUpperCase(), status: next };
        const by = { actor: OPERATOR, at: app.clock.now() };
        await app.database.transaction((tx) => changeProductStatus(tx, value, by));
        return { value, lines: [`${value.sku}  ${next}`] };
      }),
    );
  products
    .command('add')
    .description('add a face value of a region; set a list price to sell it')
    .requiredOption('--region <code>', 'US')
    .requiredOption('--denomination <value>', '50')
    .option('--json')
    .action(
      act(async (app, { region, denomination }: Options) => {
        const product = {
          region: parseRegion(region),
          denominationMilli: parseDenomination(denomination),
        };
        const by = { actor: OPERATOR, at: app.clock.now() };
        const sku = await app.database.transaction((tx) => addProductWithShelves(tx, product, by));
        return { value: { sku }, lines: [sku] };
      }),
    );
  products
    .command('add-region')
    .description('add a region without products')
    .requiredOption('--region <code>', 'US')
    .requiredOption('--name <name>', 'in English')
    .requiredOption('--currency <code>', 'of the face values of its cards')
    .option('--json')
    .action(
      act(async (app, { region, name, currency }: Options) => {
        const value = { region: parseRegion(region), name: name.trim(), currency };
        if (!/^[A-Z]{2}$/.test(value.region) || !/^[A-Z]{3}$/.test(currency) || value.name === '') {
          const detail = 'Write a region such as US, a name, and a currency such as USD.';
          throw invalid({ pointer: '/region', code: 'pattern', detail });
        }
        const by = { actor: OPERATOR, at: app.clock.now() };
        await app.database.transaction((tx) => addRegion(tx, value, by));
        return { value, lines: [`${value.region}  ${value.name}  ${currency}`] };
      }),
    );
}
