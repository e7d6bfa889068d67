import { ReplyFault } from './reply-fault.ts';
import { type ReplyHead, wordsOf } from './reply-head.ts';

const KEEP_ALIVE_MS = 15_000;
/** The server closes after the time that it announces: we stop before that. */
const KEEP_ALIVE_MARGIN_MS = 2_000;

/** How the body of a reply ends. */
export interface ReplyFraming {
  readonly body: 'sized' | 'chunked' | 'to the end';
  /** Of a body that is sized. */
  readonly length: number;
  /** How long the connection may be used again, in milliseconds; 0: not at all. */
  readonly reusableMs: number;
}

/** Decides it by the head (RFC 9112, section 6.3). What could be understood in two ways is a ReplyFault. */
export function framingOf({ status, headers, minor }: ReplyHead): ReplyFraming {
  const length = headers['content-length'];
  const isCoded = headers['transfer-encoding'] !== undefined;
  if (length !== undefined && !(typeof length === 'string' && /^\d{1,15}$/.test(length))) {
    throw new ReplyFault('its length is no number');
  }
  if (length !== undefined && isCoded) throw new ReplyFault('its length is ambiguous');
  const connection = wordsOf(headers, 'connection');
  const isKept = minor === 1 ? !connection.includes('close') : connection.includes('keep-alive');
  const reusableMs = isKept ? keepAliveMs(headers['keep-alive']) : 0;
  if (status === 204 || status === 304) {
    // A body that such a reply may not have would be read as the next reply.
    const mayFollow = isCoded || Number(length) > 0;
    return { body: 'sized', length: 0, reusableMs: mayFollow ? 0 : reusableMs };
  }
  if (isCoded && wordsOf(headers, 'transfer-encoding').at(-1) === 'chunked') {
    return { body: 'chunked', length: 0, reusableMs };
  }
  if (length === undefined) return { body: 'to the end', length: 0, reusableMs: 0 };
  return { body: 'sized', length: Number(length), reusableMs };
}

/** For how long a server keeps a connection, by its own words or as is usual. */
function keepAliveMs(header: string | readonly string[] | undefined): number {
  const seconds = /timeout=(\d{1,9})/.exec([header].flat().join())?.[1];
  if (seconds === undefined) return KEEP_ALIVE_MS;
  return Math.max(Math.min(Number(seconds) * 1_000 - KEEP_ALIVE_MARGIN_MS, KEEP_ALIVE_MS), 0);
}
