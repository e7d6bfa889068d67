/**
 * Guards: whatever bytes arrive for /api/v1, each reply is in the contract's form, with its request id and the
 * rate-limit headers; and everything that could be a request gets a reply. Methods, targets, versions, framings, header
 * lines and bodies are random, valid and broken, alone and in sequence.
 */
import { METHODS } from 'node:http';
import { basePath, operations } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type Answer,
  contractFaults,
  openShop,
  rawRequest,
  type Shop,
} from '../../testkit/index.ts';

const SEED = Number(process.env.DRAWN_SEED ?? 1);
const REQUESTS = Number(process.env.DRAWN_REQUESTS ?? 1_500);
const AT_ONCE = 8;
const PATIENCE_MS = 30_000;

let shop: Shop;
let keys: readonly string[];
beforeAll(async () => {
  shop = await openShop();
  const { partnerId, key } = await shop.buyer({ balance: '100.00' });
  await shop.stock({ codes: 50 });
  const narrow = await shop.key(partnerId, { scopes: ['codes'] });
  const limited = await shop.key(await shop.partner(), { requestsPerMinute: 20 });
  keys = [key, key, key, narrow.text, limited.text, `psnb2b_live_${'0'.repeat(49)}`, 'x', ''];
});
afterAll(() => shop[Symbol.asyncDispose]());

/** Mulberry32. */
function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    pick: <Each>(all: readonly Each[]): Each => all[Math.floor(next() * all.length)] as Each,
    is: (share: number) => next() < share,
  };
}
type Chance = ReturnType<typeof chance>;

const PATHS = [
  ...Object.values(operations).map(({ path }) => path),
  ...['', '/', '/nothing', '//', '/orders/', '/../x', '/%zz', '/orders?limit=x&limit=y', '/%00'],
  ...['/orders?', '/orders#x', '/orders/;a=b', `/orders/${'x'.repeat(700)}`, '/orders?a=%ff'],
].map((path) => basePath + path.replace(/\{\w+\}/g, 'ord_01m84j5stvek8taznva0d678kp'));
const BODIES = [
  ...['', '{}', '[]', 'null', '{"quantity":', '\ufeff{}', '"\\ud800"', '[[[[[[[[', 'x=1&y=2'],
  ...['{"region":"US","denomination":50,"quantity":1}', '\0\0\0\0', ' '.repeat(70_000)],
  '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--x--\r\n',
];
const TYPES = [
  ...['application/json', 'application/json; charset=utf-16', 'text/plain', 'nonsense', ''],
  ...[
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
  ],
];
/** Additions to a valid request, which stays valid. */
const BESIDE = [
  ...['Accept: text/html;q=0.1', 'Accept: ;;;,', 'Accept-Encoding: br;q=0', 'Expect: 100-continue'],
  ...[
    'Upgrade: h2c\r\nConnection: Upgrade',
    'Upgrade: websocket',
    'Connection: close',
    'X: \x80\xff',
  ],
  ...['Content-Encoding: gzip', 'Idempotency-Key: a', 'Idempotency-Key: a b', 'If-None-Match: "x"'],
  ...[
    'Range: bytes=0-1',
    'X-Forwarded-For: nobody',
    'X-HTTP-Method-Override: DELETE',
    'TE: trailers',
  ],
  ...['Authorization: Basic eDp4', 'Cookie: a=b; a=c', 'Content-Length: 0', 'Origin: null'],
  ...['Host: other.example', 'Forwarded: for=_x', 'Trailer: X', 'Max-Forwards: 0', 'If-Match: *'],
];
/** Additions that make it invalid. */
const AGAINST = [
  ...['A b: c', 'A: b\0c', ': x', 'A', 'Content-Length: x', 'Content-Length: -1', 'Expect: gold'],
  ...['Content-Length: 5\r\nTransfer-Encoding: chunked', 'Transfer-Encoding: gzip, chunked'],
  ...['Transfer-Encoding: identity', 'Transfer-Encoding: chunked, chunked', ' folded', 'A:\rb'],
  ...[
    'Transfer-Encoding : chunked',
    `A: ${'x'.repeat(20_000)}`,
    'Content-Length: 1\r\nContent-Length: 2',
  ],
];
const CHUNKS = [
  'zz\r\n{}\r\n',
  '2\r\n{}',
  '2{}\r\n0\r\n\r\n',
  `2;${'x'.repeat(20_000)}\r\n{}\r\n`,
  '-1\r\n',
];

interface Drawn {
  readonly method: string;
  readonly path: string;
  readonly bytes: string;
  /** It may be refused before its target is known; nothing that follows it is read. */
  readonly isBroken: boolean;
}

