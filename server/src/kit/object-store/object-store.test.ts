/**
 * Guards: an object is stored to its last byte or is not there, with one part in memory, however the store fails; each refusal names what to change, and
 * never the secret; an object whose connection breaks is read on where it broke.
 */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  bucketUrl,
  type Fault,
  openTestStore,
  type TestStore,
} from '../../../testkit/object-store.ts';
import { Secret } from '../secret.ts';
import { type ObjectBucket, openBucket, parseBucketPlace, type StoreSettings } from './index.ts';

const MIB = 1024 * 1024;
const PIECE = randomBytes(MIB);
const PARTS = 3;
const PIECES = 40;

let store: TestStore;
let settings: StoreSettings;
let bucket: ObjectBucket;
beforeAll(async () => {
  store = await openTestStore();
  settings = {
    accessKeyId: store.env.AWS_ACCESS_KEY_ID,
    secretAccessKey: new Secret(store.env.AWS_SECRET_ACCESS_KEY),
    region: store.env.AWS_REGION,
    endpoint: store.env.AWS_ENDPOINT_URL_S3,
  };
  bucket = open();
});
afterAll(() => store[Symbol.asyncDispose]());
beforeEach(() => {
  store.rule = () => undefined;
  store.objects.clear();
  store.uploads.clear();
  store.asked.length = 0;
});

function open(changed: Partial<StoreSettings> = {}, place = bucketUrl('a/b')): ObjectBucket {
  const parsed = parseBucketPlace(place);
  if (!parsed) throw new Error('not a bucket');
  return openBucket({ ...settings, ...changed }, parsed, 1);
}

let bytesAsked = 0;
async function* pieces(count = PIECES) {
  bytesAsked = 0;
  for (let at = 0; at < count; at += 1) {
    bytesAsked += MIB;
    yield PIECE;
  }
}

async function readAll(key: string): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const piece of bucket.read(key)) read.push(piece);
  return Buffer.concat(read);
}

test('pieces become parts, of which one is in memory, and then one object', async () => {
  const most: number[] = [];
  store.rule = ({ query }) => {
    const part = Number(query.get('partNumber') ?? 0); // nothing: another request
    if (part > 0) most.push(bytesAsked / MIB - 16 * part);
    return undefined;
  };
  await bucket.upload('x', pieces(), PIECES * MIB);
  const stored = store.objects.get('a/b/x');
  expect(stored?.equals(Buffer.concat(Array.from({ length: PIECES }, () => PIECE)))).toBe(true);
  expect(most).toHaveLength(PARTS);
  expect(Math.max(...most)).toBeLessThanOrEqual(0);
  expect(store.uploads.size).toBe(0);
  expect((await readAll('x')).equals(stored as Buffer)).toBe(true);
  expect(await bucket.sizeOf('x')).toBe(PIECES * MIB);
  await bucket.remove('x');
  expect(await bucket.sizeOf('x')).toBe(null);
});

const faults: [string, Fault, number][] = [
  ['503', { status: 503, code: 'SlowDown' }, 3],
  ['500', { status: 500, code: 'InternalError' }, 2],
  ['a connection that is cut', 'cut', 2],
  ['an answer that is lost', 'lost', 1],
  ['a slow store', { waitMs: 50 }, Infinity],
];
test.each(faults)('%s, then fine: the object is whole', async (_what, fault, times) => {
  const failed = new Map<string, number>();
  store.rule = ({ method, query }) => {
    const what = `${method} ${query}`;
    const count = (failed.get(what) ?? 0) + 1; // nothing: not yet
    failed.set(what, count);
    return count <= times ? fault : undefined;
  };
  await bucket.upload('x', pieces(20), 0);
  expect(store.objects.get('a/b/x')).toHaveLength(20 * MIB);
  expect((await readAll('x')).length).toBe(20 * MIB);
});

