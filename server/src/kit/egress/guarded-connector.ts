import { isIP, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { EgressError } from './egress-error.ts';
import { isPublicAddress } from './public-address.ts';
import type { Resolve } from './resolve-host.ts';

const CONNECT_TIMEOUT_MS = 3_000;
const ADDRESSES_TRIED_MAX = 3;
const READ_BYTES_MAX = 65_536;
/** The ports that a URL may have: the first is that of https, when left out. */
export const publicPorts: readonly string[] = ['', '443', '8443'];

export interface EgressOptions {
  readonly resolve: Resolve;
  /** For development: also addresses of this machine and its network. */
  readonly allowPrivate: boolean;
  /** Certificate authorities instead of the system's, PEM. */
  readonly ca?: string;
}

/** Every address of a host, all checked; throws EgressError when there is none or one is not public. */
export async function judgeHost(
  { resolve, allowPrivate }: EgressOptions,
  hostname: string,
): Promise<readonly string[]> {
  const addresses = await resolve(hostname);
  if (!allowPrivate && !addresses.every(isPublicAddress)) throw new EgressError('address');
  return addresses;
}

/**
 * Connects only to public addresses. It resolves names and literals alike, checks all of their addresses, and dials a checked
 * address itself, so that a second answer of the name server cannot matter; afterwards it checks the address that the socket
 * reports. TLS still verifies the host's name. Plain http and other ports than a URL may have are for development only: an
 * endpoint may be older than the setting that allowed it.
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

/**
 * Every socket reads into this one buffer: listeners of `data` get a part of it, and must copy what they keep. A buffer for each read, as Node
 * makes, costs as much as all else about a short reply.
 */
const onread = {
  buffer: Buffer.allocUnsafeSlow(READ_BYTES_MAX),
  callback(this: Socket, count: number, buffer: Uint8Array): boolean {
    // Nobody has sent a request yet, so this is no reply.
    if (!this.emit('data', buffer.subarray(0, count))) this.destroy();
    return true;
  },
};

function dialler({ ca }: EgressOptions): buildConnector.connector {
  return buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    allowH2: false,
    // A resumed session would skip the check of the name in the certificate.
    maxCachedSessions: 0,
    onread,
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
      // nothing: a closed socket has no address, and so is not public.
      if (allowPrivate || isPublicAddress(socket.remoteAddress ?? '')) return resolve(socket);
      socket.destroy();
      reject(new EgressError('address'));
    });
  });
}
