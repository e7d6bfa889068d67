import { X509Certificate } from 'node:crypto';
import { createSecureContext, Server } from 'node:tls';
import type { Config } from '../config/index.ts';
import type { Logger } from '../kit/log.ts';
import { type Certificate, readCertificate } from '../kit/read-certificate.ts';
import type { Running } from './stop.ts';

/**
 * Reads the certificate again, for connections from now on. Files that cannot be used change nothing: the last certificate stays, and the
 * log says why. Never throws, and never ends the process.
 */
export function reloadCertificate(
  http: Running['http'],
  files: Config['tls'],
  log: Pick<Logger, 'info' | 'error'>,
): void {
  const server = http?.server;
  if (files === null || !(server instanceof Server)) {
    log.info('SIGHUP was ignored: this process has no certificate to read again');
    return;
  }
  try {
    const certificate = readCertificate(files);
    const until = checkedUntil(certificate);
    server.setSecureContext(certificate);
    log.info(`the certificate was read again; it is valid until ${until.toISOString()}`);
  } catch (error) {
    log.error(
      { err: error },
      'TLS_CERT_FILE and TLS_KEY_FILE cannot be used, so the last certificate stays; correct them, and send SIGHUP again',
    );
  }
}

/** Until when a certificate is valid; throws if it is broken, over, or of another key. */
function checkedUntil({ cert, key }: Certificate): Date {
  createSecureContext({ cert, key });
  const { validToDate } = new X509Certificate(cert);
  if (validToDate.getTime() <= Date.now()) {
    throw new Error(`the certificate was valid until ${validToDate.toISOString()}`);
  }
  return validToDate;
}