const isSecondPart = (query: URLSearchParams) => query.get('partNumber') === '2';
const forever: [string, Fault, string][] = [
  [
    '503',
    { status: 503, code: 'SlowDown' },
    'answered 503 SlowDown at s3://backups/a/b. Look at the status of the store',
  ],
  ['a cut', 'cut', 'broke the connection'],
  ['403', { status: 403, code: 'AccessDenied' }, 'allow it s3:PutObject'],
  ['a full store', { status: 507, code: 'XMinioStorageFull' }, 'has no room left'],
  ['a quota', { status: 403, code: 'QuotaExceeded' }, 'raise the quota'],
];
test.each(forever)('%s half way leaves no object and no parts', async (_what, fault, says) => {
  store.rule = ({ query }) => (isSecondPart(query) ? fault : undefined);
  await expect(bucket.upload('x', pieces(), 0)).rejects.toThrow(says);
  expect([store.objects.size, store.uploads.size]).toEqual([0, 0]);
});

test('a refusal is not repeated, and an outage six times', async () => {
  store.rule = () => ({ status: 403, code: 'AccessDenied' });
  await expect(bucket.put('x', PIECE)).rejects.toThrow();
  expect(store.asked).toHaveLength(1);
  store.rule = () => ({ status: 503, code: '' });
  await expect(bucket.put('x', PIECE)).rejects.toThrow();
  expect(store.asked).toHaveLength(7);
});

test('a source that fails gives up its upload', async () => {
  async function* broken() {
    yield* pieces(20);
    throw new Error('the database is gone');
  }
  await expect(bucket.upload('x', broken(), 0)).rejects.toThrow('the database is gone');
  expect([store.objects.size, store.uploads.size]).toEqual([0, 0]);
});

test('an answer of 200 that has an error in it is an error', async () => {
  store.rule = ({ method, query }) =>
    method === 'POST' && query.has('uploadId') ? { status: 200, code: 'InternalError' } : undefined;
  await expect(bucket.upload('x', pieces(1), 0)).rejects.toThrow('InternalError');
  expect([store.objects.size, store.uploads.size]).toEqual([0, 0]);
});

test('what is configured wrongly is named, and the secret never', async () => {
  const secret = 'hunter2hunter2';
  for (const [other, says] of [
    [open({ secretAccessKey: new Secret(secret) }), 'AWS_SECRET_ACCESS_KEY does not belong'],
    [open({ accessKeyId: 'AKIAOTHER' }), 'does not know the key in AWS_ACCESS_KEY_ID'],
    [open({ region: 'us-east-1' }), 'set AWS_REGION'],
    [open({}, 's3://elsewhere/a'), 'has no bucket of s3://elsewhere/a'],
    [open({ endpoint: 'http://127.0.0.1:9' }), 'Check AWS_ENDPOINT_URL_S3'],
  ] as const) {
    const error = await other.tryWriting('trial').catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(says);
    expect(String(error)).not.toContain(secret);
  }
  store.rule = () => ({ status: 403, code: 'RequestTimeTooSkewed' });
  await expect(bucket.tryWriting('trial')).rejects.toThrow('correct the clock');
});

test('a reading that is cut goes on where it was cut; one without an end is refused', async () => {
  await bucket.put('x', PIECE);
  let cuts = 0;
  store.rule = ({ method }) => (method === 'GET' && ++cuts < 4 ? 'half' : undefined);
  expect((await readAll('x')).equals(PIECE)).toBe(true);
  expect(cuts).toBe(4);
  store.rule = ({ method }) => (method === 'GET' ? 'cut' : undefined);
  await expect(readAll('x')).rejects.toThrow('broke the connection');
});

test('uploads that were left are given up, those of another beginning stay', async () => {
  await bucket.tryWriting('trial');
  expect(store.uploads.size).toBe(0);
  const part = { parts: new Map() };
  store.uploads.set('one', { key: 'a/b/old/x', ...part });
  store.uploads.set('other', { key: 'a/b/older/x', ...part });
  await bucket.abortUploads('old/');
  expect([...store.uploads.keys()]).toEqual(['other']);
});

test.each([
  's3://',
  's3://UPPER/x',
  's3://ab',
  's3://bucket/a//b',
  's3://bucket/../b',
  's3://bucket/a?b',
])('%s is no place', (text) => {
  expect(() => parseBucketPlace(text)).toThrow('is not like s3://bucket/prefix');
});

test('a place has a bucket and perhaps a prefix', () => {
  expect(parseBucketPlace('s3://bucket')).toEqual({ bucket: 'bucket', prefix: '' });
  expect(parseBucketPlace('s3://bucket/a/b/')).toEqual({ bucket: 'bucket', prefix: 'a/b' });
  expect(parseBucketPlace('/mnt/s3')).toBe(null);
});
