/** Guards: a text of somebody else, whatever it has in it, turns no word around that stands after it. */
import { expect, test } from 'vitest';
import { closeText, closeTexts } from './close-texts.ts';

const [LRE, RLE, PDF, RLO] = ['\u202A', '\u202B', '\u202C', '\u202E'];
const [RLI, FSI, PDI] = ['\u2067', '\u2068', '\u2069'];

test.each([
  ['PO-7', ''],
  ['מספר 7', ''],
  [`PO-7 ${RLO}abc`, PDF],
  [`${RLO}abc${PDF}`, ''],
  [`${LRE}a${RLE}b`, PDF + PDF],
  [`${RLI}a${RLO}b`, PDF + PDI],
  [`${RLI}a${RLO}b${PDI}`, ''],
  [`${RLO}a${FSI}b${PDI}c`, PDF],
  [`a${PDI}b${PDF}`, ''],
  [`${RLI}a${PDF}b`, PDI],
])('%j', (text, added) => {
  expect(closeText(text)).toBe(text + added);
});

test('every text of a reply, however deep, and nothing else of it', () => {
  const reply = {
    data: [{ reference: `a${RLO}`, quantity: 2, note: null, more: { is: true } }],
    names: [`b${RLI}`, 'c'],
  };
  expect(closeTexts(reply)).toEqual({
    data: [{ reference: `a${RLO}${PDF}`, quantity: 2, note: null, more: { is: true } }],
    names: [`b${RLI}${PDI}`, 'c'],
  });
  expect(closeTexts(null)).toBeNull();
});
