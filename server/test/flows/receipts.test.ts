/**
 * Guards: each reveal of codes leaves evidence. Every reveal is listed with a receipt that anybody can verify with the
 * published key and that names exactly the codes that were shown; and the audit chain's head is signed, so that even a
 * completely rewritten chain is noticed.
 */
import { createHash } from 'node:crypto';
import type { Reveal, RevealReceipt } from '@psnb2b/contract';
import { compactVerify, importJWK, type JWK } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chainAudit } from '../../src/audit/index.ts';
import { parseId } from '../../src/kit/ids.ts';
import { createWorker } from '../../src/worker.ts';
import { buy, decide, file, openShop, type Shop } from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

async function published(): Promise<JWK> {
  const { keys } = (await (await fetch(`${shop.url}/.well-known/jwks.json`)).json()) as {
    keys: JWK[];
  };
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toHaveProperty('d');
  return keys[0] ?? {};
}

async function opened<Payload>(jws: string): Promise<Payload> {
  const { payload } = await compactVerify(jws, await importJWK(await published(), 'EdDSA'));
  return JSON.parse(new TextDecoder().decode(payload));
}

async function revealsOf(key: string, order: string, query = '') {
  const { body } = await shop.call('GET', `/orders/${order}/reveals${query}`, { key });
  return body as unknown as { data: Reveal[]; has_more: boolean; next_cursor: string | null };
}

test('each reveal has a receipt for the codes that it showed', async () => {
  await shop.stock({ codes: 4 });
  const { partnerId, key } = await shop.buyer({ balance: '1000.00' });
  const { order, codes } = await buy(shop, key, 2);
  const filed = await file(shop, key, order.id, [codes[0]?.id]);
  await decide(shop, filed.body.id, 'replaced');
  await shop.call('GET', `/orders/${order.id}/codes`, { key, from: '203.0.113.7' });
  const { data } = await revealsOf(key, order.id);
  expect(data.map(({ first, codes: count }) => [first, count])).toEqual([
    [false, 3],
    [true, 2],
  ]);
  const [last, first] = await Promise.all(
    data.map(({ receipt }) => opened<RevealReceipt>(receipt)),
  );
  expect(last).toMatchObject({
    iss: shop.url,
    typ: 'reveal',
    order_id: order.id,
    first: false,
    address: '203.0.113.7',
    reader: `key:${data[0]?.key_id}`,
  });
  expect(parseId('prt', last?.partner_id ?? '')).toBe(partnerId);
  expect(first?.codes.map(({ id }) => id)).toEqual(codes.map(({ id }) => id));
  expect(last?.codes).toHaveLength(3);
  expect(last?.codes.slice(0, 2)).toEqual(first?.codes);
  for (const { code } of codes) {
    expect(JSON.stringify([last, first])).not.toContain(code);
  }
  const [entry] = await shop.rows<{ detail: string }>(
    `SELECT detail FROM audit.entries WHERE action = 'codes.revealed' AND subject = $1
      ORDER BY entry_id DESC LIMIT 1`,
    [order.id],
  );
  const sealed = await shop.rows<{ sealed: Buffer; code_id: string }>(
    `SELECT code_id, sealed FROM stock.codes WHERE code_id = ANY($1)`,
    [last?.codes.map(({ id }) => parseId('cod', id))],
  );
  const hash = createHash('sha256');
  for (const { id } of last?.codes ?? []) {
    const codeId = parseId('cod', id) ?? '';
    hash.update(Buffer.from(codeId.replaceAll('-', ''), 'hex'));
    hash.update(sealed.find((row) => row.code_id === codeId)?.sealed ?? '');
  }
  expect(JSON.parse(entry?.detail ?? '')).toEqual({ codes: 3, sha256: hash.digest('hex') });
  expect(await shop.verify()).toEqual([]);
});

