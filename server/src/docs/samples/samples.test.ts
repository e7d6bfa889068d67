/**
 * Guards: a sample is translated only if it is understood completely, and every language then sends the same request. That
 * each of them runs is shown elsewhere: here are the texts that need quoting.
 */
import { describe, expect, test } from 'vitest';
import { languages, readCurl, samplesOf, writeCurl } from './index.ts';

const CALL = {
  method: 'POST',
  url: '$API/orders/$ORDER/returns?a=1&b=2',
  headers: [
    ['Authorization', 'Bearer $KEY'],
    ['Content-Type', 'application/json'],
  ],
  body: { note: `it's "quoted" \\ \`back\``, none: null, list: [1, true, {}], 'a-b': 1 },
} as const;

test('a command that was written is read as the same request', () => {
  expect(readCurl(writeCurl(CALL))).toEqual(CALL);
  const get = { method: 'GET', url: '$API/balance', headers: [], body: undefined };
  expect(readCurl(writeCurl(get))).toEqual(get);
  const bare = { ...get, method: 'POST' };
  expect(readCurl(writeCurl(bare))).toEqual(bare);
});

describe('a text that is not translated', () => {
  test.each([
    'export KEY=psnb2b_test_…',
    'openssl dgst -sha256 body.json',
    'curl -s "$API/claims/$CLAIM/evidence" -F "file=@error.png"',
    'curl -s "$API/balance"\ncurl -s "$API/me"',
    'curl -s "$API/balance" | jq .',
    "curl -s '$API/balance",
  ])('%s', (text) => {
    expect(samplesOf(text)).toEqual([{ language: 'sh', text }]);
  });
});

test('a request is written in every language', () => {
  const samples = samplesOf(writeCurl(CALL));
  expect(samples.map(({ language }) => language)).toEqual(Object.keys(languages));
  const text = Object.fromEntries(samples.map((each) => [each.language, each.text]));
  expect(text.ts).toContain(['`$', '{API}/orders/$', '{ORDER}/returns?a=1&b=2`'].join(''));
  expect(text.ts).toContain(`note: 'it\\'s "quoted" \\\\ \`back\`'`);
  expect(text.php).toContain(`'note' => 'it\\'s "quoted" \\\\ \`back\`'`);
  expect(text.php).toContain("'list' => [1, true, new stdClass()]");
  expect(text.python).toContain('"none": None, "list": [1, True, {}]');
  expect(text.go).toContain('os.Getenv("API")+"/orders/"+os.Getenv("ORDER")+"/returns?a=1&b=2"');
  expect(text.java).toContain(String.raw`{"note": "it's \\"quoted\\" \\\\ `);
});
