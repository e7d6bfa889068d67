import { openPdf, type Pages } from './open-pdf.ts';
import { words } from './words.ts';

/** A file that can be looked at. */
export interface ShownFile {
  readonly id: string;
  readonly name: string;
  /** Where its picture, or the PDF, is read; each reading is an entry of the audit log. */
  readonly shownUrl: string;
  /** Where the file itself is downloaded. */
  readonly url: string;
}

/** Reads a file as pages; rejects with what the server refused, or if the file cannot be shown safely. */
export async function openShown(
  { shownUrl }: Pick<ShownFile, 'shownUrl'>,
  { headers, signal }: { readonly headers: HeadersInit; readonly signal: AbortSignal },
): Promise<Pages> {
  const reply = await fetch(shownUrl, { headers, signal });
  if (!reply.ok) throw new Error(await refusalOf(reply));
  if (reply.headers.get('content-type') === 'application/pdf') {
    return openPdf(await reply.arrayBuffer());
  }
  const picture = await createImageBitmap(await reply.blob()).catch(() => {
    throw new Error(words.unreadable);
  });
  return { count: 1, draw: async () => picture, close: () => picture.close() };
}

async function refusalOf(reply: Response): Promise<string> {
  const problem = (await reply.json().catch(() => null)) as { detail?: unknown } | null;
  return typeof problem?.detail === 'string' ? problem.detail : '';
}
