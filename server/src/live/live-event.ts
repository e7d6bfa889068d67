/** An event of a stream, by its name, its id and its data as JSON (server-sent events of the HTML standard, section 9.2). */
export function liveEvent(name: string, id: string | null, data: object): Buffer {
  const line = id === null ? '' : `id: ${id}\n`;
  return Buffer.from(`event: ${name}\n${line}data: ${JSON.stringify(data)}\n\n`);
}

/** Keeps proxies from ending a silent stream. */
export const BEAT = Buffer.from(':\n\n');
