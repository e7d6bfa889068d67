/**
 * Guards: the hash of an entry covers its place, all earlier entries and its whole content, by a formula that others
 * can compute, even without this code.
 */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { linkHash } from './chain-audit.ts';

const first = Buffer.alloc(32);
const sha256 = (...parts: (string | Buffer)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

test('it follows the published formula', () => {
  const hash = linkHash(7, first, 'payload');
  expect(hash).toEqual(sha256('psnb2b-audit-v1\0', '7', '\0', first, sha256('payload')));
  expect(hash.toString('hex')).toBe(
    '58c14cd476e14b48e4fc0cb90cdb55c5e8b0732609d86e9d5a82f70f6d98bc9d',
  );
});

test.each([
  ['place', linkHash(8, first, 'payload')],
  ['text', linkHash(7, first, 'payloae')],
  ['entry before', linkHash(7, Buffer.alloc(32, 1), 'payload')],
])('another %s is another hash', (_what, other) => {
  expect(other).not.toEqual(linkHash(7, first, 'payload'));
});

test('a changed entry changes every later hash', () => {
  const chain = (payloads: readonly string[]) => {
    let last: Buffer = first;
    return payloads.map((payload, index) => {
      last = linkHash(index + 1, last, payload);
      return last.toString('hex');
    });
  };
  const [a, b] = [chain(['one', 'two', 'three']), chain(['one', 'twO', 'three'])];
  expect(a.map((hash, index) => hash === b[index])).toEqual([true, false, false]);
});
