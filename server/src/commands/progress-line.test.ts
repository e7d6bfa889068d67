/** Guards: the line of an import shows how much is done and how long the rest takes, ten times a second at most. */
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { ProgressLine } from './progress-line.ts';

function line() {
  const written: string[] = [];
  const out = new Writable({
    write: (chunk, _encoding, done) => {
      written.push(String(chunk));
      done();
    },
  });
  const clock = { ms: 5_000 };
  return { written, clock, progress: new ProgressLine(out, () => clock.ms) };
}

test('a share, rows, and the time that the rest takes at this pace', () => {
  const { written, clock, progress } = line();
  clock.ms += 3_000;
  progress.update({ rowsDone: 250, bytesDone: 25, bytesTotal: 100 });
  expect(written).toEqual([
    `\r\u001b[K${'█'.repeat(10)}${'░'.repeat(30)} 25% | 250 rows | 9 s left`,
  ]);
  progress.end();
  expect(written.at(-1)).toBe('\n');
});

test('is not written more often than people can read, except at its end', () => {
  const { written, clock, progress } = line();
  for (const bytesDone of [1, 2, 3]) progress.update({ rowsDone: 1, bytesDone, bytesTotal: 100 });
  expect(written).toHaveLength(1);
  clock.ms += 100;
  progress.update({ rowsDone: 1, bytesDone: 4, bytesTotal: 100 });
  progress.update({ rowsDone: 9, bytesDone: 100, bytesTotal: 100 });
  expect(written).toHaveLength(3);
  expect(written.at(-1)).toContain('100% | 9 rows | 0 s left');
});

test('an empty file is complete, and nothing is written before something was read', () => {
  const { written, progress } = line();
  progress.end();
  expect(written).toEqual([]);
  progress.update({ rowsDone: 0, bytesDone: 0, bytesTotal: 0 });
  expect(written.at(-1)).toContain('100% | 0 rows');
});
