import { FileFault } from './file-fault.ts';
import { judgeContent } from './judge-content.ts';
import type { Judged } from './judged.ts';

/** The kind of a file and the bytes that are kept, or the sentence why it is refused. */
export type Verdict =
  | { readonly judged: Omit<Judged, 'kept'>; readonly kept: Uint8Array<ArrayBuffer> }
  | { readonly fault: string };

/** `judgeContent` as a task for a thread: it returns faults rather than throwing them. */
export function run(content: Uint8Array<ArrayBuffer>): Verdict {
  try {
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
    const { kept, ...judged } = judgeContent(bytes);
    // In its own memory: small buffers share memory, which cannot be transferred.
    return { judged, kept: new Uint8Array(kept) };
  } catch (error) {
    if (error instanceof FileFault) return { fault: error.message };
    throw error;
  }
}

export function transfer(verdict: Verdict): ArrayBuffer[] {
  return 'kept' in verdict ? [verdict.kept.buffer] : [];
}
