/** Guards: a claim takes the steps of its table and no others, and every reason names the evidence that helps. */
import { describe, expect, test } from 'vitest';
import {
  canClaimTransition,
  claimCan,
  claimEvidence,
  claimPath,
  claimReasons,
  claimStatuses,
  isClaimFinal,
} from './states.ts';

describe('claim states', () => {
  test('allow exactly eight steps', () => {
    const steps = claimStatuses.flatMap((from) =>
      claimStatuses.filter((to) => canClaimTransition(from, to)).map((to) => `${from} > ${to}`),
    );
    expect(steps).toEqual([
      'open > under_review',
      'open > withdrawn',
      'under_review > needs_info',
      'under_review > approved',
      'under_review > rejected',
      'under_review > withdrawn',
      'needs_info > under_review',
      'needs_info > withdrawn',
    ]);
    expect(claimStatuses.filter(isClaimFinal)).toEqual(['approved', 'rejected', 'withdrawn']);
  });

  test.each([
    ['open', 'approved', 'under_review approved'],
    ['needs_info', 'rejected', 'under_review rejected'],
    ['under_review', 'approved', 'approved'],
    ['open', 'needs_info', 'under_review needs_info'],
    ['approved', 'rejected', undefined],
    ['withdrawn', 'under_review', undefined],
  ] as const)('from %s to %s by way of %s', (from, to, path) => {
    expect(claimPath(from, to)?.join(' ')).toBe(path);
  });

  test.each([
    ['open', 'withdraw addMessage addEvidence decide askForInfo startReview'],
    ['under_review', 'withdraw addMessage addEvidence decide askForInfo'],
    ['needs_info', 'withdraw addMessage addEvidence decide'],
    ['approved', ''],
    ['rejected', ''],
    ['withdrawn', ''],
  ] as const)('%s: %s', (status, names) => {
    const open = Object.entries(claimCan).filter(([, can]) => can({ status }).can);
    expect(open.map(([name]) => name).join(' ')).toBe(names);
  });
});

test('evidence is requested by name, and never data that belongs to a player', () => {
  for (const reason of claimReasons) {
    const items = claimEvidence[reason].map(({ item }) => item);
    expect(items.length).toBeGreaterThan(1);
    expect(new Set(items).size).toBe(items.length);
    for (const { detail } of claimEvidence[reason]) {
      expect(detail).not.toMatch(/password|account|sign-in|e-mail/i);
    }
  }
});
