import { webhookReplyHeaderNames } from '@psnb2b/contract';
import type { ReplyHeaders } from '../kit/http-client/index.ts';

const VALUE_LENGTH_MAX = 200;
const OWN = 'http://own.invalid';

/**
 * The headers of an answer that help to find out who gave it and why, as JSON text; null if it has none of them. Only these few: a cookie
 * or a token in any other is none of our business. Of an address, what may hold a token is cut off.
 */
export function keptHeaders(headers: ReplyHeaders): string | null {
  const kept = webhookReplyHeaderNames.flatMap((name): [string, string][] => {
    const value = [headers[name]].flat()[0];
    return value === undefined ? [] : [[name, plain(name, value)]];
  });
  return kept.length === 0 ? null : JSON.stringify(Object.fromEntries(kept));
}

function plain(name: string, value: string): string {
  const text = name === 'location' ? placeOf(value) : value;
  // NUL is no text for the database, and control characters are none for a page.
  return text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '\ufffd').slice(0, VALUE_LENGTH_MAX);
}

/** An address without user, query and fragment. */
function placeOf(value: string): string {
  const url = URL.parse(value, OWN);
  if (url === null) return '';
  return url.origin === OWN ? url.pathname : url.origin + url.pathname;
}
