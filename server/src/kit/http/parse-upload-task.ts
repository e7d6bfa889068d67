import { type PlainRefusal, plainOf, Refusal } from '../refusal.ts';
import { parseUpload } from './parse-upload.ts';

export interface UploadBody {
  readonly pieces: readonly Uint8Array<ArrayBuffer>[];
  readonly contentType: string;
}

/** The one file of a form, or the reason why there is none. */
export type ParsedUpload =
  | {
      readonly name: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly sha256: Uint8Array<ArrayBuffer>;
    }
  | { readonly refused: PlainRefusal };

/** `parseUpload`, as a task for a thread. */
export async function run({ pieces, contentType }: UploadBody): Promise<ParsedUpload> {
  try {
    const { name, bytes, sha256 } = await parseUpload(Buffer.concat(pieces), contentType);
    return { name, bytes: new Uint8Array(bytes), sha256: new Uint8Array(sha256) };
  } catch (error) {
    if (error instanceof Refusal) return { refused: plainOf(error) };
    throw error;
  }
}

export function transfer(parsed: ParsedUpload): ArrayBuffer[] {
  return 'bytes' in parsed ? [parsed.bytes.buffer] : [];
}
