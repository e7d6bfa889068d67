import { stockSorts } from '@psnb2b/contract';
import type { Command } from 'commander';
import { planStockThresholds, setStockThresholds, type ThresholdsAsked } from '../acts/index.ts';
import type { App } from '../app.ts';
import { parseRegion } from '../catalog/index.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { sortStock, withStock } from '../reports/index.ts';
import { setThreshold } from '../stock/index.ts';
import { act, integerOf, OPERATOR } from './session.ts';

const THRESHOLD_MAX = 10_000_000;
const DAYS_MAX = 90;

/** How long the stock of products lasts, and when staff are warned. */
export function levelCommands(stock: Command): void {
  stock
    .command('levels')
    .description('list products with stock or a threshold: how long they last, and which are low')
    .option('--sort <order>', stockSorts.join(', '), 'product')
    .option('--json')
    .action(
      act(async ({ catalog, clock, database: { reads } }, options: ListOptions) => {
        const { current } = catalog;
        const sort = stockSorts.find((each) => each === options.sort);
        if (sort === undefined) {
          const detail = `It must be one of ${stockSorts.join(', ')}.`;
          throw invalid({ pointer: '/sort', code: 'enum', detail });
        }
        const sorted = (await sortStock(reads, current, {}, sort))({});
        const all = await withStock(reads, current, sorted, clock.now());
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
    .description('set from how many codes on staff are warned that products are low')
    .option('--sku <sku>', 'PSN-US-50; repeat it', repeated, [])
    .option('--region <code>', 'every product of this region that was in stock and is not retired')
    .option('--codes <n>', 'the threshold')
    .option('--days <n>', 'as many codes as each product sells in so many days')
    .option('--none', 'nobody is warned')
    .option('--dry-run', 'only show what would change')
    .option('--json')
    .action(act(setLevels));
}

interface ListOptions {
  readonly json?: boolean;
  readonly sort: string;
}

interface Options {
  readonly json?: boolean;
  readonly sku: readonly string[];
  readonly region?: string;
  readonly codes?: string;
  readonly days?: string;
  readonly none?: boolean;
  readonly dryRun?: boolean;
}

const repeated = (sku: string, skus: readonly string[]): readonly string[] => [...skus, sku];

/** One product by itself, as the console does; many with one entry in the audit log. */
async function setLevels(app: App, options: Options) {
  const { database, clock } = app;
  const { current } = app.catalog;
  const asked = askedOf(options);
  const by = { actor: OPERATOR, at: clock.now() };
  const [only, ...others] = asked.skus ?? [];
  if (only !== undefined && others.length === 0 && asked.codes !== undefined && !options.dryRun) {
    const product = current.productBySku(only);
    if (!product) throw new Refusal('unknown_product');
    const { codes } = asked;
    await database.transaction((tx) => setThreshold(tx, { ...product, codes }, by));
    const value = { sku: product.sku, threshold: codes };
    return { value, lines: [lineOf(value)] };
  }
  const plan = options.dryRun
    ? await planStockThresholds(database.reads, current, asked, by.at)
    : await database.transaction((tx) => setStockThresholds(tx, current, asked, by));
  const steps = plan.steps.map(({ sku, before, after, available, willBeLow }) => ({
    ...{ sku, before, after, available, will_be_low: willBeLow },
  }));
  const value = {
    ...{ steps, unchanged: plan.unchanged, without_pace: plan.withoutPace },
    ...{ low_now: plan.lowNow, low_then: plan.lowThen },
  };
  return {
    value,
    lines: [
      ...steps.map((step) => stepLine(step)),
      ...plan.withoutPace.map((sku) => `${sku}  nothing was sold, stays as it is`),
      `${steps.length} ${options.dryRun ? 'would change' : 'changed'}, ${plan.unchanged} unchanged; low: ${plan.lowNow} before, ${plan.lowThen} after`,
    ],
  };
}

function askedOf({ sku, region, codes, days, none }: Options): ThresholdsAsked {
  const ways = [codes, days, none].filter((each) => each !== undefined);
  if (ways.length !== 1) {
    const detail = 'Name a number with --codes or --days, or --none.';
    throw invalid({ pointer: '/codes', code: 'required', detail });
  }
  return {
    ...(sku.length > 0 && { skus: sku.map((each) => each.toUpperCase()) }),
    ...(region !== undefined && { region: parseRegion(region) }),
    ...(days === undefined
      ? { codes: codes === undefined ? null : integerOf('codes', codes, 0, THRESHOLD_MAX) }
      : { days: integerOf('days', days, 1, DAYS_MAX) }),
  };
}

function lineOf({ sku, threshold }: { readonly sku: string; readonly threshold: number | null }) {
  if (threshold === null) return `nobody is warned of ${sku}`;
  return `staff are warned when ${sku} has ${threshold} codes or fewer`;
}

interface Step {
  readonly sku: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly available: number;
  readonly will_be_low: boolean;
}

function stepLine({ sku, before, after, available, will_be_low }: Step): string {
  const low = will_be_low ? '  low' : '';
  return `${sku}  ${before ?? 'none'} → ${after ?? 'none'}  available ${available}${low}`;
}
