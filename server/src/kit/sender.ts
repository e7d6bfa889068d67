/** The sender of our e-mails. */
export interface Sender {
  /** Null: the name of the shop. */
  readonly name: string | null;
  readonly address: string;
}

const PART = '[^\\s@<>",;:\\\\()]+';
/** The host may be an address in brackets (RFC 5321, 4.1.3). */
const ADDRESS = new RegExp(`^${PART}@(?:${PART}|\\[[0-9A-Fa-f.:]+\\])$`);
const NAMED = /^([^<>]*)<([^<>]*)>$/;

/** An address alone, `Name <address>` or `"Name" <address>` (RFC 5322, 3.4); null for what is neither. */
export function readSender(text: string): Sender | null {
  const [, name = '', given = text] = NAMED.exec(text.trim()) ?? [];
  const address = given.trim();
  const shown = name.trim().replace(/^"(.*)"$/, '$1');
  if (!ADDRESS.test(address) || /\p{Cc}/u.test(shown)) return null;
  return { name: shown === '' ? null : shown, address };
}
