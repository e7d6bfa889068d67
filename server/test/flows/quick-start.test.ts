/**
 * Guards: the quick start alone, followed word for word, leads a stranger to test codes: signed up, with a test key of
 * their own, not approved, and without an operator.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scopes } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { openShop, signUp } from '../../testkit/index.ts';

const GUIDE = new URL('../../../docs/guides/quick-start.md', import.meta.url);

/**
 * A replacement for `curl`, which a test machine need not have, with the options that the guide uses. Prints a line for
 * each call, and leaves the id of the reply in the file LAST.
 */
const CURL = `curl() { "$NODE" --input-type=module -e '
  import { writeFileSync } from "node:fs";
  const words = process.argv.slice(1);
  const headers = {};
  let url, body;
  while (words.length > 0) {
    const word = words.shift();
    if (word === "-H") {
      const [name, ...value] = words.shift().split(": ");
      headers[name] = value.join(": ");
    } else if (word === "-d") body = words.shift();
    else if (word.startsWith("http")) url = word;
    else if (word !== "-s") throw new Error("the guide uses " + word);
  }
  const reply = await fetch(url, body === undefined ? { headers } : { headers, body, method: "POST" });
  const answer = await reply.json();
  writeFileSync(process.env.LAST, answer.id ?? "");
  console.log(JSON.stringify([reply.status, answer]));
' -- "$@"; }
`;

test('the quick start leads from sign-up to codes, and to more test money', async () => {
  await using shop = await openShop();
  const { visitor } = await signUp(shop);
  const issued = await visitor.post<{ key: string; api_key: object }>('/keys', {});
  expect(issued.body.api_key).toMatchObject({ mode: 'test', scopes });

  const settings: Record<string, string> = {
    API: `${shop.url}/api/v1`,
    KEY: issued.body.key,
    ORDER: '$(cat "$LAST")',
  };
  const guide = await readFile(GUIDE, 'utf8');
  const script = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)]
    .map(([, block = '']) => block)
    .join('\n')
    .replace(/^export (\w+)=.*$/gm, (_line, name: string) => `export ${name}=${settings[name]}`);
  const folder = await mkdtemp(join(tmpdir(), 'psnb2b-quick-'));
  const env = { PATH: process.env.PATH, NODE: process.execPath, LAST: join(folder, 'last') };
  try {
    const { stdout } = await promisify(execFile)('sh', ['-ec', CURL + script], { env });
    const answers = stdout.trim().split('\n');
    const shown = answers.map((line) => JSON.parse(line) as [number, Record<string, unknown>]);
    const codes = Array(2).fill({ code: expect.stringMatching(/^TEST-/), status: 'delivered' });
    expect(shown).toMatchObject([
      [200, { object: 'inventory', data: expect.arrayContaining([expect.anything()]) }],
      [200, { object: 'balance', available: '10000.00' }],
      [201, { object: 'order', status: 'delivered', reference: 'PO-1042' }],
      [200, { object: 'list', data: codes }],
      [200, { object: 'balance', balance: '10000.00' }],
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(await shop.verify()).toEqual([]);
});
