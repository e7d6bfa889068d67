/** Guards: codes that are sealed many at a time, here or in a thread, open each in its own row alone, with the fingerprint of its text. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { FINGERPRINT_BYTES, fingerprinter } from './fingerprint-code.ts';
import { lotSealer } from './lot-sealer.ts';
import { openCode } from './open-code.ts';
import { writeUnsealed } from './seal-rows.ts';
import { SEALED_BYTES } from './sealed-code.ts';
import { newKey } from './wrapped-key.ts';

const keys = { lotId: randomUUID(), dataKey: newKey(), fingerprintKey: newKey() };
/** With bytes of others between. */
const form = { firstAt: 3, rowBytes: 200, codeIdAt: 2, fingerprintAt: 20, sealedAt: 40 };
const COUNT = 600;
const plain = (row: number) => ({
  productId: row % 7,
  code: `ab-${row}`,
  serial: row % 2 === 0 ? null : `é${row}`,
});

function unsealed(count: number): Buffer<ArrayBuffer> {
  const rows = Buffer.alloc(form.firstAt + count * form.rowBytes, 0xee);
  for (let row = 0; row < count; row += 1) writeUnsealed(rows, form, row, plain(row));
  return rows;
}

test.each([
  ['here', false],
  ['in a thread', true],
])('%s', async (_, isApart) => {
  await using sealer = lotSealer(keys, isApart);
  const bytes = unsealed(COUNT);
  const sealed = await sealer.seal({ form, bytes, count: COUNT, at: 1, rest: 0 });
  expect(bytes.length).toBe(isApart ? 0 : sealed.length);
  const rows = Buffer.from(sealed.buffer);
  expect(rows.includes('ab-')).toBe(false);
  const fingerprint = fingerprinter(keys.fingerprintKey);
  for (let row = 0; row < COUNT; row += 1) {
    const at = form.firstAt + row * form.rowBytes;
    const part = (from: number, size: number) => rows.subarray(at + from, at + from + size);
    const codeId = part(form.codeIdAt, 16).toString('hex');
    const place = { codeId, productId: plain(row).productId, lotId: keys.lotId };
    const opened = openCode(keys.dataKey, place, part(form.sealedAt, SEALED_BYTES));
    expect({ productId: place.productId, ...opened }).toEqual(plain(row));
    const found = part(form.fingerprintAt, FINGERPRINT_BYTES).toString('latin1');
    expect(found).toBe(fingerprint(`AB${row}`));
    expect(part(0, form.codeIdAt).toString('hex')).toBe('eeee');
  }
});

test('what cannot be sealed fails, and the next rows are sealed', async () => {
  await using sealer = lotSealer(keys, true);
  const seal = (count: number) => sealer.seal({ form, bytes: unsealed(3), count, at: 1, rest: 0 });
  await expect(seal(4)).rejects.toThrow('out of range');
  expect((await seal(3)).length).toBe(form.firstAt + 3 * form.rowBytes);
});
