/** Guards: the samples of the webhook guide verify a delivery without a change, and refuse one that was altered. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BODY, HEADERS, SECONDS, SECRET, SIMPLE } from '../languages/delivery.ts';

const GUIDE = new URL('../../../docs/guides/webhooks.md', import.meta.url);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-guide-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function shown(language: string, place = 0): Promise<string> {
  const text = await readFile(GUIDE, 'utf8');
  const blocks = [...text.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))];
  const block = blocks[place]?.[1];
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

test('the openssl commands', async () => {
  await writeFile(join(folder, 'body.json'), BODY);
  const ours = { ID: HEADERS['webhook-id'], TIMESTAMP: HEADERS['webhook-timestamp'], SECRET };
  const options = { cwd: folder, env: { ...process.env, ...ours } };
  const run = async (place: number) =>
    (await promisify(execFile)('sh', ['-c', await shown('sh', place)], options)).stdout.trim();
  expect(`v1,${await run(0)}`).toBe(HEADERS['webhook-signature']);
  expect((await run(1)).split(' ')[0]).toBe(SIMPLE);
});
