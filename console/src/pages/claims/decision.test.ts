/** Guards: the preview of a decision: how many codes of which lots, how much money, and whether it needs two people. */
import type { StaffClaim } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { previewOf, toDecision } from './decision.ts';

const IDS = ['cod_a', 'cod_b', 'cod_c'];
const choose = (...resolutions: ('replaced' | 'refunded' | 'rejected' | null)[]) => ({
  codes: IDS.map((id, index) => ({ id, resolution: resolutions[index] ?? null })),
  reason: ' It was redeemed. ',
  orRefund: true,
});
const claim = (
  stock: { available: number; elsewhere: number },
  mode: 'live' | 'test' = 'live',
): Parameters<typeof previewOf>[0] =>
  ({
    ...{ mode, stock, one_person_max: '90.00', one_person_left: '90.00', opened_by_you: false },
    codes: IDS.map((id) => ({ id, price: '47.00', known: true })),
  }) as unknown as StaffClaim;

test('a decision names an outcome for every code, and a reason only for rejected ones', () => {
  expect(toDecision(choose('replaced', 'refunded'))).toBeNull();
  expect(toDecision(choose('replaced', 'refunded', 'rejected'))).toEqual({
    or_refund: true,
    codes: [
      { id: 'cod_a', resolution: 'replaced' },
      { id: 'cod_b', resolution: 'refunded' },
      { id: 'cod_c', resolution: 'rejected', detail: 'It was redeemed.' },
    ],
  });
  expect(toDecision(choose('refunded', 'refunded', 'refunded'))?.or_refund).toBe(false);
});

test.each([
  [['replaced', 'replaced', 'replaced'], { available: 9, elsewhere: 5 }, ['other lots have 5']],
  [
    ['replaced', 'replaced', 'replaced'],
    { available: 9, elsewhere: 1 },
    ['other lots have 1', '2 of them come from the same lot'],
  ],
  [['replaced', 'replaced', 'rejected'], { available: 1, elsewhere: 1 }, ['Only 1', '1 rejected']],
  [['refunded', 'refunded', 'rejected'], { available: 0, elsewhere: 0 }, ['2 refunded', '1 rej']],
] as const)('%j with %j in stock', (resolutions, stock, lines) => {
  const decision = toDecision(choose(...resolutions));
  const preview = previewOf(claim(stock), decision ?? { codes: [] });
  expect(preview.lines).toHaveLength(lines.length);
  for (const [index, line] of lines.entries()) expect(preview.lines[index]?.text).toContain(line);
});

test('a sum above the limit needs two people', () => {
  const preview = (...resolutions: Parameters<typeof choose>) => {
    const { amount, needsTwo } = previewOf(
      claim({ available: 9, elsewhere: 9 }),
      toDecision(choose(...resolutions)) ?? { codes: [] },
    );
    return [amount, needsTwo];
  };
  expect(preview('refunded', 'rejected', 'rejected')).toEqual(['47.00', false]);
  expect(preview('refunded', 'replaced', 'rejected')).toEqual(['94.00', true]);
  expect(preview('rejected', 'rejected', 'rejected')).toEqual(['0', false]);
});

test('only the unused part of the limit counts, and the person who opened a claim never decides it alone', () => {
  const found = claim({ available: 9, elsewhere: 9 });
  const one = toDecision(choose('refunded', 'rejected', 'rejected')) ?? { codes: [] };
  const none = toDecision(choose('rejected', 'rejected', 'rejected')) ?? { codes: [] };
  expect(previewOf({ ...found, one_person_left: '46.99' }, one).needsTwo).toBe(true);
  expect(previewOf({ ...found, one_person_left: '47.00' }, one).needsTwo).toBe(false);
  expect(previewOf({ ...found, opened_by_you: true }, none).needsTwo).toBe(true);
});

test('a code that nobody has read is withdrawn if it is replaced or refunded, and only then', () => {
  const found = claim({ available: 9, elsewhere: 9 });
  const unread = { ...found, codes: found.codes.map((code) => ({ ...code, known: false })) };
  const lines = previewOf(
    unread,
    toDecision(choose('refunded', 'replaced', 'rejected')) ?? { codes: [] },
  ).lines.map(({ text }) => text);
  expect(lines).toContain('2 were never read: they are withdrawn, and never shown.');
});

test('test stock never runs out', () => {
  const decision = toDecision(choose('replaced', 'replaced', 'replaced'));
  const { lines } = previewOf(
    claim({ available: 0, elsewhere: 0 }, 'test'),
    decision ?? { codes: [] },
  );
  expect(lines).toEqual([{ text: '3 replaced from test stock.' }]);
});
