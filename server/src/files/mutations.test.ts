/**
 * Guards: ten thousand damaged, spliced and invented uploads crash nothing and store nothing wrong: each is refused
 * with a sentence, or stored as a file of its kind that opens as it was checked.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testDatabase } from '../../testkit/index.ts';
import { drivenClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { setQuota } from '../quotas/index.ts';
import { openVault } from '../vault/index.ts';
import { attachFiles } from './attach-files.ts';
import { fileInvariants } from './invariants.ts';
import { judgeContent } from './judge-content.ts';
import { type FileKind, PIXELS_MAX } from './judged.ts';
import { openFile } from './open-file.ts';
import { storeFile } from './store-file.ts';

const ROUNDS = 10_000;
const SEED = 20_261_125;
const NAMES = ['small.png', 'small.jpg', 'small.webp', 'lossless.webp', 'small.pdf'];
const seeds = NAMES.map((name) => readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
const INSERTS = [
  '<script>',
  '%PDF-1.7\n',
  'PK\x05\x06',
  '\xff\xd9',
  'IEND',
  '%%EOF',
  '\0',
  '<svg>',
];
const ENDS: Readonly<Record<FileKind, [RegExp, RegExp]>> = {
  png: [/^.PNG/, /IEND.B`.$/],
  jpeg: [/^\xff\xd8\xff/, /\xff\xd9$/],
  webp: [/^RIFF.{4}WEBP/s, /$/],
  pdf: [/^%PDF-/, /%%EOF\s*$/],
};

/** Mulberry32: small, and the same in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Returns one real file with one to four changes. */
function mutant(random: (below: number) => number): Buffer {
  let bytes: Buffer = Buffer.from(seeds[random(seeds.length)] ?? '');
  for (let count = 1 + random(4); count > 0; count -= 1) bytes = mutate(bytes, random);
  return bytes;
}

function mutate(bytes: Buffer, random: (below: number) => number): Buffer {
  const at = random(bytes.length + 1);
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  const other = seeds[random(seeds.length)] ?? bytes;
  switch (random(8)) {
    case 0:
      return Buffer.concat([
        head,
        tail.map((byte, index) => (index === 0 ? byte ^ (1 << random(8)) : byte)),
      ]);
    case 1:
      return Buffer.concat([head, tail.map((byte, index) => (index < 4 ? random(256) : byte))]);
    case 2:
      return head;
    case 3:
      return Buffer.concat([head, tail.subarray(random(tail.length + 1))]);
    case 4:
      return Buffer.concat([
        head,
        Buffer.from(INSERTS[random(INSERTS.length)] ?? '', 'latin1'),
        tail,
      ]);
    case 5:
      return Buffer.concat([head, other.subarray(random(other.length))]);
    case 6:
      return Buffer.concat([bytes, other]);
    default:
      return Buffer.concat([head, head.subarray(random(at + 1)), tail]);
  }
}

test(`${ROUNDS} mutated uploads`, async () => {
  await using copy = await testDatabase();
  await using database = new Database({ url: copy.url });
  const folder = mkdtempSync(join(tmpdir(), 'psnb2b-mutants-'));
  const clock = drivenClock();
  const kek = { kind: 'file', path: join(folder, 'kek'), strict: false } as const;
  await using vault = await openVault({ database, kek, clock });
  rmSync(folder, { recursive: true });
  const parts = { database, vault, clock };
  const by = { actor: 'user:test', at: clock.now() };
  // All in one day.
  await database.transaction((tx) => setQuota(tx, 'files', ROUNDS, by));
  const random = randomFrom(SEED);
  const seen: Record<string, number> = {};
  const count = (what: string) => {
    seen[what] = (seen[what] ?? 0) + 1;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = mutant(random);
    const stored = await storeFile(parts, { owner: 'prt_a', name: 'x', bytes }, by).catch(
      (error: unknown) => {
        // Any other error than a sentence for the sender is a crash, and the test names its input.
        if (!(error instanceof Refusal) || error.code !== 'validation_failed') throw error;
        expect(error.details.errors?.[0]?.detail).toMatch(/^The .+\.$/);
        return null;
      },
    );
    count(stored?.kind ?? 'refused');
    if (!stored) continue;
    expect((stored.width ?? 1) * (stored.height ?? 1)).toBeLessThanOrEqual(PIXELS_MAX);
    await database.transaction((tx) =>
      attachFiles(tx, 'prt_a', [stored.fileId], 'tkt_a', clock.now()),
    );
    const pieces: Buffer[] = [];
    const { content } = await openFile(parts, 'tkt_a', stored.fileId, by);
    for await (const piece of content) pieces.push(piece);
    const kept = Buffer.concat(pieces);
    expect(judgeContent(kept).kept.equals(kept), `round ${round}`).toBe(true);
    const document = kept.toString('latin1').replace(/\n%%EOF\n$/, '');
    if (stored.kind === 'pdf') expect(bytes.includes(document, 0, 'latin1')).toBe(true);
    else expect(kept.length).toBeLessThanOrEqual(bytes.length + 1);
    const [start, end] = ENDS[stored.kind];
    expect(kept.toString('latin1')).toMatch(start);
    expect(kept.toString('latin1')).toMatch(end);
  }
  // The mutations are useful: most are refused, and of some formats a few pass.
  expect(seen.refused).toBeGreaterThan(ROUNDS / 2);
  expect(seen.jpeg).toBeGreaterThan(100);
  for (const { check } of fileInvariants(vault, { deep: true })) {
    expect((await check(database.reads)).broken).toEqual([]);
  }
}, 300_000);
