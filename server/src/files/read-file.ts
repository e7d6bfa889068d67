import { assert } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { SealBroken, type Vault } from '../vault/index.ts';
import type { StoredFile } from './file.ts';
import { pieceAt, pieceCount, readPiece } from './store.ts';

/**
 * A file's content, one piece in memory at a time. Throws SealBroken if a piece is missing, swapped or altered; a reader must
 * then discard the pieces that it has.
 */
export async function* readFile(
  { reads, vault }: { readonly reads: Db; readonly vault: Vault },
  file: StoredFile,
): AsyncGenerator<Buffer> {
  const key = await vault.dataKey(reads, file.fileId);
  let size = 0;
  for (let position = 0; position < pieceCount(file); position += 1) {
    const sealed = await readPiece(reads, file.fileId, position);
    if (!sealed) throw new SealBroken(`file ${file.fileId} lacks piece ${position}`);
    const plain = vault.openBytes(key, pieceAt(file, position), sealed);
    size += plain.length;
    yield plain;
  }
  assert(size === file.sizeBytes, `file ${file.fileId} has the size that it says`);
}
