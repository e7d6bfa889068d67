/** The text of a file as a bank writes it: UTF-8 or UTF-16 by its mark, otherwise Western. At most its first megabyte. */
export async function readText(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, 1024 * 1024).arrayBuffer());
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    // The last character may be cut: it is decoded as the beginning of more.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
