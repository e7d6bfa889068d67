/** Guards: whatever an event says, a shell reads it as the words that curl needs, and runs nothing of it. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlOf } from './curl-of.ts';

test('a shell reads the command as it was meant', () => {
  const url = 'https://shop.example/hooks?a=1&b=$HOME';
  const body = JSON.stringify({ name: "it's; 'echo' $(id) `id` \\ \n é" });
  const headers = { 'content-type': 'application/json', 'X-PSNB2B-Event': 'webhook.test' };
  const command = curlOf({ url, headers, body });
  const printed = command.replace(/^curl/, "printf '%s\\0'");
  const words = execFileSync('sh', ['-c', printed], { encoding: 'utf8' }).split('\0');
  expect(words.slice(0, -1)).toEqual([
    url,
    ...['-H', 'content-type: application/json', '-H', 'X-PSNB2B-Event: webhook.test'],
    ...['--data-raw', body],
  ]);
});
