/** Guards: an id and its UUID are two spellings of the same 128 bits, as TypeID 0.3 says. */
import { expect, test } from 'vitest';
import { formatId, formatIdBytes, newUuid, parseId } from './ids.ts';

test.each([
  ['00000000-0000-0000-0000-000000000000', '00000000000000000000000000'],
  ['00000000-0000-0000-0000-00000000000a', '0000000000000000000000000a'],
  ['00000000-0000-0000-0000-000000000020', '00000000000000000000000010'],
  ['ffffffff-ffff-ffff-ffff-ffffffffffff', '7zzzzzzzzzzzzzzzzzzzzzzzzz'],
  ['0110c853-1d09-52d8-d73e-1194e95b5f19', '0123456789abcdefghjkmnpqrs'],
  ['01890a5d-ac96-774b-bcce-b302099a8057', '01h455vb4pex5vsknk084sn02q'],
])('%s, of the examples of TypeID', (uuid, text) => {
  expect(formatId('ord', uuid)).toBe(`ord_${text}`);
  expect(formatId('ord', uuid.toUpperCase())).toBe(`ord_${text}`);
  expect(formatIdBytes('ord', Buffer.from(uuid.replaceAll('-', ''), 'hex'), 0)).toBe(`ord_${text}`);
  expect(parseId('ord', `ord_${text}`)).toBe(uuid);
});

test('new ones: read as they were written', () => {
  for (let count = 0; count < 1_000; count += 1) {
    const uuid = newUuid();
    expect(parseId('ord', formatId('ord', uuid))).toBe(uuid);
  }
});
