import { invalid } from '../kit/refusal.ts';
import { fileColumns, type StoredFile } from './file.ts';
import type { FileParts } from './parts.ts';
import { readFile } from './read-file.ts';

/** A checked picture or document in memory. */
export interface ReadUpload {
  readonly file: StoredFile;
  readonly bytes: Buffer;
}

/**
 * The content of an owner's unattached upload, for what copies it elsewhere. Refused at `pointer` if there is none, or if it has more
 * bytes.
 */
export async function readUpload(
  { database, vault }: Pick<FileParts, 'database' | 'vault'>,
  owner: string,
  fileId: string | null,
  { bytesMax, pointer }: { readonly bytesMax: number; readonly pointer: string },
): Promise<ReadUpload> {
  const { reads } = database;
  const { rows } = await reads.query<StoredFile>(
    `SELECT ${fileColumns} FROM files.files WHERE file_id = $1 AND owner = $2 AND subject IS NULL`,
    [fileId, owner],
  );
  const [file] = rows;
  if (!file) {
    const detail = 'You have no unused upload with this id; upload the file again.';
    throw invalid({ pointer, code: 'unknown_id', detail });
  }
  if (file.sizeBytes > bytesMax) {
    const detail = `It has ${file.sizeBytes} bytes; ${bytesMax} are the limit. Save it with fewer pixels.`;
    throw invalid({ pointer, code: 'content', detail });
  }
  const pieces: Buffer[] = [];
  for await (const piece of readFile({ reads, vault }, file)) pieces.push(piece);
  return { file, bytes: Buffer.concat(pieces) };
}
