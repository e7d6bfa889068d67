/**
 * Guards: a receipt is called genuine only if the published key signed exactly this text; and the command for those whose browser
 * cannot check it says the same.
 */
import { exec } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import { verifyCommand, verifyReceipt } from './verify-receipt.ts';

const { publicKey, privateKey } = await generateKeyPair('EdDSA', {
  crv: 'Ed25519',
  extractable: true,
});
const keys = [{ ...(await exportJWK(publicKey)), kid: 'key-1', use: 'sig' }] as (JsonWebKey & {
  kid: string;
})[];
const said = { order_id: 'ord_1', reader: 'Jörg' };
const signed = (kid: string, by = privateKey) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(said)))
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .sign(by);
const forged = (jws: string) => {
  const [head, , signature] = jws.split('.');
  const other = Buffer.from(JSON.stringify({ ...said, order_id: 'ord_2' })).toString('base64url');
  return `${head}.${other}.${signature}`;
};

test('a receipt of ours is genuine, and a changed one, one of another key and one without a key are not', async () => {
  const jws = await signed('key-1');
  expect(await verifyReceipt(jws, keys)).toEqual({ is: 'genuine', key: 'key-1', receipt: said });
  const stranger = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const wrong = [forged(jws), await signed('key-1', stranger.privateKey), await signed('key-2')];
  for (const each of wrong) expect(await verifyReceipt(each, keys)).toEqual({ is: 'false' });
});

test('the command checks the same', async () => {
  const server = createServer((_request, response) => response.end(JSON.stringify({ keys })));
  await promisify((ready: () => void) => server.listen(0, '127.0.0.1', ready))();
  try {
    const { port } = server.address() as AddressInfo;
    const jws = await signed('key-1');
    const run = promisify(exec);
    const outcome = async (each: string) =>
      (await run(verifyCommand(`http://127.0.0.1:${port}`, each))).stdout;
    expect(await outcome(jws)).toContain("order_id: 'ord_1'");
    expect(await outcome(forged(jws))).toContain('This receipt is false.');
  } finally {
    server.close();
  }
});
