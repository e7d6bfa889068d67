import { claimTextLengthMax, messageLengthMax, passwordLengthMax, webApps } from '@psnb2b/contract';
import { assert } from '../../../server/src/kit/assert.ts';
import { type Entrance, type Fed, sessionHeaders } from './hostile-requests.ts';
import type { Shop } from './shop.ts';
import { worstFiles } from './worst-files.ts';

const CODES = 500;
const PORTAL = webApps.portal.basePath;
/** Every word may be the beginning of a code that is written in groups. */
const GROUPS = 'a1 '.repeat(messageLengthMax / 3);

interface Bought {
  readonly orderId: string;
  readonly codes: readonly string[];
}

/** The worst valid input of the calls whose work grows with their input. */
export async function validRequests(url: URL, entrance: Entrance, shop: Shop): Promise<Fed[]> {
  const { orderId, codes } = await buy(url, entrance, shop);
  const auth = { authorization: `Bearer ${entrance.key}` };
  const page = sessionHeaders(entrance);
  const keyed = { ...auth, 'content-type': 'application/json', 'idempotency-key': 'new' };
  const acted = { ...page, 'content-type': 'application/json' };
  const post = (
    name: string,
    path: string,
    headers: Fed['headers'],
    body: unknown,
    status?: number,
  ): Fed => ({
    name,
    ...(status !== undefined && { status }),
    method: 'POST',
    path,
    headers,
    body: JSON.stringify(body),
  });
  const get = (name: string, path: string, headers: Fed['headers'] = auth): Fed => ({
    name,
    status: 200,
    method: 'GET',
    path,
    headers,
  });
  const [product] = shop.products;
  const order = { region: product?.region, denomination: Number(product?.denomination) };
  const claim = { order_id: orderId, codes, reason: 'invalid' };
  const odd = '4@8({[<369&#!1|/\\0$5+7%2'.repeat(9).slice(0, passwordLengthMax);
  const words = Array.from({ length: 40 }, (_, index) => `w${index}`).join(' ');
  const business = { business_name: words.slice(0, 200), country: 'DE', currency: 'USD' };
  const person = { name: words.slice(0, 100), email: `${'a.'.repeat(31)}a@bench.example` };
  return [
    post(`createOrder, ${CODES} codes`, '/api/v1/orders', keyed, { ...order, quantity: 1 }, 201),
    get(`listOrderCodes, ${CODES} codes`, `/api/v1/orders/${orderId}/codes`),
    get(`listOrderCodes, CSV`, `/api/v1/orders/${orderId}/codes`, { ...auth, accept: 'text/csv' }),
    get('listOrderReveals', `/api/v1/orders/${orderId}/reveals`),
    get('listInventory', '/api/v1/inventory', { ...auth, 'accept-encoding': 'br' }),
    get('listOrders', '/api/v1/orders?limit=100'),
    get('listEvents', '/api/v1/events?limit=100'),
    get('getOpenapi', '/api/v1/openapi.json', {}),
    get('the portal’s document', `${PORTAL}/openapi.json`, page),
    get('the API reference', '/docs', {}),
    post(`createClaim, ${CODES} codes`, '/api/v1/claims', keyed, {
      ...claim,
      description: GROUPS.slice(0, claimTextLengthMax),
    }),
    post(
      'openTicket, the longest',
      `${PORTAL}/tickets`,
      acted,
      {
        topic: 'other',
        subject: 'a',
        text: GROUPS,
        attachments: [],
      },
      201,
    ),
    post('signUp, odd password and 60 words', `${PORTAL}/sign-up`, acted, {
      ...business,
      ...person,
      password: odd,
    }),
    post('signIn, the longest password', `${PORTAL}/sign-in`, acted, {
      email: person.email,
      password: odd,
    }),
    ...Object.entries(worstFiles()).map(([name, bytes]) => ({
      name: `uploadFile, ${name}`,
      method: 'POST',
      path: `${PORTAL}/files`,
      headers: { ...page, 'content-type': 'multipart/form-data; boundary=B' },
      body: formOf(bytes),
    })),
  ];
}

function formOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = '--B\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n';
  return new Uint8Array(Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--B--\r\n')]));
}

async function buy(url: URL, { key }: Entrance, { products }: Shop): Promise<Bought> {
  const [product] = products;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const body = { region: product?.region, denomination: Number(product?.denomination) };
  const placed = await fetch(new URL('/api/v1/orders', url), {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': 'stall' },
    body: JSON.stringify({ ...body, quantity: CODES }),
  });
  const order = (await placed.json()) as { id: string };
  assert(placed.status === 201, `an order is placed: ${JSON.stringify(order)}`);
  const read = await fetch(new URL(`/api/v1/orders/${order.id}/codes`, url), { headers });
  const list = (await read.json()) as { data: readonly { id: string }[] };
  return { orderId: order.id, codes: list.data.map(({ id }) => id) };
}
