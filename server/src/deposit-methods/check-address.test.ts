/**
 * Guards: an address is listed only for its own network and only if its checksum fits, so that a slip in a list is noticed before
 * anybody pays to it. The addresses are the examples of BIP 173, BIP 350 and EIP-55, and well-known ones.
 */
import { type Network, networks } from '@psnb2b/contract';
import { expect, test } from 'vitest';
import { checkAddress } from './check-address.ts';

const EVM = ['ethereum', 'bnb_smart_chain', 'polygon'] as const;
const KNOWN: readonly (readonly [string, readonly Network[]])[] = [
  ['1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2', ['bitcoin']],
  ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy', ['bitcoin']],
  ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', ['bitcoin']],
  ['bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0', ['bitcoin']],
  ['ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9', ['litecoin']],
  ['TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', ['tron']],
  ['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed', EVM],
  ['0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359', EVM],
];

test.each(KNOWN)('%s is one of %s, and of no other network', (address, own) => {
  for (const network of networks) {
    expect(checkAddress(network, address)).toBe(own.includes(network) ? address : null);
  }
});

test.each(KNOWN)('any other character in %s is noticed', (address, [network]) => {
  for (let at = 0; at < address.length; at += 1) {
    const other = address[at] === 'q' ? 'p' : 'q';
    const wrong = address.slice(0, at) + other + address.slice(at + 1);
    expect(checkAddress(network as Network, wrong)).toBeNull();
  }
  expect(checkAddress(network as Network, address.slice(0, -1))).toBeNull();
  expect(checkAddress(network as Network, ` ${address}`)).toBeNull();
});

test('two spellings of one address are one', () => {
  const address = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
  expect(checkAddress('bitcoin', address.toUpperCase())).toBe(address);
  expect(checkAddress('bitcoin', `BC1Q${address.slice(4)}`)).toBeNull();
});

test.each([
  ['without a checksum', 'ethereum', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'],
  ['in capitals', 'ethereum', '0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED'],
  ['a test network', 'bitcoin', 'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx'],
  [
    'version 1 with the old checksum',
    'bitcoin',
    'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx',
  ],
  ['a private key', 'bitcoin', '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ'],
  ['an empty text', 'tron', ''],
  ['a long text', 'bitcoin', '1'.repeat(10_000)],
] as const)('%s is refused', (_what, network, text) => {
  expect(checkAddress(network, text)).toBeNull();
});
