import type { Db } from '../kit/database/index.ts';
import { NO_ID } from '../kit/ids.ts';
import { type Invariant, sqlInvariant } from '../kit/invariant.ts';
import { SEAL_OVERHEAD_BYTES } from '../kit/sealed.ts';
import { SealBroken, type Vault } from '../vault/index.ts';
import { fileColumns, type StoredFile } from './file.ts';
import { readFile } from './read-file.ts';
import { PIECE_BYTES } from './store.ts';

const BROKEN_MAX = 100;
/** How many files a check opens unless it is deep: the newest, which would show a fault of today. */
const SAMPLE = 10;
const PAGE = 500;

/** F1: files are complete. F2: a file opens in its own place, with the length that it declares. */
export function fileInvariants(vault: Vault, { deep }: { readonly deep: boolean }): Invariant[] {
  return [
    sqlInvariant(
      'F1',
      'every file has all its pieces, of the size that it declares',
      'SELECT count(*) FROM files.files',
      `SELECT 'file ' || f.file_id AS broken
         FROM files.files f
         LEFT JOIN (SELECT p.file_id, count(*) AS pieces, max(p.position) AS last,
                           sum(octet_length(p.sealed) - ${SEAL_OVERHEAD_BYTES}) AS bytes
                      FROM files.pieces p GROUP BY p.file_id) p ON p.file_id = f.file_id
        WHERE p.bytes IS DISTINCT FROM f.size_bytes
           OR p.last IS DISTINCT FROM p.pieces - 1
           OR p.pieces <> ceil(f.size_bytes::numeric / ${PIECE_BYTES})`,
    ),
    {
      id: 'F2',
      title: deep
        ? 'every file opens in its own place'
        : 'the newest files open in their own place',
      check: async (db) => {
        let checked = 0;
        const broken: string[] = [];
        for await (const file of deep ? allFiles(db) : newestFiles(db)) {
          checked += 1;
          if (!(await opens(db, vault, file)) && broken.length < BROKEN_MAX) {
            broken.push(`file ${file.fileId}`);
          }
        }
        return { checked, broken };
      },
    },
  ];
}

async function opens(db: Db, vault: Vault, file: StoredFile): Promise<boolean> {
  try {
    for await (const piece of readFile({ reads: db, vault }, file)) piece.fill(0);
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}

async function* newestFiles(db: Db): AsyncGenerator<StoredFile> {
  const { rows } = await db.query<StoredFile>(
    `SELECT ${fileColumns} FROM files.files ORDER BY file_id DESC LIMIT ${SAMPLE}`,
  );
  yield* rows;
}

async function* allFiles(db: Db): AsyncGenerator<StoredFile> {
  let after = NO_ID;
  for (;;) {
    const { rows } = await db.query<StoredFile>(
      `SELECT ${fileColumns} FROM files.files WHERE file_id > $1 ORDER BY file_id LIMIT ${PAGE}`,
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.fileId;
  }
}
