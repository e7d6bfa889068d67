/**
 * Guards: claims in the portal and the console. A partner's people file, write, add evidence and withdraw; staff see in
 * one place everything that they need to decide, decide with four-eyes approval above a limit, and recall lots. Neither
 * side reads what is not theirs, and evidence is only offered as a download.
 */
import { readFileSync } from 'node:fs';
import {
  type ClaimableOrder,
  type ClaimEvidence,
  type ClaimFigures,
  claimCsvColumns,
  type DecidedClaim,
  type LotRecall,
  type Order,
  type OrderCodeList,
  type PortalClaim,
  type QueuedClaim,
  type StaffClaim,
} from '@psnb2b/contract';
import type { Static } from 'typebox';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DrivenClock, drivenClock } from '../../src/kit/clock.ts';
import { formatId, newUuid, parseId } from '../../src/kit/ids.ts';
import { listEmails } from '../../src/kit/mail/index.ts';
import {
  buy,
  colleague,
  enrol,
  openShop,
  type Shop,
  signUp,
  staff,
  type Visitor,
} from '../../testkit/index.ts';

const png = new Uint8Array(
  readFileSync(new URL('../../src/files/fixtures/small.png', import.meta.url)),
);

const DAY_MS = 86_400_000;

let clock: DrivenClock;
let shop: Shop;
let owner: Visitor;
let partnerId: string;
let key: string;
let ann: Visitor;
let bob: Visitor;
let lotId: string;
beforeAll(async () => {
  clock = drivenClock();
  shop = await openShop({ clock });
  const business = await signUp(shop, 'Corner Shop');
  owner = business.visitor;
  partnerId = parseId('prt', business.partnerId) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '5000.00');
  key = (await shop.key(partnerId)).text;
  await enrol(shop, owner);
  ann = (await staff(shop, 'support')).visitor;
  bob = (await staff(shop, 'support')).visitor;
  const rows = Array.from({ length: 60 }, (_, n) => `US,50,LOT-A-${1000 + n},41.20`);
  lotId = await shop.importFile(['region,denomination,code,cost', ...rows, ''].join('\n'));
});
afterAll(() => shop[Symbol.asyncDispose]());
beforeEach(() => clock.advance(60_000));

async function claimed(quantity = 1): Promise<string> {
  const { order, codes } = await buy(shop, key, quantity);
  const ids = codes.map(({ id }) => id);
  const body = { order_id: order.id, codes: ids, reason: 'invalid', description: 'Not valid.' };
  const filed = await owner.post<PortalClaim>('/claims', body);
  expect(filed.status).toBe(201);
  return filed.body.id;
}

