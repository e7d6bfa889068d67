import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Psnb2b } from '@psnb2b/sdk';
import { codesCsv } from '../output/codes-csv.ts';
import { reserve } from '../output/private-file.ts';
import { type Spending, totalOf } from './spending.ts';

export interface ToolParts {
  readonly client: Psnb2b;
  readonly spending: Spending;
  /** Where `save_codes` writes. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Asks a person; false if they decline, or nobody can be asked. */
  readonly approve: (question: string) => Promise<boolean>;
}

type Given = Readonly<Record<string, unknown>>;
/** A person may be shown it in a command, so it has nothing that a shell would run. */
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const BYTES_OF_A_CODE = 1_024;

/** What a tool refuses itself, for the model to read. */
export class ToolRefusal extends Error {
  override readonly name = 'ToolRefusal';
}

/** Runs a tool; null if there is none of that name. */
export async function callTool(parts: ToolParts, name: string, given: Given): Promise<unknown> {
  const { client, signal } = parts;
  switch (name) {
    case 'get_inventory':
      return client.inventory.list(
        {
          ...(given.region !== undefined && { region: [textIn(given, 'region')] }),
          ...(typeof given.in_stock === 'boolean' && { in_stock: given.in_stock }),
        },
        { signal },
      );
    case 'get_balance':
      return client.balance.get({ signal });
    case 'list_orders': {
      const query = given.reference === undefined ? {} : { reference: textIn(given, 'reference') };
      return client.orders.list({ limit: 20, ...query }, { signal });
    }
    case 'get_order': {
      const order = await client.orders.get(textIn(given, 'order_id'), { signal });
      if (order.status !== 'delivered') return { order };
      const { data } = await client.codes.listMasked(order.id, { signal });
      return { order, codes: data.map(({ code: _code, sealed: _sealed, ...rest }) => rest) };
    }
    case 'place_order':
      return placeOrder(parts, given);
    case 'save_codes':
      return saveCodes(parts, given);
    case 'list_claims':
      return client.claims.list({ limit: 20 }, { signal });
    case 'file_claim': {
      const codes = Array.isArray(given.codes) ? given.codes.map(String) : [];
      const body = {
        order_id: textIn(given, 'order_id'),
        codes,
        reason: textIn(given, 'reason') as 'invalid',
        description: textIn(given, 'description'),
      };
      const idempotencyKey = `mcp-claim-${body.order_id}-${[...codes].sort().join('-')}`.slice(
        0,
        255,
      );
      return client.claims.create(body, { signal, idempotencyKey });
    }
    default:
      return null;
  }
}

/** At the price of now or less: the price that was approved is the most that is paid. */
async function placeOrder(parts: ToolParts, given: Given): Promise<unknown> {
  const { client, spending, signal } = parts;
  const reference = textIn(given, 'reference');
  if (!REFERENCE.test(reference)) {
    throw new ToolRefusal(
      'reference has 1 to 100 letters, digits, dots, hyphens and underscores, and begins with a letter or digit.',
    );
  }
  const quantity = given.quantity;
  if (typeof quantity !== 'number' || !Number.isInteger(quantity) || quantity < 1) {
    throw new ToolRefusal('quantity is a whole number above 0.');
  }
  const placed = await client.orders.byReference(reference, { signal });
  if (placed) return { already_placed: true, order: placed };
  const item = await client.inventory.get(textIn(given, 'sku'), { signal });
  const total = totalOf(item.unit_price, quantity);
  const question = `Buy ${quantity} × ${item.sku} for ${total} ${item.currency}?`;
  // Counted before the call: one without a reply may have been placed.
  const isWithin = await spending.take(total);
  if (!isWithin && !(await parts.approve(question))) {
    throw new ToolRefusal(
      `Nobody approved: ${question} Nothing was bought. A person can run: psnb2b order ${item.region} ${item.denomination} ${quantity} --reference ${reference}`,
    );
  }
  const { region, denomination, unit_price: max_unit_price } = item;
  if (!isWithin) await spending.startOver();
  const body = { region, denomination, quantity, reference, max_unit_price };
  return client.orders.createAndWait(body, {
    signal,
    idempotencyKey: `mcp-${reference}`,
  });
}

/** The model chooses a name, never a folder. */
async function saveCodes({ client, folder, signal }: ToolParts, given: Given): Promise<unknown> {
  const orderId = textIn(given, 'order_id');
  const name = textIn(given, 'file');
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,79}\.(csv|json)$/.test(name)) {
    throw new ToolRefusal('file is a name such as order-1042.csv, without a folder.');
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const masked = await client.codes.listMasked(orderId, { signal });
  const bytes = (masked.data.length + 2) * BYTES_OF_A_CODE;
  await using file = await reserve(join(folder, name), { bytes, force: false });
  const { data } = await client.codes.list(orderId, {}, { signal });
  await file.fill(
    name.endsWith('.csv')
      ? codesCsv(data, false)
      : `${JSON.stringify({ order_id: orderId, data }, null, 2)}\n`,
  );
  return { file: file.path, codes: data.length };
}

function textIn(given: Given, name: string): string {
  const value = given[name];
  if (typeof value === 'string' && value !== '' && value.length <= 1_000) return value;
  throw new ToolRefusal(`${name} is a text, and not empty.`);
}
