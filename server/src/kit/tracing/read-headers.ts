/** The most that a list of headers may have. */
const LENGTH_MAX = 8_192;
const NAME = /^[A-Za-z0-9_-]{1,100}$/;
const VALUE = /^[ -~]{1,4096}$/;

/** Reads headers such as `api-key=abc,x-scope=shop`, with values in percent-encoding; null if they are none. */
export function readHeaders(text: string): Record<string, string> | null {
  if (text.length > LENGTH_MAX) return null;
  const headers: Record<string, string> = {};
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim().toLowerCase();
    const value = decoded(part.slice(at + 1).trim());
    if (!NAME.test(name) || value === null || !VALUE.test(value)) return null;
    headers[name] = value;
  }
  return headers;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
