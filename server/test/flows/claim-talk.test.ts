/**
 * Guards: messages and evidence of claims. Both sides write, the answer to an information request returns the claim to
 * review, no code is stored in any text, and evidence is accepted only if it is a picture or a document by its content.
 */
import { readFileSync } from 'node:fs';
import type { Claim, ClaimMessage } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMessage, startReview, tenantOfClaim } from '../../src/claims/index.ts';
import { assert } from '../../src/kit/assert.ts';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { findTenant } from '../../src/partners/index.ts';
import {
  buy,
  decide,
  file,
  formOf,
  openShop,
  type Shop,
  storedState,
} from '../../testkit/index.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../src/files/fixtures/${name}`, import.meta.url)));
const png = fixture('small.png');
const HOUR_MS = 3_600_000;

let clock: DrivenClock;
let shop: Shop;
let key: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  await shop.stock({ codes: 60 });
  ({ key } = await shop.buyer({ balance: '3000.00' }));
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => clock.advance(60_000));

async function claimed(): Promise<{ id: string; code: string; codeId: string }> {
  const { order, codes } = await buy(shop, key, 1);
  const [{ id: codeId, code } = { id: '' }] = codes;
  assert(code, 'a code was bought');
  const { body } = await file(shop, key, order.id, [codeId]);
  return { id: body.id, code, codeId };
}

async function staff(id: string) {
  const claimId = parseId('clm', id) ?? '';
  const { reads } = shop.app.database;
  const tenant = await findTenant(reads, (await tenantOfClaim(reads, claimId)) ?? 0);
  assert(tenant, 'a claim has its tenant');
  const by = { actor: 'staff:ann', at: clock.now() };
  return {
    say: (text: string, ask = false) =>
      addMessage(shop.app, tenant, claimId, { side: 'staff', text, ask }, by),
    review: () => startReview(shop.app, tenant, claimId, by),
  };
}

