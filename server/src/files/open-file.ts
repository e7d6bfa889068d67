import { type By, recordAudit } from '../audit/index.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { attachmentHeaders } from './attachment-headers.ts';
import type { StoredFile } from './file.ts';
import type { FileParts } from './parts.ts';
import { readFile } from './read-file.ts';
import { findAttached } from './store.ts';

/** A file on its way out: what it is, the headers that it must leave with, and its bytes. */
export interface OpenedFile {
  readonly file: StoredFile;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: AsyncGenerator<Buffer>;
}

/**
 * Opens a file that is attached to one of these subjects, which the caller has found that the reader
 * may see; anything else is `not_found`. Who reads it is in the audit before the first byte leaves; a
 * HEAD gets the headers alone, and nobody has read anything.
 */
export async function openFile(
  parts: FileParts,
  subject: string,
  fileId: string | null,
  { isHead = false, ...by }: By & { readonly isHead?: boolean },
): Promise<OpenedFile> {
  const { database, vault } = parts;
  const file = fileId === null ? null : await findAttached(database.reads, subject, fileId);
  if (!file) throw new Refusal('not_found');
  const headers = attachmentHeaders(file);
  if (isHead) return { file, headers, content: nothing() };
  await database.transaction((tx) =>
    recordAudit(tx, {
      ...by,
      action: 'file.opened',
      subject: formatId('fil', file.fileId),
      detail: { attached_to: subject, name: file.name },
    }),
  );
  const content = readFile({ reads: database.reads, vault }, file);
  return { file, headers, content };
}

async function* nothing(): AsyncGenerator<Buffer> {}
