/** Guards: an upload is one file in one part; anything else is refused with the reason, and never crashes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { parseUpload } from './parse-upload.ts';

const TYPE = 'multipart/form-data; boundary=xyz';

function part(name: string, file: string | null, content: string): string {
  const filename = file === null ? '' : `; filename="${file}"`;
  return `--xyz\r\ncontent-disposition: form-data; name="${name}"${filename}\r\n\r\n${content}\r\n`;
}
const END = '--xyz--\r\n';

async function outcome(body: string | Buffer, type: string | undefined = TYPE) {
  try {
    const { name, bytes } = await parseUpload(Buffer.from(body), type);
    return { name, bytes: bytes.toString() };
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

test('a file is read unchanged, under a name without a path', async () => {
  const sent = part('file', '../../etc/pass\u0000wd.pdf', 'bytes\r\n--xy');
  expect(await outcome(sent + END)).toEqual({ name: 'passwd.pdf', bytes: 'bytes\r\n--xy' });
});

describe('anything else is refused', () => {
  test.each([
    ['no form', Buffer.from('{}'), 'application/json', 'unsupported_media_type'],
    ['no boundary', Buffer.from('x'), 'multipart/form-data', 'malformed_upload'],
    ['an empty body', Buffer.from(''), TYPE, 'malformed_upload'],
    ['an empty file', Buffer.from(part('file', 'a', '') + END), TYPE, 'validation_failed'],
    ['another name', Buffer.from(part('other', 'a', 'x') + END), TYPE, 'validation_failed'],
    ['a field', Buffer.from(part('file', null, 'x') + END), TYPE, 'validation_failed'],
    [
      'a field beside the file',
      Buffer.from(part('note', null, 'x') + part('file', 'a', 'x') + END),
      TYPE,
      'validation_failed',
    ],
    ['two files', Buffer.from(part('file', 'a', 'x') + part('file', 'b', 'y') + END), TYPE, null],
    ['a cut form', Buffer.from(part('file', 'a', 'x')), TYPE, 'malformed_upload'],
  ] as const)('%s', async (_name, body, type, code) => {
    const found = await outcome(body, type);
    expect(typeof found).toBe('string');
    if (code !== null) expect(found).toBe(code);
  });

  test('whatever the bytes are', async () => {
    const whole = Buffer.from(part('file', 'a.pdf', 'content') + END);
    const mutation = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(mutation, fc.nat(whole.length), async (changes, cut) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        await outcome(bytes.subarray(0, cut));
      }),
      { numRuns: 2_000 },
    );
  });
});
