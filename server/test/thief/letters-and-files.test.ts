/**
 * Guards: e-mails and files that we send. A link leads to our site whatever host a request claims; no text that anybody
 * typed becomes a header or a recipient; a file has a harmless name whatever its uploader called it, is only offered as
 * a download, and is not cached.
 */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleLinks } from '../../src/identity/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { sendEmails } from '../../src/kit/mail/index.ts';
import {
  bodyOf,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  smallFile,
  staff,
  tokenMailedTo,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let owner: Visitor;
let agent: Visitor;
beforeAll(async () => {
  shop = await openShop({ clock });
  owner = (await signUp(shop)).visitor;
  agent = (await staff(shop, 'support')).visitor;
});
afterAll(() => shop[Symbol.asyncDispose]());

describe('a link', () => {
  test.each([
    { host: 'evil.example' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { forwarded: 'host=evil.example;proto=https' },
    { origin: 'http://evil.example', host: 'evil.example' },
  ])('leads to our site, with %o', async (claimed) => {
    const { email } = await signUp(shop);
    const reply = await post('/portal/api/password-resets', { email }, claimed);
    // A page of another site may send the request: the link still goes to the inbox.
    expect(reply).toBe(200);
    await tokenMailedTo(shop, email);
    const [mail] = await shop.rows<{ body_text: string; body_html: string }>(
      `SELECT body_text, body_html FROM kit.emails WHERE recipient = $1 ORDER BY email_id DESC`,
      [email],
    );
    expect(JSON.stringify(mail)).not.toContain('evil.example');
  });

  /** Sends headers that `fetch` would not send. */
  async function post(path: string, body: object, claimed: Record<string, string>) {
    const { request } = await import('node:http');
    const text = JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      'content-length': String(text.length),
      'x-psnb2b-door': 'portal',
      'x-forwarded-for': '203.0.113.9',
      ...claimed,
    };
    return new Promise<number | undefined>((resolve, reject) => {
      const sent = request(shop.url + path, { method: 'POST', headers }, (reply) => {
        reply.resume();
        reply.on('end', () => resolve(reply.statusCode));
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }
});

describe('typed text', () => {
  test.each([
    ['name', 'Eve\r\nBcc: all@evil.example'],
    ['business_name', 'Eve\nSubject: Pay now'],
    ['email', 'eve@shop.example\r\nBcc: all@evil.example'],
    ['email', 'eve@shop.example, all@evil.example'],
    ['email', '"Eve" <all@evil.example>'],
    ['email', 'eve@shop.example\0'],
  ])('as %s never makes a header: %j', async (member, value) => {
    const asked = { business_name: 'A', country: 'DE', name: 'E', email: 'eve@shop.example' };
    const body = { ...asked, password: PASSWORD, [member]: value };
    expect((await visitor(shop, 'portal').post('/sign-up', body)).status).toBe(422);
  });

  test('reaches a mail server as one recipient and one subject', async () => {
    const got: { to: string[]; head: string; body: string }[] = [];
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const [head = '', ...rest] = Buffer.concat(chunks).toString().split('\r\n\r\n');
          const to = envelope.rcptTo.map(({ address }) => address);
          got.push({ to, head, body: rest.join('\r\n\r\n') });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
    const { port } = smtp.server.address() as AddressInfo;
    await using own = await openShop({ clock, env: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
    const boss = visitor(own, 'portal');
    const business = 'Shop =?utf-8?q?=0D=0ABcc:_all=40evil.example?= Ltd';
    const asked = { business_name: business, country: 'DE', name: 'E', email: 'e@shop.example' };
    await boss.post('/sign-up', { ...asked, password: PASSWORD });
    await settleLinks(own.app);
    await sendEmails(own.app);
    const body = got[0]?.body.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '';
    const token = /#token=([\w-]{43})/.exec(body)?.[1];
    await boss.post('/sign-up/confirm', { token, password: PASSWORD });
    got.length = 0;
    await boss.post('/invitations', { email: 'new@shop.example', role: 'buyer' });
    await sendEmails(own.app);
    await new Promise<void>((resolve) => smtp.close(resolve));
    // The invitation, and the owner's notification of it.
    const recipients = got.map(({ to }) => to.join()).sort();
    expect(recipients).toEqual(['e@shop.example', 'new@shop.example']);
    for (const { head } of got) {
      expect(head).not.toMatch(/^(bcc|cc):/im);
      expect(head.match(/^subject:/gim)).toHaveLength(1);
    }
  });
});

describe('a file', () => {
  const upload = (name: string) =>
    bodyOf<{ id: string; name: string }>(
      clock,
      owner.call('POST', '/files', { file: { name, bytes: smallFile('small.png') } }),
    );

  test.each([
    '../../../etc/passwd',
    '..\\..\\windows\\system32\\evil.exe',
    '/etc/shadow',
    'C:\\fakepath\\con.png',
    'a";filename="evil.html',
    'line\r\nSet-Cookie: a=b.png',
    '\u202Egnp.exe',
    '.htaccess',
    '<script>alert(1)</script>.svg',
    `${'long '.repeat(80)}.png`,
    'nul\0.png',
    '%2e%2e%2fpasswd',
  ])('called %j gets a harmless name', async (claimed) => {
    const { id, name } = await upload(claimed);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
    expect(name).toMatch(/^[^/\\<>:"|?*\u0000-\u001F\u202E]{1,110}\.png$/u);
    expect(name).not.toMatch(/^\./);
    const ticket = { topic: 'other', subject: 'A file', text: 'Look', attachments: [id] };
    const opened = await bodyOf<{ id: string }>(clock, owner.post('/tickets', ticket));
    for (const reader of [owner, agent]) {
      const { status, headers } = await reader.get(`/files/${id}`);
      expect(status).toBe(200);
      expect(headers.get('content-disposition')).toMatch(
        /^attachment; filename="[^"\\/]+"; filename\*=UTF-8''[\w.%!~-]+$/,
      );
      expect(headers.get('content-type')).toBe('image/png');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain('sandbox');
      expect(headers.get('set-cookie')).toBeNull();
    }
    await bodyOf(clock, owner.post(`/tickets/${opened.id}/close`));
  });
});

test('no page or file of ours redirects a browser to another site', async () => {
  for (const path of [
    '//evil.example',
    '//evil.example/%2e%2e',
    '/portal//evil.example/',
    '/portal/..//evil.example',
    '/console/\\evil.example',
    '/portal/sign-in?next=//evil.example',
    '/%5cevil.example/',
    '/docs//evil.example/',
  ]) {
    const reply = await fetch(shop.url + path, { redirect: 'manual' });
    const to = reply.headers.get('location');
    expect([path, to === null || new URL(to, shop.url).origin === shop.url]).toEqual([path, true]);
  }
});
