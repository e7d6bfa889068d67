import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { ShopProduct } from './shop.ts';

/** Without letters and digits that people confuse, as on real cards; 32, so that the low bits of a byte choose one. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LENGTH = 12;
const ROWS_PER_WRITE = 5_000;

/** Writes a supplier's file of invented codes; the rows alternate between the products. */
export async function writeCodesFile(
  path: string,
  products: readonly ShopProduct[],
  rows: number,
): Promise<void> {
  const file = createWriteStream(path);
  file.write('region,denomination,code\n');
  for (let row = 0; row < rows; row += ROWS_PER_WRITE) {
    const count = Math.min(ROWS_PER_WRITE, rows - row);
    const random = randomBytes(count * CODE_LENGTH);
    let text = '';
    for (let each = 0; each < count; each += 1) {
      const product = products[(row + each) % products.length];
      text += `${product?.region},${product?.denomination},${codeOf(random, each)}\n`;
    }
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

function codeOf(random: Buffer, number: number): string {
  let code = '';
  for (let at = 0; at < CODE_LENGTH; at += 1) {
    if (at > 0 && at % 4 === 0) code += '-';
    code += ALPHABET[(random[number * CODE_LENGTH + at] ?? 0) % ALPHABET.length];
  }
  return code;
}
