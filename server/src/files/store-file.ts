import { type By, recordAudit } from '../audit/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { invalid, Refusal } from '../kit/refusal.ts';
import { cleanName } from './clean-name.ts';
import type { StoredFile } from './file.ts';
import { FileFault } from './file-fault.ts';
import { judgeContent, tooLarge } from './judge-content.ts';
import { FILE_BYTES_MAX, type Judged } from './judged.ts';
import type { FileParts } from './parts.ts';
import { countLoose, insertFile, insertPiece, PIECE_BYTES, pieceAt, pieceCount } from './store.ts';

/** Uploads of an owner that are attached to nothing yet; they go after a day. */
const LOOSE_MAX = 50;

export interface Upload {
  /** Whose it is; only the same owner may attach it. */
  readonly owner: string;
  /** What the sender calls it. */
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/**
 * Takes a file in: reads no more than is allowed, judges it by its content, seals it under a key of
 * its own and stores it, attached to nothing. Refuses with `validation_failed` and a sentence what is
 * no picture or document, with `limit_reached` too many that nothing uses, with `unavailable` when
 * many arrive at once.
 */
export async function storeFile(parts: FileParts, upload: Upload, by: By): Promise<StoredFile> {
  return parts.uploads.hold(upload.owner, async (take) => {
    const judged = judge(await collect(upload.content, take));
    const file: StoredFile = {
      fileId: newUuid(by.at.getTime()),
      owner: upload.owner,
      subject: null,
      name: cleanName(upload.name, judged.kind),
      kind: judged.kind,
      sizeBytes: judged.kept.length,
      width: judged.width,
      height: judged.height,
      createdAt: by.at,
    };
    await keep(parts, file, judged.kept, by);
    return file;
  });
}

async function collect(content: Upload['content'], take: (bytes: number) => void): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    size += piece.length;
    if (size > FILE_BYTES_MAX) throw refused(tooLarge());
    take(piece.length);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}

function judge(bytes: Buffer): Judged {
  try {
    return judgeContent(bytes);
  } catch (error) {
    throw error instanceof FileFault ? refused(error) : error;
  }
}

async function keep(
  { database, vault }: FileParts,
  file: StoredFile,
  bytes: Buffer,
  by: By,
): Promise<void> {
  await database.transaction(async (tx) => {
    if ((await countLoose(tx, file.owner)) >= LOOSE_MAX) {
      const detail = `${LOOSE_MAX} uploaded files are not used yet; attach or remove some first.`;
      throw new Refusal('limit_reached', {}, { detail });
    }
    const key = await vault.createDataKey(tx, file.fileId);
    await insertFile(tx, file);
    for (let position = 0; position < pieceCount(file); position += 1) {
      const from = position * PIECE_BYTES;
      const plain = bytes.subarray(from, from + PIECE_BYTES);
      const sealed = vault.sealBytes(key, pieceAt(file, position), plain);
      await insertPiece(tx, file.fileId, position, sealed);
    }
    await recordAudit(tx, {
      ...by,
      action: 'file.uploaded',
      subject: formatId('fil', file.fileId),
      detail: { owner: file.owner, name: file.name, kind: file.kind, size_bytes: file.sizeBytes },
    });
  });
}

function refused(fault: FileFault): Refusal {
  return invalid({ pointer: '/file', code: 'content', detail: fault.message });
}
