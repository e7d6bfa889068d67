// What every runtime must do with the published package: buy, read, verify. `npm run test:languages` runs it with API and KEY.
import { ApiError, openSealedCode, Psnb2b, signWebhook, verifyWebhook } from '@psnb2b/sdk';

const env = globalThis.process?.env ?? globalThis.Deno.env.toObject();
const shop = new Psnb2b({ apiKey: env.KEY, baseUrl: env.API });
const done = [];

function check(name, isTrue) {
  if (!isTrue) throw new Error(`${name} failed`);
  done.push(name);
}

const order = await shop.orders.createAndWait({ region: 'US', denomination: 50, quantity: 2 });
const codes = await shop.codes.download(order.id);
check('buy', codes.length === 2 && codes.every(({ code }) => code.startsWith('TEST-')));

const refused = await shop.orders
  .create({ region: 'US', denomination: 50, quantity: 104 })
  .catch((error) => error);
check('refusals', refused instanceof ApiError && refused.is('out_of_stock'));

const lost = { idempotencyKey: crypto.randomUUID(), maxRetries: 0 };
const wish = { region: 'US', denomination: 10, quantity: 1 };
const headers = { 'X-PSNB2B-Test-Error': 'connection_lost' };
const failure = await shop.orders.create(wish, { ...lost, headers }).catch((error) => error);
let replayed = false;
await shop.orders.create(wish, {
  ...lost,
  onReply: (reply) => {
    replayed = reply.replayed;
  },
});
check('a lost reply', failure.outcomeUnknown && replayed);

const [reveal] = await shop.codes.reveals(order.id).all();
check('receipts', (await shop.verifyReceipt(reveal.receipt)).order_id === order.id);

const secret = `whsec_${'A'.repeat(43)}=`;
const body = '{"id":"evt_1"}';
const signed = await signWebhook({ id: 'evt_1', body, secret });
check('webhooks', (await verifyWebhook({ body, headers: signed, secrets: secret })).id === 'evt_1');

const opened = { code: 'ABCD', serial: null };
for (const crv of ['P-256', 'X25519']) {
  const { jwk, sealed } = await sealFor(crv);
  const found = await openSealedCode({ id: 'cod_1', sealed }, jwk);
  check(`sealed codes (${crv})`, found.code === opened.code && found.serial === null);
}
console.log(`${done.length} passed: ${done.join(', ')}`);

/** Seals as the server does (RFC 7516 with ECDH-ES), by the runtime's own crypto. */
async function sealFor(crv) {
  const curve = crv === 'P-256' ? { name: 'ECDH', namedCurve: crv } : { name: crv };
  const [ours, ephemeral] = await Promise.all(
    [0, 1].map(() => crypto.subtle.generateKey(curve, true, ['deriveBits'])),
  );
  const { kty, x, y } = await crypto.subtle.exportKey('jwk', ephemeral.publicKey);
  const text = (value) => base64url(new TextEncoder().encode(JSON.stringify(value)));
  const head = text({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'k', epk: { kty, crv, x, y } });
  const secret = await crypto.subtle.deriveBits(
    { name: curve.name, public: ours.publicKey },
    ephemeral.privateKey,
    256,
  );
  const tail = [
    0,
    0,
    0,
    7,
    ...new TextEncoder().encode('A256GCM'),
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    1,
    0,
  ];
  const input = new Uint8Array([0, 0, 0, 1, ...new Uint8Array(secret), ...tail]);
  const cek = await crypto.subtle.digest('SHA-256', input);
  const aes = await crypto.subtle.importKey('raw', cek, 'AES-GCM', false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(head);
  const inside = new TextEncoder().encode(JSON.stringify({ id: 'cod_1', ...opened }));
  const whole = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, aes, inside),
  );
  const parts = [whole.subarray(0, -16), whole.subarray(-16)].map(base64url);
  const jwk = { ...(await crypto.subtle.exportKey('jwk', ours.privateKey)), kid: 'k' };
  return { jwk, sealed: [head, '', base64url(iv), ...parts].join('.') };
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
