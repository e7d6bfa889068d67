/**
 * Guards: e-mails reach a real mail server complete, are retried while it cannot accept them and given up when it
 * refuses them; without a server they wait in the outbox, where only an admin can read a secret link.
 */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleLinks } from '../../src/identity/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { listEmails, sendEmails } from '../../src/kit/mail/index.ts';
import { createWorker } from '../../src/worker.ts';
import { mailTo, openShop, PASSWORD, type Shop, staff, visitor } from '../../testkit/index.ts';

const MINUTE = 60_000;
const clock = drivenClock();
const received: { to: string[]; from: string; text: string }[] = [];
/** The server's reply to a recipient, before it accepts anything. */
let verdict: Error | null = null;
let smtp: SMTPServer;
let shop: Shop;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(verdict),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ to, from, text: Buffer.concat(chunks).toString() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as AddressInfo;
  const env = { SMTP_URL: `smtp://127.0.0.1:${port}/?from=codes@shop.example` };
  shop = await openShop({ clock, env });
});
afterAll(async () => {
  await shop[Symbol.asyncDispose]();
  await new Promise<void>((resolve) => smtp.close(resolve));
});

async function ask(email: string): Promise<void> {
  const body = { business_name: 'Ünïcode & <b>Sons</b>', country: 'DE', name: 'Ann', email };
  await visitor(shop, 'portal').post('/sign-up', { ...body, password: PASSWORD });
  await settleLinks(shop.app);
}

async function stored(to: string) {
  const [email] = await listEmails(shop.app.database.reads, { to, limit: 1 });
  return email;
}

test('an e-mail arrives once, with its link, and the link is deleted', async () => {
  await ask('ann@shop.example');
  await sendEmails(shop.app);
  await sendEmails(shop.app);
  expect(received).toHaveLength(1);
  const [got] = received;
  expect([got?.to, got?.from]).toEqual([['ann@shop.example'], 'codes@shop.example']);
  expect(got?.text).toMatch(/^Message-ID: <eml_[0-9a-z]{26}@127\.0\.0\.1>/m);
  expect(got?.text).toMatch(/^Auto-Submitted: auto-generated/m);
  const plain = got?.text.replaceAll(/=\r\n/g, '').replaceAll('=3D', '=') ?? '';
  const token = /#token=([\w-]{43})/.exec(plain)?.[1];
  expect(plain).not.toContain('Sons');
  const confirmed = await visitor(shop, 'portal').post('/sign-up/confirm', {
    token,
    password: PASSWORD,
  });
  expect(confirmed.status).toBe(200);
  expect(await stored('ann@shop.example')).toMatchObject({ status: 'sent', attempts: 1 });
  const links = await shop.rows('SELECT 1 FROM kit.emails WHERE sealed_link IS NOT NULL');
  expect(links).toEqual([]);
});

test('a server that cannot accept it now gets it later', async () => {
  received.length = 0;
  verdict = Object.assign(new Error('try later'), { responseCode: 451 });
  await ask('later@shop.example');
  await sendEmails(shop.app);
  expect(await stored('later@shop.example')).toMatchObject({ status: 'waiting', attempts: 1 });
  verdict = null;
  await sendEmails(shop.app);
  expect(received).toEqual([]);
  clock.advance(MINUTE);
  await sendEmails(shop.app);
  expect(received).toHaveLength(1);
  expect(await stored('later@shop.example')).toMatchObject({ status: 'sent', attempts: 2 });
});

test('an e-mail that is refused for good is given up, shown as such, and can be tried again', async () => {
  received.length = 0;
  verdict = Object.assign(new Error('no such mailbox'), { responseCode: 550 });
  await ask('gone@shop.example');
  await sendEmails(shop.app);
  const email = await stored('gone@shop.example');
  expect(email).toMatchObject({ status: 'failed', attempts: 1 });
  expect(email?.lastError).toContain('no such mailbox');
  verdict = null;
  const { visitor: support } = await staff(shop, 'support');
  const { body } = await support.get<{ data: { id: string }[] }>('/emails?status=failed');
  expect(body.data).toHaveLength(1);
  expect((await support.post(`/emails/${body.data[0]?.id}/retry`)).status).toBe(200);
  expect((await support.post(`/emails/${body.data[0]?.id}/retry`)).body.code).toBe('invalid_state');
  await sendEmails(shop.app);
  expect(received.map(({ to }) => to[0])).toContain('gone@shop.example');
});

test('an unreachable mail server is retried at growing intervals, then given up', async () => {
  verdict = Object.assign(new Error('busy'), { responseCode: 421 });
  await ask('never@shop.example');
  for (let round = 0; round < 8; round += 1) {
    await sendEmails(shop.app);
    clock.advance(12 * 60 * MINUTE);
  }
  expect(await stored('never@shop.example')).toMatchObject({ status: 'failed', attempts: 8 });
  verdict = null;
});

test('the worker prepares and sends e-mails by itself', async () => {
  received.length = 0;
  const body = { business_name: 'Worked', country: 'DE', name: 'Ann', email: 'work@shop.example' };
  await visitor(shop, 'portal').post('/sign-up', { ...body, password: PASSWORD });
  await using worker = createWorker(shop.app);
  await worker.drain();
  expect(received.map(({ to }) => to[0])).toEqual(['work@shop.example']);
});

test('without a server e-mails are kept, and only an admin reads a secret link, audited', async () => {
  await using own = await openShop({ clock });
  const email = 'kept@shop.example';
  const body = { business_name: 'Kept', country: 'DE', name: 'Ann', email };
  await visitor(own, 'portal').post('/sign-up', { ...body, password: PASSWORD });
  const kept = await mailTo(own, email);
  expect(kept?.status).toBe('kept');
  const { visitor: admin } = await staff(own, 'admin');
  const { visitor: support } = await staff(own, 'support');
  const { visitor: stock } = await staff(own, 'stock');
  const { body: list } = await admin.get<{ data: { id: string }[] }>(
    `/emails?to=${email.slice(1).toUpperCase()}`,
  );
  const [found] = list.data as { id: string; subject: string }[];
  const part = encodeURIComponent(found?.subject.slice(2).toUpperCase() ?? '');
  const { body: named } = await admin.get<typeof list>(`/emails?subject=${part}`);
  expect(named.data.map(({ id }) => id)).toContain(found?.id);
  expect((await admin.get<typeof list>('/emails?subject=nothing-so')).body.data).toEqual([]);
  const path = `/emails/${found?.id}`;
  expect((await admin.get(path)).body.text).toMatch(/#token=[\w-]{43}/);
  const { body: hidden } = await support.get(path);
  expect(hidden.text).toContain('(the link is not shown)');
  expect(hidden.text).not.toContain('#token=');
  expect((await stock.get(path)).body.code).toBe('role_missing');
  const shown = await own.rows(`SELECT 1 FROM audit.entries WHERE action = 'email.link_shown'`);
  expect(shown).toHaveLength(1);
  expect(await own.verify()).toEqual([]);
});