function draw({ pick, is }: Chance, number: number, mayBreak: boolean): Drawn {
  const isBroken = mayBreak && is(0.4);
  const known = is(0.7) ? pick(['GET', 'POST', 'DELETE', 'HEAD', 'PATCH']) : pick(METHODS);
  const method = isBroken && is(0.1) ? pick(['get', 'BREW', ' GET', '\x16\x03\x01']) : known;
  const path = pick(PATHS);
  const key = pick(keys);
  const body = is(0.4) ? pick(BODIES) : '';
  const address = [16, 8, 0].map((shift) => (number >> shift) & 255).join('.');
  const wrong = ['HTTP/1.2', 'HTTP/2.0', 'HTP/1.1', ''];
  const version = isBroken && is(0.1) ? pick(wrong) : is(0.05) ? 'HTTP/1.0' : 'HTTP/1.1';
  const lines = [
    `${method} ${path}${version && ' '}${version}`,
    ...(isBroken && is(0.1) ? [] : ['Host: shop.example']),
    ...(isBroken && is(0.1) ? [] : [`X-Forwarded-For: 10.${address}`]),
    ...(key ? [`Authorization: Bearer ${key}`] : []),
    ...(is(0.3) ? [pick(BESIDE)] : []),
    ...(isBroken && is(0.5) ? [pick(AGAINST)] : []),
    ...(body || is(0.1) ? [`Content-Type: ${pick(TYPES)}`] : []),
  ];
  const head = (more: string) => `${[...lines, more].join('\r\n')}\r\n\r\n`;
  const size = Buffer.byteLength(body);
  if (isBroken && is(0.3)) {
    return { method, path, bytes: head('Transfer-Encoding: chunked') + pick(CHUNKS), isBroken };
  }
  if (is(0.3)) {
    const sent = size === 0 ? '0\r\n\r\n' : `${size.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    return { method, path, bytes: head('Transfer-Encoding: chunked') + sent, isBroken };
  }
  const whole = head(`Content-Length: ${size}`) + body;
  const cut = isBroken && is(0.3) ? Math.ceil(whole.length * 0.7) : whole.length;
  return { method, path, bytes: whole.slice(0, cut), isBroken };
}

interface Row {
  readonly requests: readonly Drawn[];
  /** The sender closes its half at once (RFC 9112, section 9.6). */
  readonly end: boolean;
}

function drawRow(by: Chance, number: number): Row {
  const length = by.is(0.2) ? 3 : 1;
  const requests = Array.from({ length }, (_, at) => draw(by, number + at, at === length - 1));
  // The end of a request that is cut off can only be known by the closed connection.
  return { requests, end: requests.at(-1)?.isBroken || by.is(0.3) };
}

/** The bytes that were received, and what is wrong with them. */
class Tally {
  readonly faults: string[] = [];
  readonly statuses = new Map<number, number>();
  replies = 0;
  rightHeaders = 0;
  problemsDue = 0;
  problems = 0;

  async send({ requests, end }: Row): Promise<void> {
    const bytes = requests.map((each) => each.bytes).join('');
    const methods = requests.map(({ method }) => method);
    const answers = await withinPatience(rawRequest(shop.url, bytes, { methods, end }));
    const shown = JSON.stringify(bytes.replace(/(.)\1{50,}/g, '$1…')).slice(0, 900);
    for (const [index, answer] of (answers ?? []).entries()) {
      const faults = this.#judge(requests[index] as Drawn, answer);
      this.faults.push(...faults.map((fault) => `${answer.status} ${fault}: ${shown}`));
    }
    const last = answers?.at(-1);
    if (!answers) this.faults.push(`no end: ${shown}`);
    else if (!last) this.faults.push(`no reply: ${shown}`);
    else if (answers.length < requests.length && last.headers.get('connection') !== 'close') {
      this.faults.push(`${answers.length} of ${requests.length} replies: ${shown}`);
    }
  }

  #judge({ method, path, isBroken }: Drawn, answer: Answer): string[] {
    this.replies += 1;
    this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
    const headers = contractFaults('HEAD', basePath, { ...answer, text: '' });
    if (headers.length === 0) this.rightHeaders += 1;
    const isHead = method === 'HEAD';
    const isProblemDue = answer.status >= 400 && !isHead;
    if (isProblemDue) this.problemsDue += 1;
    if (isProblemDue && answer.body.request_id === answer.headers.get('x-request-id')) {
      this.problems += 1;
    }
    // A tunnel has no path, and neither has an unreadable request.
    const isUnread = (isBroken && answer.status >= 400) || method === 'CONNECT';
    return contractFaults(isHead ? 'HEAD' : method, isUnread ? basePath : path, answer);
  }
}

/** Returns null if it has no end. */
async function withinPatience<Value>(promise: Promise<Value>): Promise<Value | null> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  const stuck = new Promise<null>((resolve) => late.addEventListener('abort', () => resolve(null)));
  return Promise.race([promise, stuck]);
}

test(`${REQUESTS} drawn requests`, async () => {
  const by = chance(SEED);
  const rows: Row[] = [];
  let sent = 0;
  while (sent < REQUESTS) {
    const row = drawRow(by, sent);
    rows.push(row);
    sent += row.requests.length;
  }
  const tally = new Tally();
  const sendAll = async () => {
    for (let row = rows.pop(); row; row = rows.pop()) await tally.send(row);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendAll));
  const { faults, statuses, replies, rightHeaders, problemsDue, problems } = tally;
  if (process.env.DRAWN_REQUESTS) {
    process.stderr.write(
      `${JSON.stringify({ sent, replies, rightHeaders, problemsDue, problems })}\n`,
    );
    process.stderr.write(`${JSON.stringify([...statuses].sort())}\n`);
  }
  expect(faults).toEqual([]);
  expect([rightHeaders, problems]).toEqual([replies, problemsDue]);
  // Only what follows a request that closes its connection gets no reply.
  expect(replies).toBeGreaterThan(REQUESTS * 0.8);
  const all = [200, 400, 401, 403, 404, 405, 415, 417, 422, 429];
  expect([...statuses.keys()]).toEqual(expect.arrayContaining(all));
});
