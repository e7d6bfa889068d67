/**
 * Guards: the samples of the webhook guide in the languages beside TypeScript verify a delivery without a change, and refuse one that
 * was altered, is too old, or has another signature.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BODY, HEADERS, SECONDS, SECRET, SIMPLE } from './delivery.ts';
import { presentLanguages } from './present-languages.ts';
import { runProgram } from './run-program.ts';

const GUIDE = new URL('../../../docs/guides/webhooks.md', import.meta.url);
const guide = await readFile(GUIDE, 'utf8');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-webhook-'));
  await writeFile(join(folder, 'body.json'), BODY);
});
afterAll(() => rm(folder, { recursive: true }));

/** The samples of one language: the function first, the expression for the simple header second. */
function shown(language: string): [string, string] {
  const blocks = [...guide.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))];
  const [whole = '', simple = ''] = blocks.map(([, text = '']) => text);
  expect(blocks).toHaveLength(2);
  return [whole, simple];
}

type Present = ReturnType<typeof presentLanguages>[number];

/** A program that reads secret, headers, body and seconds from its environment, and prints whether the function accepts them. */
const CHECK: Partial<Record<Present, (sample: string) => string>> = {
  php: (sample) => `${sample}
    $headers = json_decode(getenv('HEADERS'), true);
    echo is_genuine(getenv('SECRET'), $headers, getenv('BODY'), (int) getenv('NOW')) ? 'yes' : 'no';`,
  python: (sample) => `${sample}
import json, os
headers = json.loads(os.environ["HEADERS"])
body = os.environb[b"BODY"]
print("yes" if is_genuine(os.environ["SECRET"], headers, body, int(os.environ["NOW"])) else "no")`,
  go: (sample) =>
    `${sample
      .replace('package webhook', 'package main')
      .replace('import (', 'import (\n\t"encoding/json"\n\t"fmt"\n\t"os"')}
func main() {
	var given map[string]string
	json.Unmarshal([]byte(os.Getenv("HEADERS")), &given)
	headers := http.Header{}
	for name, value := range given {
		headers.Set(name, value)
	}
	seconds, _ := strconv.ParseInt(os.Getenv("NOW"), 10, 64)
	if IsGenuine(os.Getenv("SECRET"), headers, []byte(os.Getenv("BODY")), time.Unix(seconds, 0)) {
		fmt.Print("yes")
	} else {
		fmt.Print("no")
	}
}`,
  java: (
    sample,
  ) => `${sample.replace('import java.util.Map;', 'import java.util.HashMap;\nimport java.util.Map;')}
class Main {
    public static void main(String[] args) throws Exception {
        var headers = new HashMap<String, String>();
        for (String name : new String[] {"webhook-id", "webhook-timestamp", "webhook-signature"}) {
            String value = System.getenv(name.replace('-', '_').toUpperCase());
            if (value != null) headers.put(name, value);
        }
        byte[] body = java.nio.file.Files.readAllBytes(java.nio.file.Path.of(System.getenv("BODY_FILE")));
        boolean is = Webhook.isGenuine(System.getenv("SECRET"), headers, body, Long.parseLong(System.getenv("NOW")));
        System.out.print(is ? "yes" : "no");
    }
}`,
};

/** A program that prints whether the expression for the simple header accepts SIGNATURE. */
const CHECK_SIMPLE: Partial<Record<Present, (sample: string) => string>> = {
  php: (
    sample,
  ) => `<?php $secret = getenv('SECRET'); $_SERVER['HTTP_X_PSNB2B_SIGNATURE'] = getenv('SIGNATURE');
    echo ${sample.trim().replace("'php://input'", "getenv('BODY_FILE')")} ? 'yes' : 'no';`,
  python: (sample) => `import hashlib, hmac, os
secret, body, signature = os.environ["SECRET"], os.environb[b"BODY"], os.environ["SIGNATURE"]
print("yes" if ${sample.trim()} else "no")`,
  go: (sample) => `package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
)

func main() {
	secret, body, signature := os.Getenv("SECRET"), []byte(os.Getenv("BODY")), os.Getenv("SIGNATURE")
	${sample}
	if genuine {
		fmt.Print("yes")
	} else {
		fmt.Print("no")
	}
}`,
  java: (sample) => `import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class Main {
    public static void main(String[] args) throws Exception {
        String secret = System.getenv("SECRET"), signature = System.getenv("SIGNATURE");
        byte[] body = java.nio.file.Files.readAllBytes(java.nio.file.Path.of(System.getenv("BODY_FILE")));
        ${sample}
        System.out.print(genuine ? "yes" : "no");
    }
}`,
};

/** Java runs the first class of a file: the one with `main` must come before the sample's. */
function mainFirst(program: string): string {
  const [head = '', sample = '', main = ''] = program.split(/^(?=class (?:Webhook|Main) \{)/m);
  return main === '' ? program : head + main + sample;
}

describe.each(presentLanguages())('%s', (language) => {
  const run = async (program: string, change: Record<string, string> = {}) => {
    const headers = { ...HEADERS, ...change };
    const body = change.body ?? BODY;
    await writeFile(join(folder, 'given.json'), body);
    const env = {
      SECRET,
      HEADERS: JSON.stringify(headers),
      ...Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name.replaceAll('-', '_').toUpperCase(),
          value,
        ]),
      ),
      BODY: body,
      BODY_FILE: join(folder, 'given.json'),
      NOW: change.now ?? String(SECONDS),
      SIGNATURE: change.signature ?? SIMPLE,
    };
    const text = language === 'java' ? mainFirst(program) : program;
    return (await runProgram({ language, text, folder: join(folder, language), env })).trim();
  };

  test('the function', async () => {
    const program = CHECK[language]?.(shown(language)[0]) ?? '';
    expect(await run(program)).toBe('yes');
    const both = `v1,${Buffer.alloc(32).toString('base64')} ${HEADERS['webhook-signature']}`;
    expect(await run(program, { 'webhook-signature': both })).toBe('yes');
    expect(await run(program, { 'webhook-signature': 'v1,' })).toBe('no');
    expect(await run(program, { 'webhook-id': 'evt_other' })).toBe('no');
    expect(await run(program, { 'webhook-timestamp': 'soon' })).toBe('no');
    expect(await run(program, { body: BODY.replace('42', '43') })).toBe('no');
    expect(await run(program, { now: String(SECONDS + 301) })).toBe('no');
  });

  test('the expression for the simple header', async () => {
    const program = CHECK_SIMPLE[language]?.(shown(language)[1]) ?? '';
    expect(await run(program)).toBe('yes');
    expect(await run(program, { signature: SIMPLE.replace('9', '8') })).toBe('no');
    expect(await run(program, { body: BODY.replace('42', '43') })).toBe('no');
  });
});
