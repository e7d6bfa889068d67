import { isIP, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { EgressError } from './egress-error.ts';
import { isPublicAddress } from './public-address.ts';
import type { Resolve } from './resolve-host.ts';

const CONNECT_TIMEOUT_MS = 3_000;
const ADDRESSES_TRIED_MAX = 3;
/** As a URL has them: the first is that of https, left out. */
export const publicPorts: readonly string[] = ['', '443', '8443'];

export interface EgressOptions {
  readonly resolve: Resolve;
  /** Development: addresses of this machine and its network too. */
  readonly allowPrivate: boolean;
  /** Certificate authorities instead of the system's, PEM. */
  readonly ca?: string;
}

/** Every address of a host, judged; throws EgressError when there is none or one is not public. */
export async function judgeHost(
  { resolve, allowPrivate }: EgressOptions,
  hostname: string,
): Promise<readonly string[]> {
  const addresses = await resolve(hostname);
  if (!allowPrivate && !addresses.every(isPublicAddress)) throw new EgressError('address');
  return addresses;
}

/**
 * Connects only to public addresses. Names and literals alike are resolved, all their addresses judged,
 * and a judged address itself is dialled, so that no second answer of the name server counts; what the
 * socket says it is connected to is judged once more. TLS is for the host's name all the same. Plain
 * http and other ports than a URL may have are for development only: an endpoint may be older than the
 * switch that allowed it.
 */
export function guardedConnector(
  options: EgressOptions,
  dial: buildConnector.connector = dialler(options),
): buildConnector.connector {
  return (target, callback) => {
    connect(dial, options, target).then(
      (socket) => callback(null, socket),
      (error: Error) => callback(error, null),
    );
  };
}

function dialler({ ca }: EgressOptions): buildConnector.connector {
  return buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
    // A resumed session skips the check of the name in the certificate.
    maxCachedSessions: 0,
    ...(ca && { ca }),
  });
}

async function connect(
  dial: buildConnector.connector,
  options: EgressOptions,
  target: buildConnector.Options,
): Promise<Socket> {
  const { protocol, port } = target;
  if (!options.allowPrivate && (protocol !== 'https:' || !publicPorts.includes(port))) {
    throw new EgressError('address');
  }
  const hostname = target.hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = await judgeHost(options, hostname);
  let failure: Error = new EgressError('dns');
  for (const address of addresses.slice(0, ADDRESSES_TRIED_MAX)) {
    try {
      const isNamed = protocol === 'https:' && isIP(hostname) === 0;
      const name = isNamed ? { servername: hostname } : {};
      return await dialOne(dial, options, { protocol, port, hostname: address, ...name });
    } catch (error) {
      failure = error as Error;
    }
  }
  throw failure;
}

function dialOne(
  dial: buildConnector.connector,
  { allowPrivate }: EgressOptions,
  target: buildConnector.Options,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    dial(target, (error, socket) => {
      if (error) return reject(error);
      // nothing: a socket that is closed has no address, and is not public.
      if (allowPrivate || isPublicAddress(socket.remoteAddress ?? '')) return resolve(socket);
      socket.destroy();
      reject(new EgressError('address'));
    });
  });
}
