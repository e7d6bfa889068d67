/**
 * Guards: a receipt is called genuine only if the published key signed exactly this text; and the command for those whose browser
 * cannot check it says the same.
 */
import { exec } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { verifyCommand, verifyReceipt } from './verify-receipt.ts';

const pair = generateKeyPairSync('ed25519');
const keys = [{ ...pair.publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig' }];
const said = { order_id: 'ord_1', reader: 'Jörg' };
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (kid: string, by = pair.privateKey) => {
  const text = `${part({ alg: 'EdDSA', kid })}.${part(said)}`;
  return `${text}.${sign(null, Buffer.from(text), by).toString('base64url')}`;
};
const forged = (jws: string) => {
  const [head, , signature] = jws.split('.');
  return `${head}.${part({ ...said, order_id: 'ord_2' })}.${signature}`;
};

test('a receipt of ours is genuine, and a changed one, one of another key and one without a key are not', async () => {
  const jws = signed('key-1');
  expect(await verifyReceipt(jws, keys)).toEqual({ is: 'genuine', key: 'key-1', receipt: said });
  const stranger = generateKeyPairSync('ed25519');
  const wrong = [forged(jws), signed('key-1', stranger.privateKey), signed('key-2')];
  for (const each of wrong) expect(await verifyReceipt(each, keys)).toEqual({ is: 'false' });
});

test('the command checks the same', async () => {
  const server = createServer((_request, response) => response.end(JSON.stringify({ keys })));
  await promisify((ready: () => void) => server.listen(0, '127.0.0.1', ready))();
  try {
    const { port } = server.address() as AddressInfo;
    const jws = signed('key-1');
    const run = promisify(exec);
    const outcome = async (each: string) =>
      (await run(verifyCommand(`http://127.0.0.1:${port}`, each))).stdout;
    expect(await outcome(jws)).toContain("order_id: 'ord_1'");
    expect(await outcome(forged(jws))).toContain('This receipt is false.');
  } finally {
    server.close();
  }
});
