/** Guards that work which can wait is done a piece at a time, and rests the longer the busier the process is. */
import { expect, test } from 'vitest';
import { PatientWork } from './patient-work.ts';

const PIECE_MS = 40;

/** Work whose time is only counted: what it did, and how long it rested after each piece. */
function counted(load: number) {
  let at = 0;
  const rests: number[] = [];
  const work = new PatientWork({
    now: () => at,
    wait: async (ms) => {
      rests.push(ms);
      at += ms;
    },
    watchLoad: () => () => load,
    ...{ restLeast: 0.25, restMost: 4 },
  });
  const pass = (ms: number) => {
    at += ms;
  };
  const piece = () => work.piece(async () => pass(PIECE_MS));
  return { work, piece, rests, pass };
}

const sum = (rests: readonly number[]) => rests.reduce((all, ms) => all + ms, 0);

test.each([
  [0, PIECE_MS / 4],
  [0.5, PIECE_MS * 2],
  [1, PIECE_MS * 4],
])(
  'where others are busy %d of the time, the next piece begins after a rest of that length',
  async (load, rest) => {
    const { piece, rests } = counted(load);
    await piece();
    expect(rests).toEqual([]);
    await piece();
    expect(sum(rests)).toBe(rest);
  },
);

test('time that passes before the next piece comes is part of the rest', async () => {
  const { piece, rests, pass } = counted(1);
  await piece();
  pass(PIECE_MS * 3);
  await piece();
  expect(sum(rests)).toBe(PIECE_MS);
  pass(PIECE_MS * 5);
  await piece();
  expect(sum(rests)).toBe(PIECE_MS);
});

test('however long a piece took, the next waits a second at most', async () => {
  const { work, pass, rests, piece } = counted(1);
  await work.piece(async () => pass(60_000));
  await piece();
  expect(sum(rests)).toBe(1_000);
});

test('lines take turns, so that many pieces of one do not hold up those of another', async () => {
  const { work } = counted(0);
  const done: string[] = [];
  const piece = (name: string, line: string) => work.piece(async () => void done.push(name), line);
  await Promise.all([
    ...['a1', 'a2', 'a3', 'a4'].map((name) => piece(name, 'a')),
    ...['b1', 'b2'].map((name) => piece(name, 'b')),
  ]);
  expect(done).toEqual(['a1', 'a2', 'b1', 'a3', 'b2', 'a4']);
});

test('pieces are done one at a time, in the order in which they came, also after one that failed', async () => {
  const { work } = counted(0);
  const seen: string[] = [];
  const piece = (name: string) =>
    work.piece(async () => {
      seen.push(`${name} begins`);
      await new Promise((done) => setImmediate(done));
      seen.push(`${name} ends`);
      if (name === 'first') throw new Error('broken');
    });
  const ends = await Promise.allSettled(['first', 'second', 'third'].map(piece));
  expect(seen).toEqual(
    ['first', 'second', 'third'].flatMap((name) => [`${name} begins`, `${name} ends`]),
  );
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});
