import { type CidrList, inCidrList } from './cidr-list.ts';
import { parseAddress } from './parse-address.ts';

/** How many hops of X-Forwarded-For are read; honest chains are shorter. */
const HOPS_MAX = 32;
const MAPPED = '::ffff:';

/**
 * The client's address from the socket and X-Forwarded-For. Only trusted proxies are believed: from the socket leftwards, the
 * first hop that is no trusted proxy is the client. If a trusted proxy names an unreadable address, the request counts as the
 * proxy's own.
 */
export function clientAddressReader(
  trusted: CidrList,
): (socketAddress: string, forwardedFor: string | undefined) => string {
  if (trusted.length === 0) return plainAddress;
  return (socketAddress, forwardedFor) => {
    let client = plainAddress(socketAddress);
    const hops = forwardedFor?.split(',') ?? [];
    for (const hop of hops.slice(-HOPS_MAX).reverse()) {
      const address = parseAddress(client);
      if (address === null || !inCidrList(trusted, address)) return client;
      const next = parseAddress(withoutPort(hop.trim()));
      if (next === null) return client;
      client = next.toString();
    }
    return client;
  };
}

/** A dual-stack socket reports IPv4 clients in IPv6 form; this returns the IPv4 address. */
function plainAddress(socketAddress: string): string {
  if (!socketAddress.startsWith(MAPPED) || !socketAddress.includes('.')) return socketAddress;
  return socketAddress.slice(MAPPED.length);
}

/** Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711` (RFC 7239 style). */
function withoutPort(hop: string): string {
  const bracketed = /^\[([^\]]+)\](?::[0-9]+)?$/.exec(hop);
  if (bracketed) return bracketed[1] ?? hop;
  return hop.replace(/^([0-9.]+):[0-9]+$/, '$1');
}
