/** What a caller says of the trace that its request is part of. */
export interface TraceParent {
  readonly traceId: string;
  readonly parentId: string;
  readonly isSampled: boolean;
}

const LENGTH = 55;
const LENGTH_MAX = 512;
const FORM =
  /^(?<version>[0-9a-f]{2})-(?<traceId>[0-9a-f]{32})-(?<parentId>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})(?:-|$)/;

/**
 * Reads a `traceparent` header (W3C Trace Context, section 3.2); null if it has none that is valid, so that a new trace begins. A later
 * version than 00 may have more at its end.
 */
export function readTraceParent(header: string | string[] | undefined): TraceParent | null {
  if (typeof header !== 'string' || header.length < LENGTH || header.length > LENGTH_MAX) {
    return null;
  }
  const groups = FORM.exec(header)?.groups;
  if (!groups) return null;
  const { version, traceId = '', parentId = '', flags = '' } = groups;
  if (version === 'ff' || (version === '00' && header.length !== LENGTH)) return null;
  if (/^0+$/.test(traceId) || /^0+$/.test(parentId)) return null;
  return { traceId, parentId, isSampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
