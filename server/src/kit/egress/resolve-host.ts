import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { EgressError } from './egress-error.ts';

/** Returns every address of a host name; throws EgressError `dns` when there is none. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

const TIMEOUT_MS = 2_000;
const TRIES = 2;
const ADDRESSES_MAX = 32;

/**
 * Asks the name servers directly. `dns.lookup` would occupy one of the process's four threads, so a few dead names would block
 * all others. `servers` replaces the system's servers, as `ip:port`.
 */
export function dnsResolver(servers?: readonly string[]): Resolve {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (servers) resolver.setServers(servers);
  return async (hostname) => {
    const literal = literalOf(hostname);
    if (literal) return [literal];
    const answers = await Promise.allSettled([
      resolver.resolve4(hostname),
      resolver.resolve6(hostname),
    ]);
    const addresses = answers.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    if (addresses.length === 0 || addresses.length > ADDRESSES_MAX) throw new EgressError('dns');
    return addresses;
  };
}

/** Resolves like the machine itself, including its hosts file: for development. */
export const systemResolver: Resolve = async (hostname) => {
  const literal = literalOf(hostname);
  if (literal) return [literal];
  try {
    const answers = await lookup(hostname, { all: true });
    return answers.map((each) => each.address);
  } catch {
    throw new EgressError('dns');
  }
};

/** An address written as a host; IPv6 in brackets, as in URLs. */
function literalOf(hostname: string): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return isIP(bare) === 0 ? null : bare;
}