describe('the portal', () => {
  test('files a claim, writes a message, adds evidence, withdraws', async () => {
    const id = await claimed();
    const list = await owner.get<{ data: PortalClaim[]; total: number }>('/claims?status=open');
    expect(list.body.total).toBe(list.body.data.length);
    expect(list.body.data[0]?.id).toBe(id);
    const said = await owner.post<PortalClaim>(`/claims/${id}/messages`, { text: 'See the file.' });
    expect(said.body.messages.map(({ text }) => text)).toEqual(['See the file.']);
    const given = await owner.call<ClaimEvidence>(
      'POST',
      `/claims/${id}/evidence?item=error_screenshot`,
      { file: { name: '<b>.png', bytes: png } },
    );
    expect(given).toMatchObject({ status: 201, body: { item: 'error_screenshot' } });
    const path = `/claims/${id}/evidence/${given.body.file.id}`;
    const saved = await owner.get(path);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(saved.headers.get('content-security-policy')).toContain('sandbox');
    expect((await ann.get(path)).headers.get('content-disposition')).toMatch(/^attachment; /);
    const done = await owner.post<PortalClaim>(`/claims/${id}/withdraw`);
    expect(done.body).toMatchObject({ status: 'withdrawn', files: [{ item: 'error_screenshot' }] });
    const again = await owner.post(`/claims/${id}/withdraw`);
    expect(again.body.code).toBe('invalid_state');
  });

  test('a ticket can only be about the partner’s own claim', async () => {
    const id = await claimed();
    const about = { topic: 'claim', subject: 'Which?', text: 'This one.', claim_id: id };
    const own = await owner.post('/tickets', about);
    expect(own).toMatchObject({ status: 201, body: { claim_id: id } });
    const { visitor: other } = await signUp(shop, 'Third Shop');
    expect((await other.post('/tickets', about)).body.code).toBe('not_found');
  });

  test('shows which codes of an order can be claimed, until the last millisecond, but not their texts', async () => {
    const { order, codes } = await buy(shop, key, 2);
    const claim = { order_id: order.id, reason: 'invalid', description: 'Not valid.' };
    const taken = await owner.post<PortalClaim>('/claims', { ...claim, codes: [codes[0]?.id] });
    const path = `/orders/${order.id}/claimable`;
    const { body, text } = await owner.get<ClaimableOrder>(path);
    expect(body).toMatchObject({ id: order.id, mode: 'live', sku: 'PSN-US-50', quantity: 2 });
    expect(body.codes).toMatchObject([
      { id: codes[0]?.id, state: 'claimed', claim_id: taken.body.id },
      { id: codes[1]?.id, state: 'claimable', claim_id: null },
    ]);
    for (const { code } of codes) expect(text).not.toContain(code);
    const { visitor: other } = await signUp(shop, 'Nosy Shop');
    expect((await other.get(path)).status).toBe(404);
    expect((await owner.get(`${path}?mode=test`)).status).toBe(404);
    const { visitor: late } = await colleague(shop, owner, 'read_only');
    const stateOf = async () => (await late.get<ClaimableOrder>(path)).body.codes[1]?.state;
    const now = clock.now();
    const until = new Date(body.codes[1]?.claimable_until ?? '');
    // A session ends after two days without use.
    while (until.getTime() - clock.now().getTime() > DAY_MS) {
      clock.advance(DAY_MS);
      expect(await stateOf()).toBe('claimable');
    }
    clock.set(until);
    expect(await stateOf()).toBe('claimable');
    clock.advance(1);
    expect(await stateOf()).toBe('closed');
    clock.set(now);
  });

  test('shows of a waiting order that it has no codes yet', async () => {
    await shop.change(partnerId, { approvalLimit: 100 });
    const body = { region: 'US', denomination: 50, quantity: 1 };
    const placed = await shop.call('POST', '/orders', { key, body });
    await shop.change(partnerId, { approvalLimit: null });
    const waits = await owner.get(`/orders/${placed.body.id}/claimable`);
    expect(waits).toMatchObject({ status: 409, body: { code: 'order_not_delivered' } });
  });

  test('lists claims by reason, and shows since when each waits', async () => {
    const id = await claimed();
    await ann.post(`/claims/${id}/messages`, { text: 'Which store was it?', ask: true });
    const { body } = await owner.get<PortalClaim>(`/claims/${id}`);
    expect(body).toMatchObject({ status: 'needs_info', waiting_since: clock.now().toISOString() });
    const idsOf = async (query: string) =>
      (await owner.get<{ data: PortalClaim[] }>(`/claims?${query}`)).body.data.map(
        (each) => each.id,
      );
    expect(await idsOf('reason=invalid&status=needs_info')).toEqual([id]);
    expect(await idsOf('reason=failed')).toEqual([]);
    const { id: order } = body.order;
    expect(await idsOf(`q=${order}`)).toEqual([id]);
    expect(await idsOf(`q=${id}`)).toEqual([id]);
    expect(await idsOf('q=no-such-order')).toEqual([]);
    const reference = 'Ref_7';
    const placed = await shop.call<Order>('POST', '/orders', {
      key,
      body: { region: 'US', denomination: 50, quantity: 1, reference },
    });
    const [code] = (
      await shop.call<OrderCodeList>('GET', `/orders/${placed.body.id}/codes`, { key })
    ).body.data;
    const claim = await owner.post<PortalClaim>('/claims', {
      ...{ order_id: placed.body.id, codes: [code?.id], reason: 'invalid', description: 'Dead.' },
    });
    expect(await idsOf('q=ref_')).toEqual([claim.body.id]);
    const { text } = await owner.get('/claims/export?q=ref_');
    const [head, line, ...more] = text.trim().split('\r\n');
    expect(head).toBe(claimCsvColumns.join(','));
    expect(line).toMatch(
      new RegExp(
        `^${claim.body.id},.*,open,invalid,${placed.body.id},Ref_7,PSN-US-50,1,47.00,USD,$`,
      ),
    );
    expect(more).toEqual([]);
    expect(text).not.toContain('Dead.');
    const { visitor: stranger } = await signUp(shop, 'A Third Shop');
    for (const q of ['ref_', order, id]) {
      expect((await stranger.get<{ data: object[] }>(`/claims?q=${q}`)).body.data).toEqual([]);
      expect((await stranger.get(`/claims/export?q=${q}`)).text.trim().split('\r\n')).toHaveLength(
        1,
      );
    }
    await owner.post(`/claims/${claim.body.id}/withdraw`);
    await owner.post(`/claims/${id}/withdraw`);
  });

  test('shows another business nothing, and the own business nothing of its other mode', async () => {
    const id = await claimed();
    const given = await owner.call<ClaimEvidence>('POST', `/claims/${id}/evidence`, {
      file: { name: 'a.png', bytes: png },
    });
    const { visitor: other } = await signUp(shop, 'Another Shop');
    const foreign = formatId('clm', newUuid());
    for (const path of ['', `/evidence/${given.body.file.id}`]) {
      const theirs = await other.get(`/claims/${id}${path}`);
      const nobodys = await other.get(`/claims/${foreign}${path}`);
      expect(theirs.status).toBe(404);
      expect({ ...theirs.body, request_id: '' }).toEqual({ ...nobodys.body, request_id: '' });
    }
    for (const path of ['/withdraw', '/messages']) {
      const body = path === '/messages' ? { text: 'Hello?' } : undefined;
      expect((await other.post(`/claims/${id}${path}`, body)).status).toBe(404);
    }
    expect((await owner.get(`/claims/${id}?mode=test`)).status).toBe(404);
    expect((await other.get<{ data: [] }>('/claims')).body.data).toEqual([]);
    // A file of one claim cannot be read through another.
    const second = await claimed();
    expect((await owner.get(`/claims/${second}/evidence/${given.body.file.id}`)).status).toBe(404);
  });
});

