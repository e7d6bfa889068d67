import type { InventoryItem } from '@psnb2b/sdk';
import type { Context, Run } from '../context.ts';
import { table } from '../output/table.ts';
import { writeTo } from '../terminal.ts';

interface Options {
  readonly region?: readonly string[];
  readonly denomination?: string;
  readonly inStock?: boolean;
  readonly watch?: boolean;
}

const figure = (title: string) => ({ title, isFigure: true });

export const inventory: Run<Options> = async (context, [sku], options) => {
  const { client } = await context.shop();
  const { signal } = context;
  if (options.watch) return watch(context, sku, options);
  if (sku !== undefined) {
    const item = await client.inventory.get(sku, { signal });
    return context.print(item, rowsOf([item], context));
  }
  const { region, denomination, inStock: in_stock } = options;
  const reply = await client.inventory.list({ region, denomination, in_stock }, { signal });
  await context.print(reply, rowsOf(reply.data, context));
};

function rowsOf(items: readonly InventoryItem[], { paint }: Context): string {
  return table(
    ['PRODUCT', figure('FACE VALUE'), figure('PRICE'), 'IN', figure('AVAILABLE'), 'STATUS'],
    items.map((item) => [
      item.sku,
      `${item.denomination} ${item.face_currency}`,
      item.unit_price,
      item.currency,
      item.available,
      item.status,
    ]),
    { paint, empty: 'Nothing fits: leave out a filter.' },
  );
}

async function watch(context: Context, sku: string | undefined, options: Options): Promise<void> {
  const { client } = await context.shop();
  const regions = options.region?.map((each) => each.toUpperCase());
  const isWanted = (item: InventoryItem) =>
    (sku === undefined || item.sku === sku.toUpperCase()) &&
    (regions === undefined || regions.includes(item.region)) &&
    (options.denomination === undefined || item.denomination === Number(options.denomination)) &&
    (!options.inStock || item.in_stock);
  const mirror = client.inventory.mirror({ signal: context.signal });
  let isFirst = true;
  for await (const { changed } of mirror.follow()) {
    const items = changed.filter(isWanted);
    if (items.length === 0) continue;
    const lines = context.json
      ? items.map((item) => `${JSON.stringify(item)}\n`).join('')
      : rowsOf(items, context);
    // The titles once, then a line for each change.
    await writeTo(
      context.terminal.out,
      isFirst || context.json ? lines : lines.replace(/^.*\n/, ''),
    );
    isFirst = false;
  }
}
