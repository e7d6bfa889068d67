import ipaddr from 'ipaddr.js';

/**
 * What an address is that is not public. `own`: the machine that asks. `metadata`: what clouds tell their machines, secrets among it.
 * `embedded`: IPv4 inside IPv6.
 */
export type AddressKind =
  | 'own'
  | 'metadata'
  | 'link_local'
  | 'private'
  | 'shared'
  | 'embedded'
  | 'multicast'
  | 'reserved';

/** AWS and most others, AWS for containers, Alibaba, Oracle, Azure; AWS and Google by IPv6. */
const METADATA = new Set(
  [
    ...['169.254.169.254', '169.254.170.2', '100.100.100.200', '192.0.0.192', '168.63.129.16'],
    ...['fd00:ec2::254', 'fd20:ce::254'],
  ].map((each) => ipaddr.parse(each).toString()),
);

/** The kinds of the ranges that have a name in IANA's special-purpose registries; all others are reserved. */
const KINDS: Readonly<Record<string, AddressKind>> = {
  ...{ unspecified: 'own', loopback: 'own', linkLocal: 'link_local', multicast: 'multicast' },
  ...{ private: 'private', uniqueLocal: 'private', deprecatedSiteLocal: 'private' },
  carrierGradeNat: 'shared',
  ...{ ipv4Mapped: 'embedded', rfc6145: 'embedded', rfc6052: 'embedded' },
  ...{ '6to4': 'embedded', teredo: 'embedded' },
};
/** `::127.0.0.1`, a form of long ago. */
const COMPATIBLE = ipaddr.IPv6.parseCIDR('::/96');

/** The kind of an address that is not public, in the notation of resolvers and sockets. */
export function addressKind(text: string): AddressKind {
  const address = ipaddr.parse(text);
  if (METADATA.has(address.toString())) return 'metadata';
  const kind = KINDS[address.range()];
  if (kind !== undefined) return kind;
  return address instanceof ipaddr.IPv6 && address.match(COMPATIBLE) ? 'embedded' : 'reserved';
}
