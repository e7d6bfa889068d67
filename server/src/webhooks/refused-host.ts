import { isIP } from 'node:net';
import { type AddressKind, addressKind, type EgressError } from '../kit/egress/index.ts';

const PUBLIC = 'enter the public name of your server, like shop.example.com';
const AT_HOME = 'To receive events on your own machine, run “psnb2b listen”.';

/** Why an address is refused, and what to do. */
const OF_ADDRESS: Readonly<Record<AddressKind, (address: string) => string>> = {
  own: (address) =>
    `The address ${address} is the machine that calls, which would be ours: ${PUBLIC}. ${AT_HOME}`,
  private: (address) =>
    `The address ${address} belongs to a private network, into which we cannot send: ${PUBLIC}.`,
  link_local: (address) =>
    `The address ${address} is a link-local address, which only machines of one network segment reach: ${PUBLIC}.`,
  metadata: (address) =>
    `The address ${address} is where clouds keep the metadata and secrets of a machine; we send nothing there. Instead, ${PUBLIC}.`,
  shared: (address) =>
    `The address ${address} belongs to the network of a provider (100.64.0.0/10), which nobody outside reaches: ${PUBLIC}.`,
  embedded: (address) =>
    `The address ${address} has an IPv4 address inside an IPv6 address. Enter the name of your server, or the IPv4 address itself if it is public.`,
  multicast: (address) =>
    `The address ${address} is a multicast address, which no single server has: ${PUBLIC}.`,
  reserved: (address) =>
    `The address ${address} is reserved for tests, documentation or special uses, so no server on the internet has it: ${PUBLIC}.`,
};

const METADATA_NAMES = new Set([
  ...['metadata', 'metadata.google.internal', 'metadata.goog', 'metadata.azure.internal'],
  'instance-data',
]);
/** Top-level names that never lead to a server on the internet (RFC 6762, RFC 8375, ICANN). */
const PRIVATE_NAMES = /(?:^|\.)(?:local|internal|home\.arpa|lan|localdomain)$/;

/**
 * Why a host is refused, in a sentence that says what to enter in its place. Of a name it does not say to which address it leads: it may be
 * the name of a machine beside ours.
 */
export function refusedHostText(hostname: string, reason: EgressError['reason']): string {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) !== 0) return OF_ADDRESS[addressKind(bare)](bare);
  const name = bare.replace(/\.$/, '').toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) {
    return `“${name}” is the machine that calls, which would be ours: ${PUBLIC}. ${AT_HOME}`;
  }
  if (METADATA_NAMES.has(name)) {
    return `“${name}” is where clouds keep the metadata and secrets of a machine; we send nothing there. Instead, ${PUBLIC}.`;
  }
  if (!name.includes('.') || PRIVATE_NAMES.test(name)) {
    return `“${name}” is a name that only your own network knows: ${PUBLIC}.`;
  }
  return reason === 'dns'
    ? `“${name}” was not found: the name has no address. Check its spelling; a new name can take some hours until it is known everywhere.`
    : `“${name}” leads to an address that is not public. Let the name lead to public addresses only, or enter another name.`;
}
