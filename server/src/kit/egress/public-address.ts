import ipaddr from 'ipaddr.js';

/** All that was ever given out of IPv6 for the internet (RFC 4291, section 2.4; IANA registry). */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public internet, in the ordinary notation as resolvers and sockets
 * give it. By the IANA special-purpose registries: not private, loopback, link-local (where clouds
 * keep their metadata), shared, multicast, documentation, benchmarking or reserved; and no way around
 * through IPv4 inside IPv6 (mapped, translated, 6to4, Teredo).
 */
export function isPublicAddress(text: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    return ipaddr.IPv4.parse(text).range() === 'unicast';
  }
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return false;
  const address = ipaddr.IPv6.parse(text);
  return address.range() === 'unicast' && address.match(GLOBAL_UNICAST_V6);
}
