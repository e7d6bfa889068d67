import type { FromFrame, ToFrame } from './messages.ts';

declare global {
  /** The script of the reader; the build sets it. */
  const PDF_READER: string;
}

/**
 * Starts the reader in a worker, and passes on what it and the page say to each other. Nothing of a PDF runs in the frame's own thread, which some
 * browsers share with the page; the page removes the frame when it has waited long enough, and the worker ends with it.
 */
const KINDS: readonly FromFrame['kind'][] = ['ready', 'opened', 'drawn', 'file', 'failed'];
const code = new Blob([PDF_READER], { type: 'text/javascript' });
const reader = new Worker(URL.createObjectURL(code));

function say(message: FromFrame): void {
  parent.postMessage(message, '*', message.kind === 'drawn' ? [message.picture] : []);
}

reader.addEventListener('message', ({ data }: MessageEvent<FromFrame>) => {
  // The halves of the reader greet each other, too.
  if (KINDS.includes(data.kind)) say(data);
});
reader.addEventListener('error', () => say({ kind: 'failed' }));
addEventListener('message', ({ source, data }: MessageEvent<ToFrame>) => {
  if (source !== parent) return;
  const bytes = 'bytes' in data ? data.bytes : null;
  reader.postMessage(data, bytes ? [bytes] : []);
});
