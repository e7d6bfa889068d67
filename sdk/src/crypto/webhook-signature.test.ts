/**
 * Guards: a delivery is genuine only if the holder of the secret signed exactly these bytes, recently; in both schemes,
 * during a rotation, and whatever the headers look like.
 */
import { expect, test } from 'vitest';
import { signWebhook, verifyWebhook } from './webhook-signature.ts';

/** The vector of the webhook guide. */
const SECRET = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
const OTHER = `whsec_${'B'.repeat(43)}=`;
const SECONDS = 1_767_225_600;
const BODY =
  '{"id":"evt_01JABCDEFGHJKMNPQRSTVWXYZ0","type":"order.status_changed",' +
  '"timestamp":"2026-01-01T00:00:00.000Z","sequence":42,' +
  '"data":{"order_id":"ord_123","status":"completed","note":"naïve ☕"}}';
const HEADERS = {
  'Webhook-Id': 'evt_01JABCDEFGHJKMNPQRSTVWXYZ0',
  'webhook-timestamp': String(SECONDS),
  'webhook-signature': 'v1,GLJk4URst540lajH6uKn/bX/HGTnEhKOrvzaJYttFMo=',
  'x-psnb2b-signature': '98c198285d8c2b79cf8f1fa4c0d3a8cfdd057b7c74fbf1263b29017c0e9d1355',
};

const GIVEN = { body: BODY, headers: HEADERS, secrets: SECRET, nowMs: SECONDS * 1_000 };

test('the published vector, in both schemes, as text, bytes and Headers', async () => {
  const event = { id: HEADERS['Webhook-Id'], sequence: 42 };
  expect(await verifyWebhook(GIVEN)).toMatchObject(event);
  expect(await verifyWebhook({ ...GIVEN, scheme: 'simple' })).toMatchObject(event);
  const body = new TextEncoder().encode(BODY);
  const headers = new Headers(HEADERS);
  expect(await verifyWebhook({ ...GIVEN, body, headers })).toMatchObject(event);
  expect(await verifyWebhook({ ...GIVEN, body: body.buffer })).toMatchObject(event);
  expect(await verifyWebhook({ ...GIVEN, secrets: [OTHER, SECRET] })).toMatchObject(event);
});

test.each([
  ['another body', { body: BODY.replace('42', '43') }, 'signature'],
  ['another secret', { secrets: OTHER }, 'signature'],
  ['another id', { headers: { ...HEADERS, 'Webhook-Id': 'evt_other' } }, 'signature'],
  ['another time', { headers: { ...HEADERS, 'webhook-timestamp': '1767225601' } }, 'signature'],
  ['no signature', { headers: { ...HEADERS, 'webhook-signature': undefined } }, 'malformed'],
  [
    'no downgrade',
    { headers: { 'x-psnb2b-signature': HEADERS['x-psnb2b-signature'] } },
    'malformed',
  ],
  ['a time that is not one', { headers: { ...HEADERS, 'webhook-timestamp': 'soon' } }, 'malformed'],
  ['another version', { headers: { ...HEADERS, 'webhook-signature': 'v2,AAAA' } }, 'signature'],
  ['an empty signature', { headers: { ...HEADERS, 'webhook-signature': 'v1,' } }, 'signature'],
  ['an old one', { nowMs: (SECONDS + 301) * 1_000 }, 'timestamp'],
  ['one of the future', { nowMs: (SECONDS - 301) * 1_000 }, 'timestamp'],
  ['no secret', { secrets: [] }, 'key'],
  ['a key in place of a secret', { secrets: 'psnb2b_live_x' }, 'key'],
  ['a parsed body', { body: JSON.parse(BODY) }, 'malformed'],
])('refuses %s', async (_name, change, reason) => {
  await expect(verifyWebhook({ ...GIVEN, ...change })).rejects.toMatchObject({ reason });
});

test.each([
  ['another body', { body: `${BODY} ` }],
  ['a text that is not hex', { headers: { ...HEADERS, 'x-psnb2b-signature': 'x'.repeat(64) } }],
  ['half of it', { headers: { ...HEADERS, 'x-psnb2b-signature': 'ab' } }],
])('the simple scheme refuses %s', async (_name, change) => {
  const verifying = verifyWebhook({ ...GIVEN, scheme: 'simple', ...change });
  await expect(verifying).rejects.toMatchObject({ reason: 'signature' });
});

test('during a rotation both secrets verify, before and after the switch', async () => {
  const signed = { id: 'evt_1', body: BODY, secret: SECRET, nextSecret: OTHER };
  const headers = await signWebhook({ ...signed, timestampSeconds: SECONDS });
  for (const secrets of [SECRET, OTHER, [OTHER, SECRET]]) {
    for (const scheme of ['standard', 'simple'] as const) {
      expect(await verifyWebhook({ ...GIVEN, headers, secrets, scheme })).toBeTruthy();
    }
  }
  const third = `whsec_${'C'.repeat(43)}=`;
  await expect(verifyWebhook({ ...GIVEN, headers, secrets: third })).rejects.toThrow('signature');
});
