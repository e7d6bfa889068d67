import { formatCidr } from './cidr-list.ts';
import { parseAddress } from './parse-address.ts';

/** A network whose addresses are counted together, and its limit as a multiple of the limit of one address. */
export interface Network {
  readonly name: string;
  readonly allowance: number;
}

/**
 * The IPv6 networks that are counted, narrowest first. Whoever has one address of a /64 has them all; providers assign a /56 or a
 * /48 to a customer (RFC 6177), in which other people may live as well.
 */
const COUNTED = [
  { prefix: 64, allowance: 1 },
  { prefix: 56, allowance: 2 },
  { prefix: 48, allowance: 4 },
] as const;

/**
 * The networks that an address counts against, each separately: an IPv4 address itself; the /64, the /56 and the /48 of an IPv6
 * address. A text that is no address counts under itself.
 */
export function networksOf(text: string): readonly [Network, ...Network[]] {
  const address = parseAddress(text);
  if (address === null || address.kind() === 'ipv4') {
    return [{ name: address?.toString() ?? text, allowance: 1 }];
  }
  const [narrowest, ...wider] = COUNTED.map(({ prefix, allowance }) => ({
    name: formatCidr([address, prefix]),
    allowance,
  }));
  return [narrowest as Network, ...wider];
}

/** The network that an address is shown as to those who may not see it: the /24 of IPv4, the /48 of IPv6. */
export function neighbourhoodOf(text: string): string {
  const address = parseAddress(text);
  return address === null ? '' : formatCidr([address, address.kind() === 'ipv4' ? 24 : 48]);
}

/** The widest of these networks: what may belong to one customer of a provider. */
export function widestNetwork(text: string): string {
  const networks = networksOf(text);
  return (networks.at(-1) ?? networks[0]).name;
}
