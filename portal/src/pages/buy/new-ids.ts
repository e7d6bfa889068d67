const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 26;

/** 26 characters of Crockford's base32. Not `randomUUID`, which browsers do not offer to pages without TLS. */
export function newKey(): string {
  const [first = 0, ...rest] = crypto.getRandomValues(new Uint8Array(LENGTH));
  // 26 characters hold 130 bits, an id has 128.
  return [first & 7, ...rest].map((byte) => ALPHABET[byte & 31]).join('');
}

export function newPurchaseId(): string {
  return `pur_${newKey()}`;
}
