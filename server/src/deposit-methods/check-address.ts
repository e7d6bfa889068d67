import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import type { Network } from '@psnb2b/contract';
import { bech32, bech32m, createBase58check } from '@scure/base';

/**
 * Addresses by the checksum of their own network. A typing mistake is noticed with near certainty; whether anybody has the key of an
 * address cannot be seen.
 *
 * - Bitcoin, Litecoin: base58 with a double SHA-256 and the network's version byte, or bech32 (BIP 173) and bech32m (BIP 350) with its prefix
 * - TRON: base58 with a double SHA-256, and the byte 0x41
 * - Ethereum, BNB Smart Chain, Polygon: hexadecimal in the mixed case of EIP-55, which is the checksum; all of one case has none
 */

const base58check = createBase58check(sha256);

interface Base58 {
  readonly versions: readonly number[];
  /** Of bech32; without one the network has none. */
  readonly prefix?: string;
}

const EVM = 'evm';
const FORMS: Readonly<Record<Network, Base58 | typeof EVM>> = {
  bitcoin: { versions: [0x00, 0x05], prefix: 'bc' },
  litecoin: { versions: [0x30, 0x32], prefix: 'ltc' },
  tron: { versions: [0x41] },
  ethereum: EVM,
  bnb_smart_chain: EVM,
  polygon: EVM,
};

/** The longest address of any network; longer texts are not looked at. */
const LENGTH_MAX = 90;

/** The canonical form of an address, or null if it is none of this network: two spellings of one address have the same. */
export function checkAddress(network: Network, text: string): string | null {
  if (text.length > LENGTH_MAX) return null;
  const form = FORMS[network];
  if (form === EVM) return isEip55(text) ? text : null;
  if (form.prefix && text.toLowerCase().startsWith(`${form.prefix}1`)) {
    return isSegwit(form.prefix, text) ? text.toLowerCase() : null;
  }
  return isBase58(form.versions, text) ? text : null;
}

function isBase58(versions: readonly number[], text: string): boolean {
  const bytes = decoded(text);
  return bytes?.length === 21 && versions.includes(bytes[0] as number);
}

function decoded(text: string): Uint8Array | null {
  try {
    return base58check.decode(text);
  } catch {
    return null;
  }
}

/** BIP 141 and 350: version 0 with 20 or 32 bytes as bech32, later ones with 2 to 40 bytes as bech32m. */
function isSegwit(prefix: string, text: string): boolean {
  const isOld = bech32.decodeUnsafe(text, LENGTH_MAX) !== undefined;
  const found = (isOld ? bech32 : bech32m).decodeUnsafe(text, LENGTH_MAX);
  const [version, ...words] = found?.words ?? []; // nothing: what cannot be read has no words.
  const bytes = bech32.fromWordsUnsafe(words);
  if (found?.prefix !== prefix || version === undefined || !bytes) return false;
  if (version === 0) return isOld && (bytes.length === 20 || bytes.length === 32);
  return !isOld && version <= 16 && bytes.length >= 2 && bytes.length <= 40;
}

/** EIP-55: a letter is a capital where the Keccak-256 of the address in small letters has 8 or more at its place. */
function isEip55(text: string): boolean {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) return false;
  const address = text.slice(2);
  const digest = Buffer.from(keccak_256(Buffer.from(address.toLowerCase()))).toString('hex');
  return [...address].every((character, at) => {
    const isHigh = Number.parseInt(digest.charAt(at), 16) >= 8;
    return character === (isHigh ? character.toUpperCase() : character.toLowerCase());
  });
}
