import { activeSpan, beginChild, endSpan, type TraceSpan } from '../tracing/index.ts';
import { sqlState } from './errors.ts';

/** The word with which a statement begins. */
const VERB = /^\s*(?<verb>[A-Za-z]{1,20})\b/;

/**
 * Runs a statement as a part of the trace of its request, if that is recorded. The span has the statement's name, or its first word:
 * never its text, and never a value.
 */
export function traceStatement<Result>(
  text: string,
  name: string | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  const parent = activeSpan();
  return parent ? record(parent, name ?? verbOf(text), work) : work();
}

async function record<Result>(
  parent: TraceSpan,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const span = beginChild(parent, name, 'client', {
    'db.system.name': 'postgresql',
    'db.query.summary': name,
  });
  try {
    return await work();
  } catch (error) {
    span.isFailed = true;
    const state = sqlState(error);
    if (state !== null) span.attributes['db.response.status_code'] = state;
    span.attributes['error.type'] =
      state ?? (error instanceof Error ? error.constructor.name : '_OTHER');
    throw error;
  } finally {
    endSpan(span);
  }
}

function verbOf(text: string): string {
  // nothing: ours all begin with a word.
  return VERB.exec(text)?.groups?.verb?.toUpperCase() ?? 'SQL';
}
