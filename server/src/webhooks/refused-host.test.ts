/** Guards: each kind of host that no event is sent to is refused with a sentence of its own, which says what to enter instead. */
import { expect, test } from 'vitest';
import { PRIVATE_HOSTS } from '../../test/webhooks/bad-urls.ts';
import { refusedHostText } from './refused-host.ts';

const hostOf = (host: string) => new URL(`https://${host}/`).hostname;

test.each([
  ['127.0.0.1', 'address', /^The address 127\.0\.0\.1 is the machine that calls.*psnb2b listen/],
  ['0x7f.1', 'address', /^The address 127\.0\.0\.1 is the machine that calls/],
  ['0', 'address', /^The address 0\.0\.0\.0 is the machine that calls/],
  ['[::1]', 'address', /^The address ::1 is the machine that calls/],
  ['10.0.0.5', 'address', /^The address 10\.0\.0\.5 belongs to a private network/],
  ['192.168.1.1', 'address', /private network/],
  ['[fd12::1]', 'address', /^The address fd12::1 belongs to a private network/],
  ['169.254.10.1', 'address', /link-local/],
  ['[fe80::1]', 'address', /link-local/],
  ['169.254.169.254', 'address', /metadata and secrets/],
  ['[fd00:ec2::254]', 'address', /metadata and secrets/],
  ['168.63.129.16', 'address', /metadata and secrets/],
  ['metadata.google.internal', 'dns', /^“metadata\.google\.internal” is where clouds/],
  ['100.64.0.1', 'address', /network of a provider/],
  ['[::ffff:10.0.0.1]', 'address', /^The address ::ffff:a00:1 has an IPv4 address inside/],
  ['[64:ff9b::7f00:1]', 'address', /IPv4 address inside/],
  ['[2002:7f00:1::]', 'address', /IPv4 address inside/],
  ['[::127.0.0.1]', 'address', /IPv4 address inside/],
  ['224.0.0.1', 'address', /multicast/],
  ['[ff02::1]', 'address', /multicast/],
  ['198.18.0.1', 'address', /reserved for tests/],
  ['[2001:db8::1]', 'address', /reserved for tests/],
  ['LOCALHOST.', 'address', /^“localhost” is the machine that calls.*psnb2b listen/],
  ['app.localhost', 'dns', /^“app\.localhost” is the machine that calls/],
  ['db', 'dns', /^“db” is a name that only your own network knows/],
  ['shop.local', 'dns', /own network/],
  ['nowhere.example', 'dns', /^“nowhere\.example” was not found/],
  ['private.example', 'address', /^“private\.example” leads to an address that is not public/],
] as const)('%s', (host, reason, says) => {
  expect(refusedHostText(hostOf(host), reason)).toMatch(says);
});

test('a sentence about a name does not say where it leads', () => {
  for (const host of PRIVATE_HOSTS.filter((each) => /[a-z]{2}\.?$/i.test(each))) {
    expect(refusedHostText(hostOf(host), 'address')).not.toMatch(/\d\.\d/);
  }
});
