import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { ComputePool, task } from '../kit/compute/index.ts';
import { FairQueue } from '../kit/fair-queue.ts';
import { formatId } from '../kit/ids.ts';
import { invalidState, Refusal } from '../kit/refusal.ts';
import { attachmentHeaders } from './attachment-headers.ts';
import type { StoredFile } from './file.ts';
import type { OpenedFile } from './open-file.ts';
import type { FileParts } from './parts.ts';
import { readFile } from './read-file.ts';
import type { Drawing } from './redraw-task.ts';
import { findAttached } from './store.ts';

/** A larger picture is downloaded: decoding one takes ten bytes for each pixel. */
export const SHOWN_PIXELS_MAX = 25_000_000;
/** Enough to read a document at twice its size on a large screen. */
export const SHOWN_SIDE_MAX = 2_000;

const redraw = task<typeof import('./redraw-task.ts').run>(
  new URL('./redraw-task.ts', import.meta.url),
);
/** One picture at a time is in memory, and people take turns: whoever opens fifty waits only for their own. */
const queue = new FairQueue({ runningMax: 1, waitingMax: 32, perNameMax: 8 });
/** Each picture has a thread of its own, whose memory ends with it. */
const pool = new ComputePool({ threadsMax: 1, waitingMax: 0, taskMsMax: 20_000, once: true });

/**
 * Opens a file that is attached to this subject to be looked at in place: a picture as a new JPEG of its pixels, a PDF as it is, for a frame without
 * rights. The audit has the reader before the first byte is sent. `not_found` for another file, `invalid_state` if it cannot
 * be shown safely: then it can be downloaded; `unavailable` while this person's pictures, or all people's, fill the queue.
 */
export async function showFile(
  parts: FileParts,
  subject: string,
  fileId: string | null,
  { isHead = false, ...by }: By & { readonly isHead?: boolean },
): Promise<OpenedFile> {
  const { database, vault } = parts;
  const file = fileId === null ? null : await findAttached(database.reads, subject, fileId);
  if (!file) throw new Refusal('not_found');
  const kind = file.kind === 'pdf' ? 'pdf' : 'jpeg';
  const { 'content-length': stored, ...headers } = attachmentHeaders({ ...file, kind });
  if (isHead) return { file, headers, content: nothing() };
  const content = readFile({ reads: database.reads, vault }, file);
  const shown = file.kind === 'pdf' ? null : await draw(file, file.kind, content, by.actor);
  const length = { 'content-length': shown ? String(shown.length) : String(stored) };
  await database.transaction((tx) =>
    recordAudit(tx, {
      ...by,
      action: 'file.shown',
      subject: formatId('fil', file.fileId),
      detail: { attached_to: subject, name: file.name },
    }),
  );
  const all = { ...headers, ...length };
  return { file, headers: all, content: shown ? once(shown) : content };
}

async function draw(
  { width, height }: StoredFile,
  kind: Drawing['kind'],
  content: AsyncGenerator<Buffer>,
  reader: string,
): Promise<Buffer> {
  if (width === null || height === null || width * height > SHOWN_PIXELS_MAX) {
    const most = SHOWN_PIXELS_MAX / 1_000_000;
    throw notShown(`The picture has more than ${most} million pixels; download it to look at it.`);
  }
  const jpeg = await queue.run({ isKnown: true, name: reader }, async () => {
    const pieces: Buffer[] = [];
    for await (const piece of content) pieces.push(piece);
    const bytes = new Uint8Array(Buffer.concat(pieces));
    return redrawn({ kind, bytes, sideMax: SHOWN_SIDE_MAX });
  });
  if (!jpeg) throw notShown('The picture cannot be shown safely; download it to look at it.');
  return Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.length);
}

/** Null also for a picture that exceeds the time or the memory of its thread. */
async function redrawn(drawing: Drawing): ReturnType<typeof import('./redraw-task.ts').run> {
  try {
    const jpeg = await pool.run(redraw.module, drawing, [drawing.bytes.buffer]);
    return jpeg as Uint8Array<ArrayBuffer> | null;
  } catch {
    return null;
  }
}

function notShown(detail: string): Refusal {
  return invalidState('not_shown', detail);
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function* nothing(): AsyncGenerator<Buffer> {}
