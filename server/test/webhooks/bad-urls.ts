/** What an endpoint's address may not be; shared by every surface that takes one. */

/** The address of every name that is public. */
export const PUBLIC = '93.184.215.14';

/** Names and their addresses, for a name server of a test. */
export const NAMES = {
  'public.example': [PUBLIC],
  'xn--bcher-kva.example': [PUBLIC],
  'private.example': ['10.0.0.5'],
  'mixed.example': [PUBLIC, '127.0.0.1'],
  'six.example': ['::1'],
  'empty.example': [],
  'loopback.example': ['127.0.0.1'],
};

/** Hosts that are not public, in whatever notation or behind whatever name. */
export const PRIVATE_HOSTS = [
  ...['127.0.0.1', '127.1', '0x7f.1', '0x7f000001', '017700000001', '0177.0.0.1', '2130706433'],
  ...['0', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['198.18.0.1', '224.0.0.1', '255.255.255.255', '①②⑦.⓪.⓪.①', '１２７.０.０.１', '127。0。0。1'],
  ...['[::1]', '[::]', '[::127.0.0.1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[fe80::1]'],
  ...['[64:ff9b::7f00:1]', '[64:ff9b::a9fe:a9fe]', '[2002:7f00:1::]', '[2001::1]', '[fc00::1]'],
  ...['[fd00:ec2::254]', '[2001:db8::1]', '[ff02::1]', 'private.example', 'mixed.example'],
  ...['six.example', 'empty.example', 'nowhere.example', 'localhost', 'LOCALHOST.', 'db'],
  ...['metadata.google.internal', 'loopback.example', 'private.example.'],
];

/** What is no plain https URL to a public port. */
export const MALFORMED_URLS = [
  ...['http://public.example/', 'ftp://public.example/', 'file:///etc/passwd', 'javascript:1'],
  ...[
    'https://user@public.example/',
    'https://user:word@public.example/',
    'https://:w@public.example/',
  ],
  ...['https://public.example:22/', 'https://public.example:80/', 'https://public.example:8080/'],
  ...['https://public.example:0/', 'https://public.example:65536/', 'https://public.example/#x'],
  ...['https://', '//public.example/', 'public.example', '', ' https://public.example/'],
  ...['https://public.example/\n', 'https://pub\tlic.example/', 'https://256.1.1.1/'],
  ...['https://1.2.3.4.5/', 'https://[::1%25lo]/', 'https://public example/', 'https://%00/'],
];
