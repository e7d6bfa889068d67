/** Guards: each door describes itself to whoever is signed in at it, with the address it is at. */
import { buildDoorOpenapi } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openShop, type Shop, signUp, staff, visitor } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

test('the document of a door is its own, and not for strangers', async () => {
  const people = { portal: await signUp(shop), console: await staff(shop, 'read_only') };
  for (const door of ['portal', 'console'] as const) {
    const reply = await people[door].visitor.get('/openapi.json');
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual(
      JSON.parse(JSON.stringify(buildDoorOpenapi(door, { serverUrl: shop.url }))),
    );
    expect(await codeOf(visitor(shop, door).get('/openapi.json'))).toBe('session_required');
  }
});
