import ipaddr from 'ipaddr.js';

/** All that was ever given out of IPv6 for the internet (RFC 4291, section 2.4; IANA registry). */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Given out for the internet, but answered inside a cloud only, where they tell a machine's secrets or lead
 * to the provider's own services: Azure's wire server, IBM Cloud's private endpoints. The metadata addresses
 * of the other clouds (169.254.169.254, 169.254.170.2, 100.100.100.200, 192.0.0.192, fd00:ec2::254,
 * fd20:ce::254) are in the registries' special ranges.
 */
const CLOUD_INTERNAL = ['168.63.129.16/32', '161.26.0.0/16', '166.8.0.0/14'].map((each) =>
  ipaddr.IPv4.parseCIDR(each),
);

/**
 * Whether an address is one of the public internet, in the ordinary notation as resolvers and sockets
 * give it. By the IANA special-purpose registries: not private, loopback, link-local (where clouds
 * keep their metadata), shared, multicast, documentation, benchmarking or reserved; and no way around
 * through IPv4 inside IPv6 (mapped, translated, 6to4, Teredo), and not of a cloud's inside.
 */
export function isPublicAddress(text: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    const address = ipaddr.IPv4.parse(text);
    const isInternal = CLOUD_INTERNAL.some((network) => address.match(network));
    return address.range() === 'unicast' && !isInternal;
  }
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return false;
  const address = ipaddr.IPv6.parse(text);
  return address.range() === 'unicast' && address.match(GLOBAL_UNICAST_V6);
}
