import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto';
import { publicOfRaw, rawPublic } from './age-keys.ts';
import { AgeProblem } from './age-problem.ts';

const VERSION = 'age-encryption.org/v1';
const X25519_INFO = `${VERSION}/X25519`;
export const FILE_KEY_BYTES = 16;
const TAG_BYTES = 16;
const AEAD = 'chacha20-poly1305';
const NO_NONCE = Buffer.alloc(12);
/** More than any header of ours has. */
export const HEADER_BYTES_MAX = 16 * 1024;

/** The header of a file: its key, sealed for each recipient (age-encryption.org/v1, "Header" and "X25519 recipient stanza"). */
export function writeHeader(fileKey: Buffer, recipients: readonly KeyObject[]): Buffer {
  const stanzas = recipients.map((recipient) => stanzaFor(fileKey, recipient));
  const unsigned = `${VERSION}\n${stanzas.join('')}---`;
  return Buffer.from(`${unsigned} ${base64(headerMac(fileKey, unsigned))}\n`);
}

/**
 * The key of a file, from its header with the line feed at the end. Throws AgeProblem if no identity opens it, or if somebody
 * changed it.
 */
export function readHeader(header: Buffer, identities: readonly KeyObject[]): Buffer {
  const text = header.toString('latin1');
  const lines = text.split('\n');
  if (lines[0] !== VERSION) throw new AgeProblem('It is not a file that was encrypted by age.');
  const end = text.lastIndexOf('\n--- ');
  const said = text.slice(end + 5, -1);
  const stanzas = stanzasOf(lines.slice(1));
  for (const identity of identities) {
    const own = rawPublic(createPublicKey(identity));
    for (const { share, body } of stanzas) {
      const fileKey = open(identity, own, share, body);
      if (fileKey === null) continue;
      const wanted = base64(headerMac(fileKey, text.slice(0, end + 4)));
      // As text: the last character of base64 has bits that no byte has.
      if (said.length !== wanted.length || !timingSafeEqual(ascii(said), ascii(wanted))) {
        throw new AgeProblem('Its header was changed.');
      }
      return fileKey;
    }
  }
  throw new AgeProblem('The private key is not one that it was encrypted to.');
}

interface Stanza {
  readonly share: Buffer;
  readonly body: Buffer;
}

/** The stanzas for X25519; others are for recipients of other kinds. */
function stanzasOf(lines: readonly string[]): Stanza[] {
  return lines.flatMap((line, index) => {
    const share = /^-> X25519 ([A-Za-z0-9+/]{43})$/.exec(line)?.[1];
    const body = lines[index + 1];
    if (share === undefined || body === undefined || body.length > 64) return [];
    return [{ share: Buffer.from(share, 'base64'), body: Buffer.from(body, 'base64') }];
  });
}

function stanzaFor(fileKey: Buffer, recipient: KeyObject): string {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const share = rawPublic(publicKey);
  const key = wrapKey(privateKey, recipient, share, rawPublic(recipient));
  const cipher = createCipheriv(AEAD, key, NO_NONCE, { authTagLength: TAG_BYTES });
  const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
  return `-> X25519 ${base64(share)}\n${base64(body)}\n`;
}

function open(identity: KeyObject, own: Buffer, share: Buffer, body: Buffer): Buffer | null {
  if (body.length !== FILE_KEY_BYTES + TAG_BYTES) return null;
  try {
    const key = wrapKey(identity, publicOfRaw(share), share, own);
    const decipher = createDecipheriv(AEAD, key, NO_NONCE, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(body.subarray(FILE_KEY_BYTES));
    return Buffer.concat([decipher.update(body.subarray(0, FILE_KEY_BYTES)), decipher.final()]);
  } catch {
    // Another recipient's, or a share that gives no secret.
    return null;
  }
}

function wrapKey(own: KeyObject, other: KeyObject, share: Buffer, recipient: Buffer): Buffer {
  const secret = diffieHellman({ privateKey: own, publicKey: other });
  return derive(secret, Buffer.concat([share, recipient]), X25519_INFO);
}

function headerMac(fileKey: Buffer, unsigned: string): Buffer {
  const key = derive(fileKey, Buffer.alloc(0), 'header');
  return createHmac('sha256', key).update(unsigned, 'latin1').digest();
}

export function derive(secret: Buffer, salt: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, 32));
}

const ascii = (text: string) => Buffer.from(text, 'latin1');

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
