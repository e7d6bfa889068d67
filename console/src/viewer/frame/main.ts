import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import * as reader from 'pdfjs-dist/build/pdf.worker.min.mjs';
import type { FromFrame, PdfFolder, ToFrame } from './messages.ts';

/**
 * Draws the pages of one PDF as pictures. It runs in a frame without an origin, a session or a network: a PDF that overcomes the reader
 * gains nothing there. Its bytes come from the page around it, and so does each file that the reader needs.
 */
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
  parent.postMessage(message, '*', transfer);
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
  // The reader runs in the frame itself, which a browser keeps apart from the page: a worker needs an origin.
  Object.assign(globalThis, { pdfjsWorker: reader });
  document_ = await getDocument({
    data: new Uint8Array(bytes),
    BinaryDataFactory: FilesOfPage,
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
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  // As for a printer: a frame that nobody sees gets no turns to paint.
  await page.render({ canvas, viewport, intent: 'print' }).promise;
  const picture = await createImageBitmap(canvas);
  page.cleanup();
  say({ kind: 'drawn', page: number, picture }, [picture]);
}

addEventListener('message', ({ source, data }: MessageEvent<ToFrame>) => {
  if (source !== parent) return;
  const failed = () => say({ kind: 'failed' });
  if (data.kind === 'open') open(data.bytes).catch(failed);
  else if (data.kind === 'draw') draw(data.page).catch(failed);
  else asked.get(data.id)?.(data.bytes);
});
say({ kind: 'ready' });
