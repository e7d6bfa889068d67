/**
 * Guards: onboarding over HTTP as people do it: a business registers, submits its documents, is asked for more, is
 * approved, and gets a key that it reveals once and that works; staff never see the key.
 */
import { kycItemsRequired } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drivenClock } from '../../src/kit/clock.ts';
import {
  type Answer,
  bodyOf,
  codeOf,
  colleague,
  openShop,
  type Shop,
  signUp,
  smallFile,
  staff,
  stepUp,
  upload,
  type Visitor,
} from '../../testkit/index.ts';

type Json = Record<string, unknown>;
const clock = drivenClock();
const png = smallFile('small.png');
let shop: Shop;
let owner: Visitor;
let reader: Visitor;
let agent: Visitor;
let partnerId: string;
let caseId: string;

beforeAll(async () => {
  shop = await openShop({ clock });
  const signedUp = await signUp(shop);
  owner = signedUp.visitor;
  partnerId = signedUp.partnerId;
  reader = (await colleague(shop, owner, 'read_only')).visitor;
  agent = (await staff(shop, 'support')).visitor;
  caseId = (await owner.get<{ id: string }>('/kyc-case')).body.id;
});
afterAll(() => shop[Symbol.asyncDispose]());

const prove = (person: Visitor) => stepUp(clock, person);
const ok = <Body = Json>(work: Promise<Answer<Body>>) => bodyOf(clock, work);
const steps = async () =>
  Object.fromEntries(
    (await ok<{ steps: { step: string; state: string }[] }>(owner.get('/get-started'))).steps.map(
      ({ step, state }) => [step, state],
    ),
  );
const profile = {
  ...{ legal_name: 'Corner Shop GmbH', trading_name: '<b>Corner</b>', tax_id: null },
  ...{ registration_number: 'HRB 1', website: 'https://corner.example' },
  address: {
    line1: 'Way 1',
    line2: null,
    city: 'Berlin',
    state: null,
    postal_code: null,
    country: 'DE',
  },
  ...{ sells_to: 'Gamers', monthly_volume: '10,000 EUR' },
  owners: [{ name: 'Olga', country: 'DE', share_percent: 100, born_on: '1980-02-29' }],
  representative: { name: 'Olga', position: 'CEO', email: 'o@corner.example', phone: null },
};

