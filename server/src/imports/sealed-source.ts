import { setImmediate } from 'node:timers/promises';
import type { Db } from '../kit/database/index.ts';
import type { CodesSource } from '../stock/index.ts';
import { SealBroken, type Vault } from '../vault/index.ts';
import { type Import, pieceAt, pieceCount } from './import.ts';
import { readPiece } from './store.ts';

/**
 * The file of an import, opened piece by piece: its text is never in memory as a whole, and never on the disk. Requests are served
 * between any two parts. Throws SealBroken if a piece is missing, swapped or altered.
 */
export function sealedSource(
  { reads, vault }: { readonly reads: Db; readonly vault: Vault },
  file: Import,
): CodesSource {
  async function* pieces(size: number): AsyncGenerator<Buffer> {
    const key = await vault.dataKey(reads, file.importId);
    for (let position = 0; position < pieceCount(file.bytes); position += 1) {
      const sealed = await readPiece(reads, file.importId, position);
      if (!sealed) throw new SealBroken(`import ${file.importId} lacks piece ${position}`);
      const plain = vault.openBytes(key, pieceAt(file, position), sealed);
      for (let from = 0; from < plain.length; from += size) {
        yield plain.subarray(from, from + size);
        await setImmediate();
      }
      plain.fill(0);
    }
  }
  return { name: file.fileName, pieces, close: async () => {} };
}
