import { RecordReader, splitRecord } from '@psnb2b/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';

// Guards: every well-formed record is read as RFC 4180 says, and a broken one costs no other row.

function read(text: string, size = text.length || 1, delimiter = ',') {
  const reader = new RecordReader(delimiter);
  const records = [];
  for (let at = 0; at < text.length; at += size) {
    records.push(...reader.push(text.slice(at, at + size), false));
  }
  records.push(...reader.push('', true));
  return records.map(({ line, fields }) => `${line} ${fields?.join('|') ?? 'broken'}`);
}

test('quotes, doubled quotes, delimiters and spaces around quotes', () => {
  expect(splitRecord('a,b,', ',')).toEqual(['a', 'b', '']);
  expect(splitRecord('"a,1", "b""c" ,', ',')).toEqual(['a,1', 'b"c', '']);
  expect(splitRecord('"";x', ';')).toEqual(['', 'x']);
  expect(splitRecord('"a"\t"b"\t\t c', '\t')).toEqual(['a', 'b', '', ' c']);
  expect(splitRecord('"a"b,c', ',')).toBeNull();
  expect(splitRecord('a"b,c', ',')).toBeNull();
});

test('a record written with quotes is read back, in pieces of any size', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', ' x', '\n', 'é') });
  const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 9 }), (table, size) => {
      const text = table
        .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
        .join('\r\n');
      const reader = new RecordReader(',');
      const found = [];
      for (let at = 0; at < text.length; at += size) {
        found.push(...reader.push(text.slice(at, at + size), false));
      }
      found.push(...reader.push('', true));
      const shown = table.filter((row) => row.some((each) => each.trim() !== ''));
      expect(found.map(({ fields }) => fields)).toEqual(shown);
    }),
  );
});

test.each([1, 2, 3, 1000])('line ends of every kind, empty lines, in pieces of %i', (size) => {
  expect(read('a,b\r\nc,d\n\n  \re,f\r\r\ng,h', size)).toEqual([
    '1 a|b',
    '2 c|d',
    '5 e|f',
    '7 g|h',
  ]);
});

test.each([1, 4, 1000])('broken quotes cost one line, in pieces of %i', (size) => {
  expect(read('a,"b"x\nc,d\n', size)).toEqual(['1 broken', '2 c|d']);
  expect(read('a,b"\nc,d\ne,f\n', size)).toEqual(['1 broken', '2 c|d', '3 e|f']);
  expect(read('a,"b\nc,d\ne,"f"\n', size)).toEqual(['1 broken', '2 c|d', '3 e|f']);
  expect(read('x,"y\nz",1\nc,d', size)).toEqual(['1 x|y\nz|1', '3 c|d']);
});

test('a quote that is never closed is given up after some lines, not at the end of the file', () => {
  const rows = Array.from({ length: 100 }, (_, row) => `r,${row}`);
  const reader = new RecordReader(',');
  const early = reader.push(['a,"open', ...rows].join('\n'), false);
  expect(early.length).toBeGreaterThan(90);
  expect(early.slice(0, 2)).toEqual([
    { line: 1, lines: 1, fields: null },
    { line: 2, lines: 1, fields: ['r', '0'] },
  ]);
});
