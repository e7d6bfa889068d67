/** Guards: the samples of the webhook guide verify a delivery without a change, and refuse one that was altered. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const GUIDE = new URL('../../../docs/guides/webhooks.md', import.meta.url);
const SECRET = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';
const SECONDS = 1_767_225_600;
const BODY =
  '{"id":"evt_01JABCDEFGHJKMNPQRSTVWXYZ0","type":"order.status_changed",' +
  '"timestamp":"2026-01-01T00:00:00.000Z","sequence":42,' +
  '"data":{"order_id":"ord_123","status":"completed","note":"naïve ☕"}}';
const HEADERS = {
  'webhook-id': 'evt_01JABCDEFGHJKMNPQRSTVWXYZ0',
  'webhook-timestamp': String(SECONDS),
  'webhook-signature': 'v1,GLJk4URst540lajH6uKn/bX/HGTnEhKOrvzaJYttFMo=',
};
const SIMPLE = '98c198285d8c2b79cf8f1fa4c0d3a8cfdd057b7c74fbf1263b29017c0e9d1355';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-guide-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function shown(language: string): Promise<string> {
  const text = await readFile(GUIDE, 'utf8');
  const block = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'm').exec(text)?.[1];
  if (block === undefined) throw new Error(`the guide shows no ${language}`);
  return block;
}

test('the TypeScript sample', async () => {
  const file = join(folder, 'verify.ts');
  await writeFile(file, await shown('ts'));
  const { isGenuine } = await import(file);
  const check = (change: object = {}, body = BODY, lateMs = 0) =>
    isGenuine(SECRET, { ...HEADERS, ...change }, Buffer.from(body), SECONDS * 1_000 + lateMs);
  expect(check()).toBe(true);
  const both = `v1,${Buffer.alloc(32).toString('base64')} ${HEADERS['webhook-signature']}`;
  expect(check({ 'webhook-signature': both })).toBe(true);
  expect(check({ 'webhook-signature': undefined })).toBe(false);
  expect(check({ 'webhook-timestamp': 'soon' })).toBe(false);
  expect(check({ 'webhook-id': 'evt_other' })).toBe(false);
  expect(check({}, BODY.replace('42', '43'))).toBe(false);
  expect(check({}, BODY, 301_000)).toBe(false);
});

test('the openssl command', async () => {
  await writeFile(join(folder, 'body.json'), BODY);
  const options = { cwd: folder, env: { ...process.env, SECRET } };
  const { stdout } = await promisify(execFile)('sh', ['-c', await shown('sh')], options);
  expect(stdout.split(' ')[0]).toBe(SIMPLE);
});
