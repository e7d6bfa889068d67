import { createHmac, createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { formatId, newUuid } from '../../../server/src/kit/ids.ts';

/** The input of the bare sender: the secret of each receiver, and the bodies for each in turn. */
export interface BareWebhooks {
  readonly url: string;
  readonly secrets: readonly string[];
  readonly inFlight: number;
  readonly warmUp: number;
  readonly messages: readonly { readonly id: string; readonly body: string }[];
}

/**
 * A child process that signs each body with both schemes and POSTs it with undici's dispatch, with a fixed number in
 * flight for each receiver and an id for each attempt, and does nothing else. Prints how many it sent per second after
 * the warm-up.
 */
const { url, secrets, inFlight, warmUp, messages }: BareWebhooks = JSON.parse(
  readFileSync(process.argv[2] ?? '', 'utf8'),
);
const { origin, pathname } = new URL(url);
let sent = 0;
let began = 0;

async function sender(
  pool: Pool,
  plain: ReturnType<typeof createSecretKey>,
  standard: typeof plain,
) {
  for (;;) {
    const message = messages[sent];
    if (!message) return;
    if (sent === warmUp) began = performance.now();
    sent += 1;
    const { id, body } = message;
    const seconds = String(Math.floor(Date.now() / 1000));
    const signed = createHmac('sha256', standard).update(`${id}.${seconds}.${body}`);
    const headers = [
      ...['content-type', 'application/json; charset=utf-8', 'user-agent', 'PSNB2B-Webhooks/1'],
      ...['x-psnb2b-event', 'order.status_changed'],
      ...['x-psnb2b-delivery', formatId('whd', newUuid())],
      ...['webhook-id', id, 'webhook-timestamp', seconds],
      ...['webhook-signature', `v1,${signed.digest('base64')}`],
      ...['x-psnb2b-signature', createHmac('sha256', plain).update(body).digest('hex')],
    ];
    const status = await post(pool, headers, body);
    if (status !== 200) throw new Error(`a receiver answered ${status}`);
  }
}

function post(pool: Pool, headers: string[], body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let status = 0;
    pool.dispatch(
      { method: 'POST', path: pathname, headers, body },
      {
        onRequestStart: () => {},
        onResponseStart: (_controller, code) => {
          status = code;
        },
        onResponseData: () => {},
        onResponseEnd: () => resolve(status),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}

const senders = secrets.flatMap((secret) => {
  const pool = new Pool(origin, { connections: inFlight, pipelining: 1 });
  const plain = createSecretKey(Buffer.from(secret));
  const standard = createSecretKey(Buffer.from(secret.slice('whsec_'.length), 'base64'));
  return Array.from({ length: inFlight }, () => sender(pool, plain, standard));
});
await Promise.all(senders);
const seconds = (performance.now() - began) / 1000;
console.log(JSON.stringify({ perSecond: (sent - warmUp) / seconds }));
process.exit(0);
