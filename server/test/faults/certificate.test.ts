/**
 * Guards: a renewed certificate is used without a restart. SIGHUP breaks no open connection, never stops the server, and files that cannot
 * be used leave the last certificate in place, with a line in the log.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { expect, test, vi } from 'vitest';
import { startServer, testDatabase } from '../../testkit/index.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };
const KEPT = 'so the last certificate stays';

/** Makes a key and a certificate of this name, which is valid for so many days; of less than zero it is over. */
function makeCertificate(folder: string, name: string, days = 30): void {
  const [key, request, cert] = ['key', 'csr', 'crt'].map((end) => join(folder, `${name}.${end}`));
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const openssl = (...args: (string | undefined)[]) =>
    execFileSync('openssl', args.map(String), { stdio: 'ignore' });
  openssl('req', '-new', ...curve, '-subj', `/CN=${name}`, '-keyout', key, '-out', request);
  openssl('x509', '-req', '-in', request, '-signkey', key, '-days', String(days), '-out', cert);
}

/** Asks for the health, and returns the name on the certificate of the connection that answered. */
function nameShown(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = httpsRequest(`${url}/healthz`, { agent }, (reply) => {
      const { subject } = (reply.socket as TLSSocket).getPeerCertificate();
      reply.resume().on('end', () => resolve(String(subject.CN)));
    });
    asked.on('error', reject).end();
  });
}

test('SIGHUP reads the certificate again', async () => {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'psnb2b-certificate-'));
  stack.defer(() => rm(folder, { recursive: true }));
  const [certFile, keyFile] = [join(folder, 'in-use.crt'), join(folder, 'in-use.key')];
  makeCertificate(folder, 'first');
  makeCertificate(folder, 'second');
  makeCertificate(folder, 'over', -1);
  const use = (cert: string, key: string) => {
    copyFileSync(join(folder, `${cert}.crt`), certFile);
    copyFileSync(join(folder, `${key}.key`), keyFile);
  };
  use('first', 'first');
  const database = stack.use(await testDatabase());
  const server = stack.use(
    await startServer(join(folder, 'data'), {
      ...{ DATABASE_URL: database.url, LOG_LEVEL: 'info', ROLE: 'api' },
      ...{ TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile },
    }),
  );
  const open = new Agent({ keepAlive: true, rejectUnauthorized: false, maxCachedSessions: 0 });
  stack.defer(() => open.destroy());
  const shown = () =>
    nameShown(server.url, new Agent({ rejectUnauthorized: false, maxCachedSessions: 0 }));
  expect(await nameShown(server.url, open)).toBe('first');

  use('second', 'second');
  expect(await shown()).toBe('first');
  server.signal('SIGHUP');
  await vi.waitFor(async () => expect(await shown()).toBe('second'), PATIENCE);
  expect(server.logs()).toContain('the certificate was read again');
  // The connection that was open goes on.
  expect(await nameShown(server.url, open)).toBe('first');

  const complaints = () => server.logs().split(KEPT).length - 1;
  const unusable: [string, () => void][] = [
    ['a broken file', () => writeFileSync(certFile, '-----BEGIN CERTIFICATE-----\nAAAA\n')],
    ['a key of another certificate', () => use('first', 'second')],
    ['a certificate that is over', () => use('over', 'over')],
    ['no file', () => rm(keyFile)],
  ];
  for (const [index, [, spoil]] of unusable.entries()) {
    await spoil();
    server.signal('SIGHUP');
    await vi.waitFor(() => expect(complaints()).toBe(index + 1), PATIENCE);
    expect(await shown()).toBe('second');
  }
  expect(await server.stop()).toBe(0);
});
