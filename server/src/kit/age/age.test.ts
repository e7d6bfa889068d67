/**
 * Guards: what we encrypt, only the owner of the private key opens, and a file that was changed anywhere, cut off or
 * lengthened is refused; the format is that of age, which others implement, too.
 */
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AgeProblem,
  decryptWith,
  encryptTo,
  formatIdentity,
  formatRecipient,
  parseIdentities,
  parseRecipient,
} from './index.ts';

/** Made by `age-encryption` 0.3.1, by the author of the format, to two recipients. */
const THEIRS = {
  identity: 'AGE-SECRET-KEY-18UTWK2V0S5F2LVYKZMFY7THCS89A2WTFPZWTPAXDSKG2M6X3X5GSCG5M99',
  recipient: 'age1q29jlredc6wmv0c0rz9tfw32hkk8h2tc5a5n9v6grnur4u3d3eds225xjr',
  file: Buffer.from(
    'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBtOW5hc0xrREJMVTl0MStJK3k0LzRPbFBXaENxRlZkcW1MK2lGL3N4S3hRCnhzZy8yZDBYWlR2SFpOWTJSdk1lS2JFVzBnUlNYQ0NUYmFjdVlpZm1oUTgKLT4gWDI1NTE5IHpRNkdXZ0lxckdqU2xrdm1QcHlHemJrM29wd1BHT1VUTlEvM0JuY3ZkQ00KNUN0YjZDODNnZ2lGb21KVXo4MEdtaTg5SEFnZkwyNkhQU3lRc1Rkbzl3ZwotLS0gRDNTNlpPd3BXSzBXZ2VrTllsSnJZYnZOcTJOVzA4TVl1UkIyaDFJNlJ3Ywr9UeO4Y2trTqH4IX4sOaSPzU6b9o9ZpYJR9196nbeMJO+i1AiTwqZxc0IKQ+zm',
    'base64',
  ),
};
const own = generateKeyPairSync('x25519');
const other = generateKeyPairSync('x25519');

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const open = (file: Buffer, key = own.privateKey) => whole(decryptWith([key], [file]));

test('we open what another program has encrypted', async () => {
  const identities = parseIdentities(`# made elsewhere\n\n${THEIRS.identity}\n`);
  expect((await whole(decryptWith(identities, [THEIRS.file]))).toString()).toBe('codes are cash');
  expect(formatRecipient(parseRecipient(THEIRS.recipient))).toBe(THEIRS.recipient);
  expect(identities.map(formatIdentity)).toEqual([THEIRS.identity]);
});

test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 200_000])('%i bytes come back', async (size) => {
  const plain = Buffer.alloc(size, 'PSN');
  const pieces = [plain.subarray(0, 7), plain.subarray(7, 70_000), plain.subarray(70_000)];
  const file = await whole(encryptTo([other.publicKey, own.publicKey], pieces));
  expect(file.includes('PSNPSN')).toBe(false);
  expect((await open(file)).equals(plain)).toBe(true);
  expect((await open(file, other.privateKey)).equals(plain)).toBe(true);
});

test('a flipped bit anywhere, a cut or a tail is refused', async () => {
  const file = await whole(encryptTo([own.publicKey], [Buffer.alloc(70_000, 'x')]));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.nat(file.length - 1), fc.nat(300)),
      fc.nat(7),
      fc.constantFrom('flip', 'cut', 'tail'),
      async (at, bit, way) => {
        const changed = Buffer.from(file);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        const longer = Buffer.concat([file, Buffer.alloc(at + 1)]);
        const given = { flip: changed, cut: file.subarray(0, at), tail: longer }[way];
        await expect(open(given)).rejects.toBeInstanceOf(AgeProblem);
      },
    ),
    { numRuns: 300 },
  );
});

test('only the owner of a private key opens it', async () => {
  const file = await whole(encryptTo([own.publicKey], [Buffer.from('x')]));
  await expect(open(file, other.privateKey)).rejects.toThrow('not one that it was encrypted to');
});

test.each(['', 'age1', THEIRS.recipient.replace('q', 'p'), THEIRS.identity, 'a'.repeat(10_000)])(
  '%s is no public key',
  (text) => {
    expect(() => parseRecipient(text)).toThrow(AgeProblem);
  },
);

test('a file that has no private key is refused without repeating any of it', () => {
  for (const text of ['', '# nothing', 'hunter2', THEIRS.recipient]) {
    expect(() => parseIdentities(text)).toThrow(/^(?!.*hunter2).*private key/);
  }
});
