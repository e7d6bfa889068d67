import type { PartnerRole } from '@psnb2b/contract/states';

/** The texts of the team page. */
export const teamWords = {
  roles: {
    owner: 'Owner',
    buyer: 'Buyer',
    finance: 'Finance',
    developer: 'Developer',
    read_only: 'Read-only',
  } satisfies Record<PartnerRole, string>,
};

/** The texts of the page about sealed codes. */
export const sealWords = {
  current: 'Current key',
  sealed: 'Codes are sealed',
  clear: 'Codes are not sealed',
  none: 'No key is registered: whoever downloads an order with one of your API keys can read its codes.',
  thumbprint: 'Fingerprint',
  curve: 'Curve',
  jwk: 'Public key (JWK)',
  jwkHint: 'P-256 or X25519, the public half only.',
  add: 'Register a key',
  addLead: 'Create the key pair where you use the codes, and keep its private half there.',
  addSubmit: 'Seal codes for this key',
  replace: 'Replace the key',
  replaceLead:
    'Codes that you read afterwards are sealed for the new key, including codes of older orders.',
  replaceSubmit: 'Replace the key',
  remove: 'Remove the key',
  removeSays:
    'From the next second on, whoever has one of your API keys receives codes that are not sealed.',
  saved: 'Codes are now sealed for this key.',
  removed: 'Codes are no longer sealed.',
  how: 'What sealing does',
  guide: 'How to create a key pair and open sealed codes, in TypeScript and Python',
  explain: [
    'Each code is delivered as a JWE (ECDH-ES, A256GCM) in “sealed” instead of “code”, in JSON and CSV alike. Only the private half opens it.',
    'A stolen API key, a proxy or a log then contains nothing that can be spent. If you lose the private key, register another one and read the order again.',
    'Compare the fingerprint (RFC 7638, SHA-256) with the one that your own tool shows before you trust it. We notify owners of every change by e-mail.',
  ],
};
