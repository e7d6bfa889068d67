import type { FromFrame, PdfFolder, ToFrame } from './frame/messages.ts';
import { words } from './words.ts';

/** How long the frame may take to open a PDF, or to draw a page. */
const WAIT_MS = 20_000;
const SIDE_MAX = 4_000;
const PAGES_MAX = 100_000;
const FOLDERS: readonly PdfFolder[] = ['cmaps', 'standard_fonts', 'wasm'];
const NAME = /^[A-Za-z0-9_-]{1,60}\.(bcmap|pfb|ttf|wasm)$/;

/** Pages that can be drawn, one after another, until they are closed. */
export interface Pages {
  readonly count: number;
  draw(page: number): Promise<ImageBitmap>;
  close(): void;
}

/**
 * Opens a PDF in a frame that has no rights: scripts of ours, but no origin, session, storage or network. Rejects with a sentence for people if it
 * cannot be read, or not in time; then the frame and its worker are gone, whatever they were doing.
 */
export async function openPdf(bytes: ArrayBuffer): Promise<Pages> {
  const frame = document.createElement('iframe');
  frame.sandbox.add('allow-scripts');
  frame.src = '/console/viewer';
  frame.hidden = true;
  frame.title = 'PDF';
  const waiting: { next: PromiseWithResolvers<FromFrame> | null } = { next: null };
  const say = (message: ToFrame, transfer: Transferable[] = []) =>
    // The frame has no origin that could be named.
    frame.contentWindow?.postMessage(message, '*', transfer);
  const listen = ({ source, data }: MessageEvent<FromFrame>) => {
    if (source !== frame.contentWindow || !data) return;
    if (data.kind === 'file') void giveFile(data, say);
    else waiting.next?.resolve(data);
  };
  const close = () => {
    removeEventListener('message', listen);
    frame.remove();
  };
  /** The next thing that the frame says after `act`. */
  const after = async (act: () => void): Promise<FromFrame> => {
    const next = Promise.withResolvers<FromFrame>();
    waiting.next = next;
    const late = setTimeout(() => next.reject(new Error(words.late(WAIT_MS / 1_000))), WAIT_MS);
    act();
    return next.promise.finally(() => clearTimeout(late));
  };
  addEventListener('message', listen);
  try {
    await after(() => document.body.append(frame));
    const opened = await after(() => say({ kind: 'open', bytes }, [bytes]));
    if (opened.kind !== 'opened') throw new Error(words.unreadable);
    const count = Math.trunc(Number(opened.pages));
    if (!(count >= 1 && count <= PAGES_MAX)) throw new Error(words.unreadable);
    let last: Promise<unknown> = Promise.resolve();
    return {
      count,
      close,
      draw: (page) => {
        const drawn = last.then(() => drawOne(page, after, say));
        last = drawn.catch(close);
        return drawn;
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

async function drawOne(
  page: number,
  after: (act: () => void) => Promise<FromFrame>,
  say: (message: ToFrame) => void,
): Promise<ImageBitmap> {
  const drawn = await after(() => say({ kind: 'draw', page }));
  if (drawn.kind !== 'drawn' || !(drawn.picture instanceof ImageBitmap)) {
    throw new Error(words.unreadable);
  }
  const { width, height } = drawn.picture;
  if (width > SIDE_MAX || height > SIDE_MAX) throw new Error(words.unreadable);
  return drawn.picture;
}

/** Sends the frame a file of its reader; it cannot fetch any itself, and no other than these. */
async function giveFile(
  { id, folder, name }: Extract<FromFrame, { kind: 'file' }>,
  say: (message: ToFrame, transfer?: Transferable[]) => void,
): Promise<void> {
  const known = FOLDERS.includes(folder) && NAME.test(String(name));
  const reply = known ? await fetch(`/console/assets/${PDF_FILES}-${folder}-${name}`) : null;
  const bytes = reply?.ok ? await reply.arrayBuffer() : null;
  say({ kind: 'file', id, bytes }, bytes ? [bytes] : []);
}

declare global {
  /** The beginning of the names of the reader's files, with its version; the build sets it. */
  const PDF_FILES: string;
}