describe('the console', () => {
  test('orders the queue by priority, then age, page by page without a gap', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: { data: QueuedClaim[]; next_cursor: string | null } = (
        await ann.get<{ data: QueuedClaim[]; next_cursor: string | null }>(
          `/claims?limit=2${next && `&cursor=${next}`}`,
        )
      ).body;
      seen.push(...page.data.map(({ priority, id }) => `${priority} ${id}`));
      next = page.next_cursor;
    }
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual([...seen].sort());
    const one = await ann.get<{ data: QueuedClaim[] }>(
      `/claims?partner_id=${formatId('prt', partnerId)}&lot_id=${formatId('lot', lotId)}`,
    );
    expect(one.body.data.length).toBe(seen.length);
    expect(one.body.data[0]?.partner.name).toBe('Corner Shop');
  });

  test('shows everything about a code in one place', async () => {
    const first = await claimed();
    const id = await claimed();
    const { body } = await ann.get<StaffClaim>(`/claims/${id}`);
    expect(body).toMatchObject({
      status: 'open',
      amount: '47.00',
      one_person_max: '500.00',
      overdue: false,
      filed_by: expect.stringMatching(/^person:usr_/),
      order: { sku: 'PSN-US-50', quantity: 1, unit_price: '47.00' },
      codes: [
        {
          price: '47.00',
          origin: {
            lot_id: formatId('lot', lotId),
            supplier: 'A supplier',
            cost: '41.20',
            cost_currency: 'USD',
          },
        },
      ],
      reveals: [{ reader: expect.stringMatching(/^key:key_/), codes: 1 }],
    });
    expect(body.claims_of_partner.map((each) => each.id)).toContain(first);
    expect(body.claims_of_lots.map((each) => each.id)).toContain(first);
  });

  test('starts the review, requests information and decides; the partner is notified and nobody approves their own proposal', async () => {
    const id = await claimed(12);
    expect((await ann.post(`/claims/${id}/review`)).body).toMatchObject({ status: 'under_review' });
    const words = { text: 'Which store was it?', ask: true };
    const asked = await ann.post<StaffClaim>(`/claims/${id}/messages`, words);
    expect(asked.body.status).toBe('needs_info');
    await owner.post(`/claims/${id}/messages`, { text: 'The US store.' });
    const { body: claim } = await ann.get<StaffClaim>(`/claims/${id}`);
    const decision = {
      codes: claim.codes.map((code) => ({ id: code.id, resolution: 'refunded' })),
    };
    const wrong = await ann.post(`/claims/${id}/decide`, {
      codes: [{ id: 'cod_x', resolution: 'rejected' }],
    });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    const decide = (who: Visitor) =>
      who.post<Static<typeof DecidedClaim>>(`/claims/${id}/decide`, decision);
    expect((await decide(ann)).body).toMatchObject({
      outcome: 'proposed',
      claim: { status: 'under_review', proposed: true, decisions: [{ state: 'proposed' }] },
    });
    expect((await decide(ann)).body).toMatchObject({ code: 'invalid_state' });
    expect((await decide(bob)).body).toMatchObject({
      outcome: 'taken',
      claim: { status: 'approved', refunded: '564.00', proposed: false },
    });
    const told = await shop.rows<{ kind: string }>(
      `SELECT kind FROM identity.notifications n JOIN identity.users u USING (user_id)
        WHERE u.partner_id = $1 AND n.path = $2 ORDER BY n.created_at, kind`,
      [partnerId, `/claims/${id}`],
    );
    expect(told.map(({ kind }) => kind).sort()).toEqual(['claim.decided', 'claim.message_added']);
  });

  test('opens a claim after the window, and within it', async () => {
    const { order, codes } = await buy(shop, key, 1);
    clock.advance(169 * 3_600_000);
    const body = {
      partner_id: formatId('prt', partnerId),
      order_id: order.id,
      codes: [codes[0]?.code],
      reason: 'failed',
      description: 'Our file was cut off.',
    };
    const visitor = (await staff(shop, 'support')).visitor;
    const queue = await visitor.get<{ data: QueuedClaim[] }>('/claims');
    expect(queue.body.data.every(({ overdue }) => overdue)).toBe(true);
    expect((await visitor.post('/claims', body)).body.code).toBe('claim_window_closed');
    const opened = await visitor.post<StaffClaim>('/claims', { ...body, late: true });
    expect(opened).toMatchObject({ status: 201, body: { late: true, origin: 'staff' } });
    const audit = await shop.rows(
      `SELECT 1 FROM audit.entries WHERE action = 'claim.opened_late' AND subject = $1`,
      [opened.body.id],
    );
    expect(audit).toHaveLength(1);
  });

  test('recalls a lot, notifies each buyer by one e-mail, and books the supplier claims', async () => {
    const { visitor: boss } = await staff(shop, 'admin');
    const rows = Array.from({ length: 5 }, (_, n) => `GB,50,LOT-B-${1000 + n},52.10`);
    const bad = await shop.importFile(['region,denomination,code,cost', ...rows, ''].join('\n'));
    const buyer = await shop.buyer({ balance: '500.00' });
    for (const quantity of [1, 2]) {
      const body = { region: 'GB', denomination: 50, quantity };
      await shop.call('POST', '/orders', { key: buyer.key, body });
    }
    const path = `/lots/${formatId('lot', bad)}/recall`;
    const recall = () =>
      boss.post<Static<typeof LotRecall>>(path, { note: 'The codes were never activated.' });
    const done = await recall();
    expect(done.body).toMatchObject({
      unsold: 2,
      sold: 3,
      buyers: [{ orders: 2, codes: 3, told: true }],
    });
    expect((await recall()).body.buyers[0]).toMatchObject({ told: false, claims: [] });
    const emails = (await listEmails(shop.app.database.reads, { limit: 100 })).filter(
      ({ template }) => template === 'codes_recalled',
    );
    expect(emails).toHaveLength(1);
    // The person who recalled a lot never decides its claims alone.
    const resolve = (who: Visitor) => who.post(`${path}/resolve`, { resolution: 'refunded' });
    expect((await resolve(boss)).body).toMatchObject({ taken: 0, proposed: 2, refused: {} });
    const { visitor: other } = await staff(shop, 'finance');
    expect((await resolve(other)).body).toMatchObject({ taken: 2, proposed: 0, refused: {} });
    const owed = await boss.get<{ data: { code_id: string; amount: string }[] }>(
      `/recoveries?lot_id=${formatId('lot', bad)}`,
    );
    expect(owed.body.data.map(({ amount }) => amount)).toEqual(['52.10', '52.10', '52.10']);
    const settle = (body: object) =>
      boss.post(`/recoveries/${owed.body.data[0]?.code_id}/settle`, body);
    expect((await settle({ state: 'recovered', recovered: '1.234' })).status).toBe(422);
    expect((await settle({ state: 'recovered', recovered: '50.00' })).body).toMatchObject({
      state: 'recovered',
      recovered: '50.00',
    });
    const figures = await boss.get<Static<typeof ClaimFigures>>('/claim-figures?days=3');
    expect(figures.body.lots.find(({ name }) => name === formatId('lot', bad))).toMatchObject({
      sold: 3,
      claimed: 3,
      approved: 3,
      rate_bps: 10_000,
    });
    expect(await shop.verify()).toEqual([]);
  });
});
