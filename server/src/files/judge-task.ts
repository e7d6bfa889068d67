import { FileFault } from './file-fault.ts';
import { judgeContent } from './judge-content.ts';
import type { Judged } from './judged.ts';

/** What a file is and the bytes of it that are kept, or the sentence of why it is not taken. */
export type Verdict =
  | { readonly judged: Omit<Judged, 'kept'>; readonly kept: Uint8Array<ArrayBuffer> }
  | { readonly fault: string };

/** `judgeContent`, as it runs in a thread: its faults are told rather than thrown. */
export function run(content: Uint8Array<ArrayBuffer>): Verdict {
  try {
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
    const { kept, ...judged } = judgeContent(bytes);
    // In memory of their own: what small buffers share cannot be given away.
    return { judged, kept: new Uint8Array(kept) };
  } catch (error) {
    if (error instanceof FileFault) return { fault: error.message };
    throw error;
  }
}

export function transfer(verdict: Verdict): ArrayBuffer[] {
  return 'kept' in verdict ? [verdict.kept.buffer] : [];
}
