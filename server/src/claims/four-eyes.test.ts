/**
 * Guards: nobody confirms their own decision, and the approvals of one person count together, however they are divided.
 */
import { describe, expect, test } from 'vitest';
import { agreement, isTooMuchAlone } from './four-eyes.ts';

const ANNA = 'staff:anna';
const BEN = 'staff:ben';
const refund = { content: 'refund', proposedBy: ANNA };

describe('the effect of a decision', () => {
  test.each([
    ['the first of a small one', null, ANNA, 'refund', false, 'alone'],
    ['the first of a large one', null, ANNA, 'refund', true, 'propose'],
    ['the second, who decides the same', refund, BEN, 'refund', true, 'agree'],
    ['the second, where one is now enough', refund, BEN, 'refund', false, 'agree'],
    ['who proposed it, again', refund, ANNA, 'refund', true, 'refuse'],
    ['who proposed it, where one is now enough', refund, ANNA, 'refund', false, 'alone'],
    ['who proposed it, otherwise', refund, ANNA, 'replace', true, 'propose'],
    ['another, who decides otherwise', refund, BEN, 'replace', true, 'propose'],
    ['another, who gives nothing away', refund, BEN, 'reject', false, 'alone'],
  ] as const)('%s', (_what, proposal, actor, content, needsTwo, does) => {
    expect(agreement({ proposal, actor, content, needsTwo })).toBe(does);
  });
});

describe('whether one person may decide it alone', () => {
  const nothing = { order: 0, partner: 0, decider: 0 };
  const none = { total: 0, taken: 0 };
  const max = 500;
  test.each([
    ['the most that one may give', { amount: 500 }, false],
    ['a cent more', { amount: 501 }, true],
    [
      'nothing, on a claim of somebody else',
      { amount: 0, given: { ...nothing, order: 900 } },
      false,
    ],
    ['nothing, on a claim of their own', { amount: 0, isOwn: true }, true],
    ['a cent, on a claim of their own', { amount: 1, isOwn: true }, true],
    ['with what the order got', { amount: 101, given: { ...nothing, order: 400 } }, true],
    ['with what the partner got', { amount: 101, given: { ...nothing, partner: 400 } }, true],
    ['with what this person gave', { amount: 101, given: { ...nothing, decider: 400 } }, true],
    [
      'the three are not added up',
      { amount: 100, given: { order: 400, partner: 400, decider: 400 } },
      false,
    ],
    ['a small part of too much', { amount: 1, bulk: { total: 501, taken: 0 } }, true],
    ['a part of what is all right', { amount: 1, bulk: { total: 500, taken: 0 } }, false],
    [
      'what of it was taken counts once',
      { amount: 1, given: { ...nothing, decider: 300 }, bulk: { total: 500, taken: 300 } },
      false,
    ],
    [
      'what was given before it counts',
      { amount: 1, given: { ...nothing, decider: 301 }, bulk: { total: 500, taken: 300 } },
      true,
    ],
  ])('%s', (_what, decision, isTooMuch) => {
    const given = { isOwn: false, given: nothing, bulk: none, max, ...decision };
    expect(isTooMuchAlone(given)).toBe(isTooMuch);
  });
});
