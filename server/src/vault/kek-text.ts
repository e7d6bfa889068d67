import { createSecretKey, type KeyObject } from 'node:crypto';
import { KeyProblem } from './key-problem.ts';

/** All versions of the key-encryption key. */
export type KekVersions = ReadonlyMap<number, KeyObject>;

/**
 * Parses the text of a key file: one JSON object a line, `{"version":1,"key":"…","created_at":"…"}`, the key as base64url of 32
 * bytes; empty lines are skipped. A text that is only one key (base64, base64url or 64 hex digits) is its version 1. `origin`
 * names the text in the message of a KeyProblem, which never contains any of it.
 */
export function parseKekText(text: string, origin: string): KekVersions {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const lone = lines.length === 1 ? parseKey(lines[0]?.trim()) : null;
  if (lone) return new Map([[1, lone]]);
  const versions = new Map<number, KeyObject>();
  for (const [index, line] of lines.entries()) {
    const entry = parseLine(line);
    if (!entry || versions.has(entry.version)) {
      throw new KeyProblem(
        `${origin} is not a key file: line ${index + 1} is not {"version":N,"key":"32 bytes as ` +
          'base64url"} with a version of its own.',
      );
    }
    versions.set(entry.version, entry.key);
  }
  if (versions.size === 0) throw new KeyProblem(`${origin} holds no key.`);
  return versions;
}

/** One line of a key file, with its line feed. */
export function formatKekLine(version: number, key: KeyObject, at: Date): string {
  const entry = {
    version,
    key: key.export().toString('base64url'),
    created_at: at.toISOString(),
  };
  return `${JSON.stringify(entry)}\n`;
}

export function newestVersion(versions: KekVersions): number {
  return Math.max(...versions.keys());
}

function parseLine(line: string): { version: number; key: KeyObject } | null {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== 'object' || entry === null) return null;
    if (!('version' in entry) || !('key' in entry)) return null;
    const { version } = entry;
    if (typeof version !== 'number' || !Number.isInteger(version)) return null;
    if (version < 1 || version > 2_147_483_647) return null;
    const key = parseKey(entry.key);
    return key && { version, key };
  } catch {
    return null;
  }
}

function parseKey(text: unknown): KeyObject | null {
  if (typeof text !== 'string') return null;
  if (/^[0-9a-fA-F]{64}$/.test(text)) return createSecretKey(Buffer.from(text, 'hex'));
  if (/^[A-Za-z0-9_+/-]{43}=?$/.test(text)) return createSecretKey(Buffer.from(text, 'base64url'));
  return null;
}