describe('onboarding', () => {
  test('a case needs a profile and documents before it can be submitted', async () => {
    expect(await steps()).toMatchObject({ profile: 'now', api_access: 'later', live_key: 'later' });
    const early = await owner.post('/kyc-case/submit', {});
    expect(early.body).toMatchObject({ code: 'case_incomplete', missing: kycItemsRequired });
    await ok(owner.call('PUT', '/business', { body: profile }));
    const born = [{ ...profile.owners[0], born_on: '1981-02-29' }];
    const bad = await owner.call('PUT', '/business', { body: { ...profile, owners: born } });
    expect(bad.body).toMatchObject({ errors: [{ pointer: '/owners/0/born_on', code: 'format' }] });
    expect(await codeOf(reader.call('PUT', '/business', { body: profile }))).toBe('role_missing');
    for (const kind of ['registration', 'identity']) {
      await ok(owner.post('/kyc-case/documents', { kind, file_id: await upload(owner) }));
    }
    expect(await steps()).toMatchObject({ documents: 'done', api_access: 'now' });
  });

  test('a submitted case opens its API access request', async () => {
    await ok(owner.post('/kyc-case/submit', { answer: 'Please <script>look</script>' }));
    const { data } = await ok<{ data: Json[] }>(owner.get('/tickets'));
    expect(data).toMatchObject([{ topic: 'api_access', status: 'open' }]);
    const ticket = { topic: 'api_access', subject: 'again', text: 'again' };
    expect(await codeOf(owner.post('/tickets', ticket))).toBe('limit_reached');
    expect(await steps()).toMatchObject({ api_access: 'waiting' });
    const kyc = await ok(agent.get(`/kyc-cases/${caseId}`));
    expect(kyc).toMatchObject({
      ticket_id: data[0]?.id,
      profile: { trading_name: '<b>Corner</b>' },
    });
    const today = await ok(agent.get('/today'));
    expect(today).toMatchObject({ kyc_waiting: 1, access_requests: 1, tickets_open: 1 });
  });

  test('a reviewer reads a document, as an attachment and audited', async () => {
    const { documents } = await ok<{ documents: { file: { id: string } }[] }>(
      agent.get(`/kyc-cases/${caseId}`),
    );
    const id = documents[0]?.file.id ?? '';
    const file = await agent.get(`/files/${id}`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="scan.png"/);
    expect(file.headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'; sandbox",
    );
    expect(file.headers.get('content-length')).toBe(String(png.length));
    expect(await codeOf(reader.get(`/files/${id}`))).toBe('role_missing');
    expect((await owner.get(`/files/${id}`)).status).toBe(200);
    const rows = await shop.rows<{ actor: string }>(
      `SELECT actor FROM audit.entries WHERE action = 'file.opened' AND subject = $1`,
      [id],
    );
    expect(rows.map(({ actor }) => actor.split(':')[0])).toEqual(['staff', 'person']);
  });

  test('staff request one more document, the business submits it', async () => {
    const mark = { item: 'registration', state: 'accepted' };
    await ok(agent.post(`/kyc-cases/${caseId}/checklist`, mark));
    const ask = { items: ['tax'], message: 'Your tax certificate, please' };
    await ok(agent.post(`/kyc-cases/${caseId}/ask`, ask));
    const asked = await ok(owner.get('/kyc-case'));
    expect(asked).toMatchObject({ status: 'needs_info', missing: ['tax'] });
    const { data } = await ok<{ data: Json[] }>(owner.get('/tickets?status=waiting'));
    expect(data).toHaveLength(1);
    const file_id = await upload(owner, smallFile('small.pdf'), 'tax.pdf');
    await ok(owner.post('/kyc-case/documents', { kind: 'tax', file_id }));
    await ok(owner.post('/kyc-case/submit', { answer: 'Here it is' }));
    expect(
      (await agent.post(`/kyc-cases/${caseId}/approve`, { reason: 'fine' })).body,
    ).toMatchObject({
      ...{ code: 'case_incomplete', missing: ['profile', 'owners', 'identity', 'tax'] },
    });
  });

  test('no live key before the approval, a test key at any time', async () => {
    await prove(agent);
    const issue = agent.post(`/partners/${partnerId}/keys`, { mode: 'live' });
    expect(await codeOf(issue)).toBe('partner_not_approved');
    clock.advance(600_000);
    expect(await codeOf(owner.post('/keys'))).toBe('step_up_required');
    await prove(owner);
    const { key } = await ok<{ key: string }>(owner.post('/keys'));
    expect(key).toMatch(/^psnb2b_test_/);
    expect((await shop.call('GET', '/inventory', { key })).status).toBe(200);
    expect(await steps()).toMatchObject({ test_key: 'done', test_order: 'now' });
  });

  test('after the approval a key is issued; the request closes by itself and the key is pending', async () => {
    for (const item of ['profile', 'owners', 'identity', 'tax']) {
      await ok(agent.post(`/kyc-cases/${caseId}/checklist`, { item, state: 'accepted' }));
    }
    await prove(agent);
    const approved = await ok(agent.post(`/kyc-cases/${caseId}/approve`, { reason: 'All fine' }));
    expect(approved).toMatchObject({ status: 'approved', reviewer: 'A support' });
    expect(await steps()).toMatchObject({ api_access: 'done', live_key: 'waiting' });
    const issued = await agent.post(`/partners/${partnerId}/keys`, {
      mode: 'live',
      daily_spend: '99.50',
    });
    expect(issued.body).toMatchObject({ status: 'unseen', daily_spend: '99.50' });
    expect(issued.text).not.toMatch(/psnb2b_live_[0-9A-Za-z]{20}/);
    const { data } = await ok<{ data: { id: string }[] }>(owner.get('/tickets'));
    const ticket = await ok<{ messages: { text: string }[] }>(owner.get(`/tickets/${data[0]?.id}`));
    expect(ticket).toMatchObject({ status: 'closed' });
    expect(ticket.messages.at(-1)?.text).toMatch(/^A new API key was issued\./);
    expect(await steps()).toMatchObject({ live_key: 'now' });
  });

  test('the owner reveals the key once, and it works', async () => {
    const id = await unseenKey();
    expect(await codeOf(reader.post(`/keys/${id}/reveal`))).toBe('role_missing');
    await prove(owner);
    const { key } = await ok<{ key: string }>(owner.post(`/keys/${id}/reveal`));
    expect((await shop.call('GET', '/balance', { key })).status).toBe(200);
    expect(await codeOf(owner.post(`/keys/${id}/reveal`))).toBe('invalid_state');
    expect(await steps()).toMatchObject({ live_key: 'done' });
    const rows = await shop.rows<{ found: string }>(
      `SELECT 'audit' AS found FROM audit.entries WHERE strpos(detail, $1) > 0
        UNION ALL SELECT 'mail' FROM kit.emails WHERE strpos(body_text || body_html, $1) > 0
        UNION ALL SELECT 'news' FROM identity.notifications WHERE strpos(text, $1) > 0
        UNION ALL SELECT 'message' FROM support.messages WHERE strpos(text, $1) > 0`,
      [key.slice(20)],
    );
    expect(rows).toEqual([]);
    expect(shop.nodes[0].logs.join()).not.toContain(key.slice(20));
  });

  test('while the business is suspended its keys get 403 and its data stays readable', async () => {
    await prove(owner);
    const { key } = await ok<{ key: string }>(owner.post('/keys'));
    await prove(agent);
    const suspended = agent.post(`/partners/${partnerId}/suspend`, { reason: 'chargeback' });
    expect(await ok(suspended)).toMatchObject({
      status: 'suspended',
      suspended_reason: 'chargeback',
    });
    const refused = await shop.call('GET', '/inventory', { key });
    expect([refused.status, refused.body.code]).toEqual([403, 'partner_suspended']);
    for (const path of ['/kyc-case', '/business', '/tickets', '/keys']) {
      expect((await owner.get(path)).status).toBe(200);
    }
    expect(await codeOf(owner.post('/keys'))).toBe('partner_suspended');
    expect(await codeOf(agent.post(`/partners/${partnerId}/suspend`, { reason: 'x' }))).toBe(
      'invalid_state',
    );
    await ok(agent.post(`/partners/${partnerId}/resume`));
    expect((await shop.call('GET', '/inventory', { key })).status).toBe(200);
  });

  test('markup in a text is escaped in e-mails', async () => {
    const rows = await shop.rows<{ body_html: string }>(
      `SELECT body_html FROM kit.emails WHERE template = 'kyc.asked'`,
    );
    expect(rows).toHaveLength(1);
    const ticket = { topic: 'other', subject: '<img src=x>', text: 'hello' };
    const { id } = await ok<{ id: string }>(owner.post('/tickets', ticket));
    await ok(agent.post(`/tickets/${id}/messages`, { text: '<script>alert(1)</script>' }));
    const mails = await shop.rows<{ body_html: string }>(
      `SELECT body_html FROM kit.emails WHERE template = 'ticket.answered'`,
    );
    expect(mails[0]?.body_html).toContain('&lt;script&gt;');
    expect(mails[0]?.body_html).not.toContain('<script>');
    expect(mails[0]?.body_html).not.toContain('<img');
  });

  test('and every invariant holds', async () => {
    expect(await shop.verify()).toEqual([]);
  });
});

