/**
 * Guards: passkeys, in a real browser with an authenticator: adding one needs a proof, and it can be used to sign in
 * alone, as a second factor and for step-up; a challenge is accepted once and only from its owner.
 */
import { type Me, webAppHeader } from '@psnb2b/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../testkit/browser.ts';
import { openShop, PASSWORD, type Shop, signUp } from '../../testkit/index.ts';

let shop: Shop;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  page = await browser.newPage();
  // A network address cannot be a relying party: authenticators need a name.
  await page.goto(`${shop.url.replace('127.0.0.1', 'localhost')}/healthz`);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
});
afterAll(async () => {
  await browser.close();
  await shop[Symbol.asyncDispose]();
});

interface Seen<Body> {
  readonly status: number;
  readonly body: Body & { readonly code?: string };
}

/** Calls the portal API from the browser, as our pages do. */
function call<Body = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
): Promise<Seen<Body>> {
  const headers = {
    [webAppHeader]: 'portal',
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const options = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const url = `/portal/api${path}`;
  return page.evaluate(
    `fetch(${JSON.stringify(url)}, ${JSON.stringify(options)})
      .then(async (reply) => ({ status: reply.status, body: await reply.json() }))`,
  );
}

interface Answer {
  readonly flow: string;
  readonly response: Record<string, unknown>;
}

/** Makes the browser's authenticator answer the server's options. */
async function answer(kind: 'create' | 'get', path: string): Promise<Answer> {
  const { body } = await call<{ flow: string; options: object }>('POST', path);
  if (body.options === undefined) throw new Error(JSON.stringify(body));
  const form = kind === 'create' ? 'Creation' : 'Request';
  const response = await page.evaluate<Record<string, unknown>>(
    `navigator.credentials
      .${kind}({ publicKey: PublicKeyCredential.parse${form}OptionsFromJSON(
        ${JSON.stringify(body.options)}) })
      .then((credential) => credential.toJSON())`,
  );
  return { flow: body.flow, response };
}

test('a passkey is added, signs in alone, and is a second factor and a proof', async () => {
  const { email } = await signUp(shop);
  expect((await call('POST', '/sign-in', { email, password: PASSWORD })).status).toBe(200);
  const given = await answer('create', '/passkeys/options');
  const added = await call<{ codes: string[] }>('POST', '/passkeys', { ...given, name: 'Laptop' });
  expect([added.status, added.body.codes?.length]).toEqual([201, 10]);
  const again = await call('POST', '/passkeys', { ...given, name: 'Twice' });
  expect(again.body.code).toBe('proof_refused');
  const { body: list } = await call<{ data: object[] }>('GET', '/passkeys');
  expect(list.data).toEqual([expect.objectContaining({ name: 'Laptop', last_used_at: null })]);

  await call('POST', '/sign-out');
  const alone = await answer('get', '/passkey-options');
  const signedIn = await call<Me>('POST', '/sign-in/passkey', alone);
  expect(signedIn.body).toMatchObject({ user: { email }, session: { state: 'active' } });
  await call('POST', '/sign-out');
  expect((await call('POST', '/sign-in/passkey', alone)).body.code).toBe('sign_in_refused');

  const half = await call<Me>('POST', '/sign-in', { email, password: PASSWORD });
  expect(half.body.session.state).toBe('second_factor');
  expect(half.body.second_factor.methods).toEqual(['passkey', 'recovery_code']);
  const factor = { method: 'passkey', ...(await answer('get', '/passkey-options')) };
  const whole = await call<Me>('POST', '/sign-in/second-factor', factor);
  expect(whole.body.session?.state).toBe('active');
  const proof = { method: 'passkey', ...(await answer('get', '/passkey-options')) };
  expect((await call('POST', '/step-up', proof)).status).toBe(200);
  expect((await call('POST', '/step-up', proof)).body.code).toBe('proof_refused');
  expect(await shop.verify()).toEqual([]);
});

test('another person’s passkey proves nothing', async () => {
  const { email } = await signUp(shop);
  await call('POST', '/sign-out');
  await call('POST', '/sign-in', { email, password: PASSWORD });
  const proof = { method: 'passkey', ...(await answer('get', '/passkey-options')) };
  expect((await call('POST', '/step-up', proof)).body.code).toBe('proof_refused');
});

test('an altered answer to a challenge is refused', async () => {
  await call('POST', '/sign-out');
  const given = await answer('get', '/passkey-options');
  const { signature, ...rest } = given.response.response as { signature: string };
  const broken = `${signature.slice(0, -4)}AAAA`;
  const response = { ...given.response, response: { ...rest, signature: broken } };
  const refused = await call('POST', '/sign-in/passkey', { flow: given.flow, response });
  expect(refused.body.code).toBe('sign_in_refused');
});

test('an address without a host name is refused with that reason', async () => {
  const { visitor } = await signUp(shop);
  const refused = await visitor.post('/passkeys/options');
  expect(refused.body).toMatchObject({ code: 'invalid_state' });
  expect(refused.body.detail).toContain('http://localhost');
});
