import type { Command } from 'commander';
import { searchProducts } from '../catalog/index.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { withStock } from '../reports/index.ts';
import { setThreshold } from '../stock/index.ts';
import { act, integerOf, OPERATOR } from './session.ts';

const THRESHOLD_MAX = 10_000_000;

/** How long the stock of products lasts, and when staff are warned. */
export function levelCommands(stock: Command): void {
  stock
    .command('levels')
    .description('list products with stock or a threshold: how long they last, and which are low')
    .option('--json')
    .action(
      act(async ({ catalog, clock, database }) => {
        const { current } = catalog;
        const all = await withStock(
          database.reads,
          current,
          searchProducts(current, {}),
          clock.now(),
        );
        const value = all
          .filter(({ available, threshold }) => available > 0 || threshold !== null)
          .map((each) => ({
            sku: each.sku,
            available: each.available,
            cover_days: each.coverDays,
            expiring: each.expiring,
            threshold: each.threshold,
            is_low: each.isLow,
          }));
        const lines = value.map(
          (each) =>
            `${each.sku.padEnd(14)} available ${each.available}  ` +
            `${each.cover_days === null ? 'no sales' : `lasts ${each.cover_days} days`}  ` +
            `${each.threshold === null ? 'no threshold' : `threshold ${each.threshold}`}${each.is_low ? '  low' : ''}`,
        );
        return { value, lines };
      }),
    );
  stock
    .command('set-threshold')
    .description('set from how many codes on staff are warned that a product is low')
    .requiredOption('--sku <sku>', 'PSN-US-50')
    .option('--codes <n>', 'the threshold')
    .option('--none', 'nobody is warned')
    .option('--json')
    .action(
      act(async (app, options: { json?: boolean; sku: string; codes?: string; none?: boolean }) => {
        const { catalog, clock, database } = app;
        const product = catalog.current.productBySku(options.sku);
        if (!product) throw new Refusal('unknown_product');
        if ((options.codes === undefined) === (options.none === undefined)) {
          const detail = 'Name a number with --codes, or --none.';
          throw invalid({ pointer: '/codes', code: 'required', detail });
        }
        const codes =
          options.codes === undefined ? null : integerOf('codes', options.codes, 0, THRESHOLD_MAX);
        const by = { actor: OPERATOR, at: clock.now() };
        await database.transaction((tx) => setThreshold(tx, { ...product, codes }, by));
        const line =
          codes === null
            ? `nobody is warned of ${product.sku}`
            : `staff are warned when ${product.sku} has ${codes} codes or fewer`;
        return { value: { sku: product.sku, threshold: codes }, lines: [line] };
      }),
    );
}
