/** Guards: each web app serves its API document to everybody who is signed in, with its own address. */
import { buildWebAppOpenapi } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openShop, type Shop, signUp, staff, visitor } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

test('each web app serves its own API document, only to people who are signed in', async () => {
  const people = { portal: await signUp(shop), console: await staff(shop, 'read_only') };
  for (const webApp of ['portal', 'console'] as const) {
    const reply = await people[webApp].visitor.get('/openapi.json');
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual(
      JSON.parse(JSON.stringify(buildWebAppOpenapi(webApp, { serverUrl: shop.url }))),
    );
    expect(await codeOf(visitor(shop, webApp).get('/openapi.json'))).toBe('session_required');
  }
});
