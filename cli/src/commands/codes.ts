import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Jwk, OrderCode } from '@psnb2b/sdk';
import type { Context, Run } from '../context.ts';
import { usage } from '../exit.ts';
import { codesCsv } from '../output/codes-csv.ts';
import { reserve } from '../output/private-file.ts';
import { table } from '../output/table.ts';

interface Options {
  readonly out?: string;
  readonly force?: boolean;
  readonly raw?: boolean;
  readonly only?: readonly string[];
  readonly privateKey?: readonly string[];
  readonly masked?: boolean;
  readonly show?: boolean;
}

/** More than the JSON of one code with all of its members. */
const BYTES_OF_A_CODE = 1_024;

/** Downloads the codes of an order into a file. The file and its room are there before the first code is read. */
export const codes: Run<Options> = async (context, [orderId = ''], options) => {
  if (options.masked) return showMasked(context, orderId);
  if (options.out === undefined && !options.show) {
    throw usage(
      'Where to? Add --out codes.csv, or --show to print the codes here. --masked lists them without reading any.',
    );
  }
  const keys = await readKeys(options.privateKey);
  if (options.out === undefined) {
    const data = await download(context, orderId, options.only, keys);
    return context.print(
      { order_id: orderId, data },
      data.map(({ code, sealed }) => `${code ?? sealed ?? '-'}\n`).join(''),
    );
  }
  const kind = kindOf(options.out);
  const { client } = await context.shop();
  const masked = await client.codes.listMasked(orderId, { signal: context.signal });
  const bytes = (masked.data.length + 2) * BYTES_OF_A_CODE;
  await using file = await reserve(options.out, { bytes, force: options.force ?? false });
  const data = await download(context, orderId, options.only, keys);
  const text =
    kind === 'csv'
      ? codesCsv(data, options.raw ?? false)
      : `${JSON.stringify({ order_id: orderId, data }, null, 2)}\n`;
  await file.fill(text);
  await context.print(
    { file: file.path, codes: data.length, order_id: orderId },
    `${file.path}: ${data.length} ${data.length === 1 ? 'code' : 'codes'}\n`,
  );
};

/** Reads codes: opened if there are private keys, otherwise as the shop sends them. */
async function download(
  context: Context,
  orderId: string,
  only: readonly string[] | undefined,
  privateKeys: readonly Jwk[] | undefined,
): Promise<readonly OrderCode[]> {
  const { client } = await context.shop();
  const options = { signal: context.signal };
  if (privateKeys) {
    return client.codes.download(orderId, { ...options, codes: only, privateKeys });
  }
  return (await client.codes.list(orderId, only ? { code: only } : {}, options)).data;
}

async function showMasked(context: Context, orderId: string): Promise<void> {
  const { client } = await context.shop();
  const list = await client.codes.listMasked(orderId, { signal: context.signal });
  const rows = list.data.map((each) => [
    each.id,
    each.status,
    each.claimable_until,
    each.returnable_until ?? null,
  ]);
  const heads = ['CODE', 'STATUS', 'CLAIMABLE UNTIL', 'RETURNABLE UNTIL'];
  await context.print(list, table(heads, rows, { paint: context.paint, empty: 'No codes.' }));
}

function kindOf(name: string): 'csv' | 'json' {
  const end = extname(name).toLowerCase();
  if (end === '.csv') return 'csv';
  // A device has no ending.
  if (end === '.json' || (end === '' && name.startsWith('/dev/'))) return 'json';
  throw usage('The name of the file ends in .csv or .json.');
}

async function readKeys(paths: readonly string[] | undefined): Promise<Jwk[] | undefined> {
  if (paths === undefined) return undefined;
  return Promise.all(
    paths.map(async (path) => {
      const text = await readFile(path, 'utf8');
      try {
        return JSON.parse(text) as Jwk;
      } catch {
        // What JSON.parse says could quote the key.
        throw usage(`${path} is not a private key in the form of a JWK.`);
      }
    }),
  );
}
