/** Guards: what comes from elsewhere cannot steer a terminal, and a file of codes is safe, complete and private. */
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codesCsv } from './codes-csv.ts';
import { visible } from './paint.ts';
import { reserve } from './private-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'psnb2b-output-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('escape sequences, direction marks and line ends are shown, not obeyed', () => {
  expect(visible('a\u001b[2Jb\u202ec\nd\u0007')).toBe('a\ufffd[2Jb\ufffdc d\ufffd');
});

test('a file appears complete, for its owner alone, and nothing is left beside it', async () => {
  const path = join(folder, 'new.csv');
  {
    await using file = await reserve(path, { bytes: 100, force: false });
    expect(readdirSync(folder)).toHaveLength(1);
    await file.fill('short');
  }
  expect(readFileSync(path, 'utf8')).toBe('short');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['new.csv']);
});

test('a file that exists stays; also one that appears meanwhile', async () => {
  const path = join(folder, 'kept.csv');
  {
    await using file = await reserve(path, { bytes: 10, force: false });
    writeFileSync(path, 'mine');
    await expect(file.fill('theirs')).rejects.toThrow('exists');
  }
  await expect(reserve(path, { bytes: 10, force: false })).rejects.toThrow('exists');
  expect(readFileSync(path, 'utf8')).toBe('mine');
  {
    await using file = await reserve(path, { bytes: 10, force: true });
    await file.fill('longer than what was reserved');
  }
  expect(readFileSync(path, 'utf8')).toBe('longer than what was reserved');
});

test('what was reserved and not filled is removed; a folder and a full device are refused', async () => {
  {
    await using file = await reserve(join(folder, 'never.csv'), { bytes: 10, force: false });
    expect(file.path).toContain('never.csv');
  }
  expect(readdirSync(folder).filter((name) => name.includes('never'))).toEqual([]);
  await expect(reserve(folder, { bytes: 10, force: true })).rejects.toThrow('is a folder');
  const link = join(folder, 'full.csv');
  symlinkSync('/dev/full', link);
  await expect(reserve(link, { bytes: 10, force: true })).rejects.toMatchObject({ code: 'ENOSPC' });
});

test('a cell that a spreadsheet would run is made a text; raw cells are not', () => {
  const code = { id: 'cod_1', code: '=1+1', serial: 'a,"b"', region: 'US', denomination: 50 };
  const lines = (raw: boolean) => codesCsv([code as never], raw).split('\r\n');
  expect(lines(false)[1]).toBe(`cod_1,'=1+1,,"a,""b""",US,50,,,,`);
  expect(lines(true)[1]).toContain('cod_1,=1+1,');
});
