import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { formatId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';
import { attachmentHeaders } from './attachment-headers.ts';
import type { StoredFile } from './file.ts';
import type { FileParts } from './parts.ts';
import { readFile } from './read-file.ts';
import { findAttached } from './store.ts';

/** A file to send: its kind, its required headers, and its bytes. */
export interface OpenedFile {
  readonly file: StoredFile;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: AsyncGenerator<Buffer>;
}

/**
 * Opens a file that is attached to one of these subjects, which the reader may see, as the caller has checked; anything else is
 * `not_found`. The audit has the reader before the first byte is sent; a HEAD gets only the headers and is not a reading.
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
