import ipaddr from 'ipaddr.js';
import { type Address, parseAddress } from './parse-address.ts';

const MAPPED_BITS = 96;

/** Networks that an address is matched against. */
export type CidrList = readonly (readonly [Address, number])[];

/**
 * Reads one network, `10.0.0.0/8` or `2001:db8::/32`, or a single address; IPv4-mapped networks
 * are read as IPv4. Null when it is neither.
 */
export function parseCidr(text: string): readonly [Address, number] | null {
  const [base = '', bits, ...rest] = text.split('/');
  const address = parseAddress(base);
  if (address === null || rest.length > 0) return null;
  const bitsMax = address.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return [address, bitsMax];
  if (!/^(0|[1-9][0-9]{0,2})$/.test(bits)) return null;
  const mapped = address.kind() === 'ipv4' && base.includes(':');
  const prefix = Number(bits) - (mapped ? MAPPED_BITS : 0);
  return prefix >= 0 && prefix <= bitsMax ? [address, prefix] : null;
}

/** The network with its host bits cleared, as it is stored and shown. */
export function formatCidr([address, prefix]: readonly [Address, number]): string {
  const network =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address}/${prefix}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address}/${prefix}`);
  return `${network}/${prefix}`;
}

/** Reads networks that were checked when they were stored; an invalid one matches nothing. */
export function parseCidrList(texts: readonly string[]): CidrList {
  return texts.map(parseCidr).filter((network) => network !== null);
}

/** Whether each of some networks lies inside one of others; both lists are in stored form. */
export function networksWithin(inner: readonly string[], outer: readonly string[]): boolean {
  const networks = parseCidrList(outer);
  return parseCidrList(inner).every(([address, prefix]) =>
    networks.some(
      ([network, bits]) =>
        network.kind() === address.kind() && prefix >= bits && address.match(network, bits),
    ),
  );
}

export function inCidrList(networks: CidrList, address: Address): boolean {
  return networks.some(
    ([network, prefix]) => network.kind() === address.kind() && address.match(network, prefix),
  );
}
