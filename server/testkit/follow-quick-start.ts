import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const GUIDE = new URL('../../docs/guides/quick-start.md', import.meta.url);

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

/**
 * Runs the samples of the quick start in a shell, word for word, with an address and a test key of a shop. Returns the status and the body of
 * each reply.
 */
export async function followQuickStart(
  url: string,
  key: string,
): Promise<[status: number, body: Record<string, unknown>][]> {
  const settings: Record<string, string> = {
    API: `${url}/api/v1`,
    KEY: key,
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
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as [number, Record<string, unknown>]);
  } finally {
    await rm(folder, { recursive: true });
  }
}
