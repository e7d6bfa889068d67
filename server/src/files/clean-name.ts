import { required } from '../kit/assert.ts';
import { trimEnd } from '../kit/trim-end.ts';
import type { FileKind } from './judged.ts';

const LENGTH_MAX = 100;
const SPLIT = 'a text that is split has a part';
const EXTENSION: Readonly<Record<FileKind, string>> = {
  png: '.png',
  jpeg: '.jpg',
  webp: '.webp',
  pdf: '.pdf',
};
/** Control, invisible and direction-changing characters, private use: `gpj.exe` must not be displayed backwards. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
/** Characters with a special meaning in some file system, shell or web page. */
const UNSAFE = /[<>:"/\\|?*%;`$&'{}~^#]/g;
/** Names that Windows reserves for devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name that is safe to save and to show, from the sender's name of the file: its last path segment, without invisible
 * characters, with the extension of the file's real kind. If nothing is left of a name, it becomes `file`.
 */
export function cleanName(given: string, kind: FileKind): string {
  const segment = required(given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1), SPLIT);
  const seen = segment.replace(UNSEEN, '').replace(UNSAFE, '_').replace(/\s+/g, ' ');
  const stem = trimmed(seen.replace(/\.[^.]{1,8}$/, ''));
  const cut = trimmed([...stem].slice(0, LENGTH_MAX).join('').slice(0, LENGTH_MAX).toWellFormed());
  const safe = DEVICE.test(required(cut.split('.')[0], SPLIT)) ? `_${cut}` : cut;
  return `${safe || 'file'}${EXTENSION[kind]}`;
}

function trimmed(text: string): string {
  return trimEnd(text.replace(/^[.\s-]+/, ''), /[.\s]/);
}