const say = (id: string, text: string, idempotencyKey?: string) =>
  shop.call<ClaimMessage & { code: string }>('POST', `/claims/${id}/messages`, {
    key,
    body: { text },
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
const read = async (id: string) => (await shop.call<Claim>('GET', `/claims/${id}`, { key })).body;
const wordsOf = async (id: string) =>
  (await shop.call('GET', `/claims/${id}/messages`, { key })).body.data as ClaimMessage[];

describe('messages', () => {
  test('can be written by both sides; the first from staff counts as the first response', async () => {
    const { id } = await claimed();
    clock.advance(10);
    expect((await say(id, 'Both customers tried it.')).status).toBe(201);
    expect((await read(id)).first_answered_at).toBeNull();
    clock.advance(10);
    await (await staff(id)).say('We ask our supplier.');
    const answered = await read(id);
    expect(answered).toMatchObject({
      status: 'open',
      sequence: 1,
      first_answered_at: clock.now().toISOString(),
    });
    expect((await wordsOf(id)).map(({ from, text }) => [from, text])).toEqual([
      ['staff', 'We ask our supplier.'],
      ['partner', 'Both customers tried it.'],
    ]);
  });

  test('that answer a request return the claim to review, and resume its deadlines', async () => {
    const { id } = await claimed();
    const before = await read(id);
    await (await staff(id)).review();
    await (await staff(id)).say('When was it tried?', true);
    expect(await read(id)).toMatchObject({ status: 'needs_info', sequence: 3 });
    clock.advance(5 * HOUR_MS);
    await say(id, 'Yesterday at noon.');
    const after = await read(id);
    expect(after).toMatchObject({ status: 'under_review', sequence: 4 });
    expect(Date.parse(after.decision_due_at) - Date.parse(before.decision_due_at)).toBe(
      5 * HOUR_MS,
    );
    await (await staff(id)).say('And where?', true);
    await decide(shop, id, 'rejected');
    expect(await read(id)).toMatchObject({ status: 'rejected', sequence: 7 });
    expect((await say(id, 'But why?')).body.code).toBe('invalid_state');
    expect(await shop.verify()).toEqual([]);
  });

  test('are sent once per idempotency key', async () => {
    const { id } = await claimed();
    const first = await say(id, 'Hello?', 'hello');
    const again = await say(id, 'Hello?', 'hello');
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(again.text).toBe(first.text);
    expect((await say(id, 'Hello!', 'hello')).body.code).toBe('idempotency_key_reused');
    expect(await wordsOf(id)).toHaveLength(1);
  });

  test.each([
    (code: string) => code,
    (code: string) => code.toLowerCase().replaceAll('-', ' '),
    (code: string) => code.replaceAll('-', ''),
  ])('contain the id of a code, never the code', async (spell) => {
    const { id, code, codeId } = await claimed();
    const sent = await say(id, `The code (${spell(code)}), see above: ABCD-EFGH.`);
    expect(sent.body.text).toBe(`The code (${codeId}), see above: ABCD-EFGH.`);
    const kept = await shop.rows<{ text: string }>('SELECT text FROM claims.messages');
    for (const { text } of kept) {
      const plain = text.toUpperCase().replaceAll(/[ -]/g, '');
      expect(plain).not.toContain(code.replaceAll('-', ''));
    }
  });

  test('and neither does a description, in the claim, its event or the log', async () => {
    const { order, codes } = await buy(shop, key, 1);
    const [code] = codes;
    const description = `${code?.code} is dead`;
    const { body } = await file(shop, key, order.id, [code?.code], { description });
    expect(body.description).toBe(`${code?.id} is dead`);
    const all = await shop.rows<{ text: string }>(
      `SELECT data AS text FROM events.outbox UNION ALL SELECT detail FROM audit.entries
       UNION ALL SELECT description FROM claims.claims`,
    );
    for (const { text } of all) expect(text).not.toContain(code?.code);
    for (const line of shop.nodes[0].logs) expect(line).not.toContain(code?.code);
  });
});

describe('evidence', () => {
  const give = async (id: string, bytes: Uint8Array<ArrayBuffer>, name?: string, query = '') =>
    shop.call('POST', `/claims/${id}/evidence${query}`, { key, ...(await formOf(bytes, name)) });

  test.each(['small.png', 'small.jpg', 'small.webp', 'small.pdf'])(
    '%s is accepted',
    async (name) => {
      const { id } = await claimed();
      const given = await give(id, fixture(name), 'x.exe', '?item=error_screenshot');
      expect(given).toMatchObject({ status: 201, body: { item: 'error_screenshot' } });
      const { evidence } = await read(id);
      expect(evidence.map(({ item, given }) => [item, given])).toEqual([
        ['error_screenshot', true],
        ['attempt_time', false],
        ['store_region', false],
      ]);
      const { body } = await shop.call('GET', `/claims/${id}/evidence`, { key });
      expect(body.data).toEqual([given.body]);
    },
  );

  const bomb = Buffer.from(png);
  bomb.writeUInt32BE(10_000, 16);
  bomb.writeUInt32BE(10_000, 20);
  test.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'validation_failed'],
    ['an HTML page', Buffer.from('<!doctype html><p>hello'), 'validation_failed'],
    ['100 megapixels', bomb, 'validation_failed'],
    ['11 MB', Buffer.concat([png, Buffer.alloc(11_000_000)]), 'body_too_large'],
    ['nothing', Buffer.alloc(0), 'validation_failed'],
  ])('%s is refused with a sentence, and nothing is stored', async (_name, bytes, code) => {
    const { id } = await claimed();
    const before = await storedState(shop.owner.reads);
    const refused = await give(id, new Uint8Array(bytes));
    expect(refused.body.code).toBe(code);
    const [fault = refused.body] = (refused.body.errors ?? []) as { detail?: unknown }[];
    expect(fault.detail).toMatch(/^[A-Z].{10,}\.$/);
    expect(await storedState(shop.owner.reads)).toEqual(before);
  });

  test.each(['small.png', 'small.pdf'])(
    'of %s with a page appended is stored without the page',
    async (name) => {
      const { id } = await claimed();
      const page = Buffer.from('<!doctype html><script>alert(1)</script>');
      const given = await give(id, new Uint8Array(Buffer.concat([fixture(name), page])), name);
      expect(given.status).toBe(201);
      expect((await give(id, fixture(name), name)).status).toBe(201);
      const sizes = await shop.rows<{ bytes: number }>(
        'SELECT size_bytes AS bytes FROM files.files ORDER BY created_at DESC, file_id DESC LIMIT 2',
      );
      expect(sizes[0]?.bytes).toBeGreaterThan(0);
      expect(sizes[0]).toEqual(sizes[1]);
    },
  );

  test('answers an information request; ten files are the limit, and none is accepted after a decision', async () => {
    const { id } = await claimed();
    await (await staff(id)).say('A screenshot, please.', true);
    for (let count = 0; count < 10; count += 1) expect((await give(id, png)).status).toBe(201);
    expect((await read(id)).status).toBe('under_review');
    expect((await give(id, png)).body.code).toBe('limit_reached');
    await decide(shop, id, 'rejected');
    expect((await give(id, png)).body.code).toBe('invalid_state');
  });

  test('is stored once per idempotency key, and the same name with another file is another request', async () => {
    const { id } = await claimed();
    const send = async (bytes: Uint8Array<ArrayBuffer>) =>
      shop.call('POST', `/claims/${id}/evidence`, {
        key,
        idempotencyKey: 'proof',
        ...(await formOf(bytes)),
      });
    const first = await send(png);
    const again = await send(png);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await send(fixture('small.jpg'))).body.code).toBe('idempotency_key_reused');
  });

  test('can be read only by the claim’s partner, and belongs to an existing item', async () => {
    const { id } = await claimed();
    const { key: other } = await shop.buyer({});
    const form = await formOf(png);
    const foreign = await shop.call('POST', `/claims/${id}/evidence`, { key: other, ...form });
    expect(foreign.body.code).toBe('not_found');
    const items = await give(id, png, 'a.png', '?item=password');
    expect(items.body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/item' }] });
    expect(await shop.verify()).toEqual([]);
  });
});
