/** Guards: a chosen finding fills in what the partner reads and never loses what the reviewer typed. */
import { kycItemNames } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { findings, messageOf, withFinding } from './findings.ts';

const [blurred, expired] = findings.identity as [{ sentence: string }, { sentence: string }] &
  typeof findings.identity;

test('every item has findings, each with a sentence of its own', () => {
  for (const item of kycItemNames) {
    const sentences = findings[item].map(({ sentence }) => sentence);
    expect(sentences.length).toBeGreaterThan(2);
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences.filter((sentence) => !/^[A-Z].*\.$/.test(sentence))).toEqual([]);
  }
});

test('a finding is filled in, and another one replaces it', () => {
  const first = withFinding('', 'identity', blurred as never);
  expect(first).toBe(blurred.sentence);
  expect(withFinding(first, 'identity', expired as never)).toBe(expired.sentence);
});

test('what was typed stays, with the finding after it, once', () => {
  const both = withFinding('The left page is fine.', 'identity', expired as never);
  expect(both).toBe(`The left page is fine.\n${expired.sentence}`);
  expect(withFinding(both, 'identity', expired as never)).toBe(both);
});

test('the message has a line for each item', () => {
  const asked = [
    { item: 'identity', note: blurred.sentence },
    { item: 'tax', note: null },
  ] as const;
  expect(messageOf(asked)).toBe(
    `Identity of the representative: ${blurred.sentence}\nTax certificate`,
  );
});
