import ipaddr from 'ipaddr.js';

/** The whole range that was ever assigned for the internet in IPv6 (RFC 4291, section 2.4; IANA registry). */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Addresses that are assigned for the internet but answered inside a cloud, where they reveal a machine's secrets or lead to the
 * provider's own services: Azure's wire server, IBM Cloud's private endpoints. The metadata addresses of the other clouds
 * (169.254.169.254, 169.254.170.2, 100.100.100.200, 192.0.0.192, fd00:ec2::254, fd20:ce::254) are in the registries' special
 * ranges.
 */
const CLOUD_INTERNAL = ['168.63.129.16/32', '161.26.0.0/16', '166.8.0.0/14'].map((each) =>
  ipaddr.IPv4.parseCIDR(each),
);

/**
 * Whether an address belongs to the public internet, in the ordinary notation as resolvers and sockets return it. By the IANA
 * special-purpose registries it must not be private, loopback, link-local (where clouds have their metadata), shared, multicast,
 * documentation, benchmarking or reserved, nor IPv4 inside IPv6 (mapped, translated, 6to4, Teredo), nor internal to a cloud.
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