async function unseenKey(): Promise<string> {
  const { data } = await ok<{ data: { id: string; status: string }[] }>(owner.get('/keys'));
  return data.find((key) => key.status === 'unseen')?.id ?? '';
}

test('limits are set with an amount of the partner’s currency', async () => {
  const admin = (await staff(shop, 'admin')).visitor;
  const set = (body: Json) => admin.call('PATCH', `/partners/${partnerId}/limits`, { body });
  const done = await ok(set({ credit_limit: '10.00', approval_limit: '500.00' }));
  expect(done).toMatchObject({ limits: { credit_limit: '10.00', approval_limit: '500.00' } });
  const before = { credit_limit: '10.00', approval_limit: '500.00', orders_per_minute: null };
  await ok(set({ credit_limit: '12.00', before }));
  // A colleague who saw the limits before that changes nothing, and reads what differs now.
  expect(await set({ approval_limit: null, before })).toMatchObject({
    status: 409,
    body: { code: 'invalid_state', detail: expect.stringContaining('10.00 → 12.00') },
  });
  const kept = await ok(admin.get(`/partners/${partnerId}`));
  expect(kept).toMatchObject({ limits: { credit_limit: '12.00', approval_limit: '500.00' } });
  const bad = await set({ invoice_limit: '1.005' });
  expect(bad.body).toMatchObject({ errors: [{ pointer: '/invoice_limit', code: 'precision' }] });
  const { data } = await ok<{ data: Json[] }>(admin.get('/partners?q=corner'));
  expect(data).toMatchObject([{ id: partnerId, kyc_status: 'approved' }]);
  expect(await ok(admin.get(`/partners?q=${partnerId}`))).toMatchObject({
    data: [{ id: partnerId }],
  });
  expect(await ok(admin.get('/partners?status=suspended'))).toMatchObject({ data: [] });
});
