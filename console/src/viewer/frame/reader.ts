import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import * as reader from 'pdfjs-dist/build/pdf.worker.min.mjs';
import type { FromFrame, PdfFolder, ToFrame } from './messages.ts';

/**
 * Draws the pages of one PDF as pictures, in a worker of the frame: however long a PDF keeps the reader busy, the frame and the page around it
 * go on, and end it. Without an origin, a session or a network, as the frame: a PDF that overcomes the reader gains nothing there. Its bytes
 * come from the page, and so does each file that the reader needs.
 */
const worker = globalThis as unknown as WorkerSide;
const SIDE = 2_000;
const PIXELS_MAX = 25_000_000;
const FOLDERS: Readonly<Record<string, PdfFolder>> = {
  cMapUrl: 'cmaps',
  standardFontDataUrl: 'standard_fonts',
  wasmUrl: 'wasm',
};

const asked = new Map<number, (bytes: ArrayBuffer | null) => void>();
let document_: PDFDocumentProxy | null = null;

function say(message: FromFrame, transfer: Transferable[] = []): void {
  worker.postMessage(message, transfer);
}

/** Canvases of a worker. */
class Canvases {
  create(width: number, height: number) {
    const canvas = new OffscreenCanvas(width, height);
    return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
  }
  getNoAlphaContext(canvas: OffscreenCanvas) {
    return canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  }
  reset({ canvas }: { readonly canvas: OffscreenCanvas }, width: number, height: number): void {
    Object.assign(canvas, { width, height });
  }
  destroy(made: { canvas: OffscreenCanvas | null; context: unknown }): void {
    if (made.canvas) Object.assign(made.canvas, { width: 0, height: 0 });
    Object.assign(made, { canvas: null, context: null });
  }
}

/** Filters are drawn with elements of a page, which a worker has not: what they would change is drawn unchanged. */
class NoFilters {
  readonly addFilter = () => 'none';
  readonly addHCMFilter = () => 'none';
  readonly addAlphaFilter = () => 'none';
  readonly addLuminosityFilter = () => 'none';
  readonly addKnockoutFilter = () => 'none';
  readonly addHighlightHCMFilter = () => 'none';
  readonly addSelectionHCMFilter = () => 'none';
  readonly addSelectionFilter = () => 'none';
  readonly createSelectionStyle = () => null;
  readonly destroy = () => {};
}

/** Asks the page for the files of the reader. */
class FilesOfPage {
  fetch({ kind, filename }: { readonly kind: string; readonly filename: string }) {
    const folder = FOLDERS[kind];
    if (!folder) return Promise.reject(new Error(kind));
    const id = asked.size + 1;
    return new Promise<Uint8Array>((resolve, reject) => {
      asked.set(id, (bytes) =>
        bytes ? resolve(new Uint8Array(bytes)) : reject(new Error(filename)),
      );
      say({ kind: 'file', id, folder, name: filename });
    });
  }
}

async function open(bytes: ArrayBuffer): Promise<void> {
  // Both halves of the reader run here, so that no part of it can hold up the frame.
  Object.assign(globalThis, { pdfjsWorker: reader });
  document_ = await getDocument({
    data: new Uint8Array(bytes),
    BinaryDataFactory: FilesOfPage,
    CanvasFactory: Canvases,
    FilterFactory: NoFilters,
    // Letters are drawn as shapes: fonts are installed in pages only.
    ...{ disableFontFace: true, disableWorkerRendering: true },
    ...{ cMapUrl: 'cmaps/', standardFontDataUrl: 'standard_fonts/', wasmUrl: 'wasm/' },
    ...{ isEvalSupported: false, enableXfa: false, useWorkerFetch: false },
    maxImageSize: PIXELS_MAX,
  }).promise;
  say({ kind: 'opened', pages: document_.numPages });
}

async function draw(number: number): Promise<void> {
  const page = await document_?.getPage(number);
  if (!page) throw new Error('no document is open');
  const whole = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: SIDE / Math.max(whole.width, whole.height) });
  const [width, height] = [viewport.width, viewport.height].map((each) =>
    Math.max(1, Math.round(each)),
  ) as [number, number];
  const canvas = new OffscreenCanvas(width, height) as unknown as HTMLCanvasElement;
  // As for a printer: what nobody sees gets no turns to paint.
  await page.render({ canvas, viewport, intent: 'print' }).promise;
  const picture = await createImageBitmap(canvas);
  page.cleanup();
  say({ kind: 'drawn', page: number, picture }, [picture]);
}

worker.addEventListener('message', ({ data }) => {
  const failed = () => say({ kind: 'failed' });
  if (data.kind === 'open') open(data.bytes).catch(failed);
  else if (data.kind === 'draw') draw(data.page).catch(failed);
  else if (data.kind === 'file') asked.get(data.id)?.(data.bytes);
});
say({ kind: 'ready' });

/** What a worker has of its frame. */
interface WorkerSide {
  postMessage(message: FromFrame, transfer: Transferable[]): void;
  addEventListener(type: 'message', listen: (event: MessageEvent<ToFrame>) => void): void;
}