test('receipts are listed page by page, of the caller’s own orders alone; without a reveal the list is empty', async () => {
  await shop.stock({ codes: 2 });
  const { key } = await shop.buyer({ balance: '1000.00' });
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const { body: order } = await shop.call('POST', '/orders', { key, body });
  const id = String(order.id);
  expect(await revealsOf(key, id)).toMatchObject({ data: [], has_more: false });
  for (let read = 0; read < 3; read += 1) await shop.call('GET', `/orders/${id}/codes`, { key });
  const page = await revealsOf(key, id, '?limit=2');
  expect(page).toMatchObject({ has_more: true, data: [{ first: false }, { first: false }] });
  const rest = await revealsOf(key, id, `?limit=2&cursor=${page.next_cursor}`);
  expect(rest).toMatchObject({ has_more: false, next_cursor: null, data: [{ first: true }] });
  const { key: other } = await shop.buyer({});
  const foreign = await shop.call('GET', `/orders/${id}/reveals`, { key: other });
  expect(foreign.body.code).toBe('not_found');
  const bad = await shop.call('GET', `/orders/${id}/reveals?cursor=x`, { key });
  expect(bad).toMatchObject({ status: 422, body: { errors: [{ pointer: '/cursor' }] } });
});

test('an audit row that names other codes gets no signature', async () => {
  await shop.stock({ codes: 1 });
  const { key } = await shop.buyer({ balance: '1000.00' });
  const { order } = await buy(shop, key, 1);
  const forge = (detail: string) =>
    shop.rows(
      `INSERT INTO audit.entries (at, actor, action, subject, detail)
       VALUES ($1, 'key:none', 'codes.revealed', $2, $3) RETURNING 1`,
      [shop.clock.now(), order.id, detail],
    );
  await forge(JSON.stringify({ codes: 1, sha256: '0'.repeat(64) }));
  const answer = await shop.call('GET', `/orders/${order.id}/reveals`, { key });
  expect(answer.status).toBe(500);
});

test('many simultaneous readers of heads get the same as one', async () => {
  const { reads } = shop.app.database;
  const query = reads.query;
  let asked = 0;
  reads.query = (text, ...rest) => {
    if (text.includes('audit.signed_heads')) asked += 1;
    return query.call(reads, text, ...rest) as never;
  };
  try {
    const replies = Array.from({ length: 20 }, () =>
      fetch(`${shop.url}/.well-known/audit-heads.json`),
    );
    for (const reply of await Promise.all(replies)) expect(reply.status).toBe(200);
  } finally {
    reads.query = query;
  }
  // Heads are read once a second: a slow machine may read twice.
  expect(asked).toBeLessThan(20);
});

test('the chain’s head is signed and published, and a rewritten chain is found', async () => {
  await shop.stock({ codes: 1 });
  await chainAudit(shop.app);
  await createWorker(shop.app).drain();
  await createWorker(shop.app).drain();
  // A head that was read is reused for a second.
  const head = await vi.waitFor(async () => {
    const { data } = (await (await fetch(`${shop.url}/.well-known/audit-heads.json`)).json()) as {
      data: { hash: string; signed_at: string; jws: string }[];
    };
    expect(data.length).toBeGreaterThan(0);
    return data[0];
  }, 60_000);
  const content = await opened<{ hash: string; at: string }>(head?.jws ?? '');
  expect(content).toMatchObject({ typ: 'audit-head', hash: head?.hash, at: head?.signed_at });
  expect(JSON.stringify(content)).not.toMatch(/position/);
  expect(await shop.verify()).toEqual([]);

  const [row] = await shop.rows<{ position: number }>(
    'SELECT max(position) AS position FROM audit.signed_heads',
  );
  await shop.rows('ALTER TABLE audit.signed_heads DISABLE TRIGGER append_only');
  await shop.rows(
    `UPDATE audit.signed_heads SET jws = left(jws, -4) || 'AAAA' WHERE position = $1`,
    [row?.position],
  );
  expect(await shop.verify()).toEqual([`A2: signature of head ${row?.position}`]);
  await shop.rows('UPDATE audit.signed_heads SET hash = sha256(hash) WHERE position = $1', [
    row?.position,
  ]);
  expect(await shop.verify()).toContain(`A2: signed head ${row?.position}`);
});
