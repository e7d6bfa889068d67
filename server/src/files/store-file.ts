import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { compute, task } from '../kit/compute/index.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { invalid, limitReached, type Refusal } from '../kit/refusal.ts';
import { findQuotaRefusal, spendQuota } from '../quotas/index.ts';
import { cleanName } from './clean-name.ts';
import type { StoredFile } from './file.ts';
import { tooLarge } from './judge-content.ts';
import { FILE_BYTES_MAX, type Judged } from './judged.ts';
import type { FileParts } from './parts.ts';
import {
  countLoose,
  insertFile,
  insertPiece,
  lockUploads,
  PIECE_BYTES,
  pieceAt,
  pieceCount,
} from './store.ts';

/** Limit of an owner's unattached uploads; they are deleted after a day. */
const LOOSE_MAX = 50;

export interface NewFile {
  /** The owner; only the same owner may attach it. */
  readonly owner: string;
  /** The sender's name of the file. */
  readonly name: string;
  /** Transferred to a thread: nobody here may read it afterwards. */
  readonly bytes: Buffer;
}

const judgeTask = task<typeof import('./judge-task.ts').run>(
  new URL('./judge-task.ts', import.meta.url),
);

/**
 * Stores an upload: checks its content in a thread, seals it under its own key and stores it unattached. Refuses with
 * `validation_failed` and a sentence if it is no accepted picture or document, with `limit_reached` if the owner has too many
 * unattached uploads or used the daily quota, with `unavailable` if many files are being checked.
 */
export async function storeFile(parts: FileParts, upload: NewFile, by: By): Promise<StoredFile> {
  const spender = { owner: upload.owner, at: by.at };
  const reads = parts.database.reads;
  const refusal =
    (await findQuotaRefusal(reads, 'files', spender)) ??
    (await findQuotaRefusal(reads, 'file_bytes', spender, upload.bytes.length));
  if (refusal) throw refusal;
  checkLoose(await countLoose(reads, upload.owner));
  const { judged, kept } = await judge(upload.bytes);
  const file: StoredFile = {
    fileId: newUuid(by.at.getTime()),
    owner: upload.owner,
    subject: null,
    name: cleanName(upload.name, judged.kind),
    kind: judged.kind,
    sizeBytes: kept.length,
    width: judged.width,
    height: judged.height,
    createdAt: by.at,
  };
  await keep(parts, file, kept, by);
  return file;
}

async function judge(bytes: Buffer): Promise<{ judged: Omit<Judged, 'kept'>; kept: Buffer }> {
  if (bytes.length > FILE_BYTES_MAX) throw refused(tooLarge().message);
  const content = givenAway(bytes);
  const verdict = await compute(judgeTask, content, [content.buffer]);
  if ('fault' in verdict) throw refused(verdict.fault);
  const { judged, kept } = verdict;
  return { judged, kept: Buffer.from(kept.buffer, kept.byteOffset, kept.length) };
}

/** A small buffer shares memory and is copied; a large one is transferred to the thread. */
function givenAway({ buffer, byteOffset, length }: Buffer): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(buffer as ArrayBuffer, byteOffset, length);
  return length >= Buffer.poolSize ? whole : new Uint8Array(whole);
}

async function keep(
  { database, vault }: FileParts,
  file: StoredFile,
  bytes: Buffer,
  by: By,
): Promise<void> {
  await database.transaction(async (tx) => {
    const key = await vault.createDataKey(tx, file.fileId);
    await insertFile(tx, file);
    for (let position = 0; position < pieceCount(file); position += 1) {
      const from = position * PIECE_BYTES;
      const plain = bytes.subarray(from, from + PIECE_BYTES);
      const sealed = vault.sealBytes(key, pieceAt(file, position), plain);
      await insertPiece(tx, file.fileId, position, sealed);
    }
    await lockUploads(tx, file.owner);
    checkLoose((await countLoose(tx, file.owner)) - 1);
    await recordAudit(tx, {
      ...by,
      action: 'file.uploaded',
      subject: formatId('fil', file.fileId),
      detail: { owner: file.owner, name: file.name, kind: file.kind, size_bytes: file.sizeBytes },
    });
    const spender = { owner: file.owner, at: by.at };
    await spendQuota(tx, 'files', spender);
    await spendQuota(tx, 'file_bytes', spender, file.sizeBytes);
  });
}

function checkLoose(used: number): void {
  if (used < LOOSE_MAX) return;
  const detail = `${LOOSE_MAX} uploaded files are not attached yet; attach or remove some first.`;
  throw limitReached({ limit: LOOSE_MAX, used }, detail);
}

function refused(detail: string): Refusal {
  return invalid({ pointer: '/file', code: 'content', detail });
}
