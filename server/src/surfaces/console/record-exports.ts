import { type IdParam, paramPrefixes } from '@psnb2b/contract';
import { type ExportedNoun, exportedNouns, recordExport } from '../../acts/index.ts';
import { required } from '../../kit/assert.ts';
import { formatId } from '../../kit/ids.ts';
import type { ConsoleRoute } from '../calls.ts';
import type { Parts } from '../parts.ts';

const EXPORT = /^(text\/csv|application\/(zip|pdf))\b/;
/** Files that somebody attached: opening one is recorded with its name. */
const ATTACHMENTS: ReadonlySet<string> = new Set([
  'downloadFile',
  'downloadClaimFile',
  'showFile',
  'showClaimFile',
]);

/**
 * Records every CSV file, archive and PDF that a route of the console replies with, before its first byte is sent: staff take no data away
 * without an entry in the audit. A HEAD takes nothing away.
 */
export function recordExports({ database }: Parts, routes: readonly ConsoleRoute[]) {
  return routes.map((route): ConsoleRoute => {
    const { operation, handle } = route;
    if (ATTACHMENTS.has(operation.id)) return route;
    return {
      operation,
      handle: async (call) => {
        const reply = await handle(call);
        const type = String(reply.headers?.['content-type']);
        if (call.isHead || !EXPORT.test(type)) return reply;
        const noun = required(nounOf(operation.path), `exports at ${operation.path} have a noun`);
        const subject = noun === 'transactions' ? ofBusiness(call.query) : subjectOf(call.params);
        await recordExport(database, call.by, { noun, filters: call.query, ...subject });
        return reply;
      },
    };
  });
}

/** `/price-history/export` exports `price_history`. */
function nounOf(path: string): ExportedNoun | undefined {
  const noun = path.split('/')[1]?.replaceAll('-', '_');
  return exportedNouns.find((each) => each === noun);
}

/** A statement is about the business that its filters name. */
function ofBusiness(query: object) {
  const { partner_id: subject } = query as { partner_id?: string };
  return subject === undefined ? {} : { subject };
}

/** The id in the path, as everybody writes it. */
function subjectOf(params: object) {
  const [entry] = Object.entries(params);
  if (!entry) return {};
  const [name, id] = [entry[0], String(entry[1])];
  const isId = Object.hasOwn(paramPrefixes, name);
  return { subject: isId ? formatId(paramPrefixes[name as IdParam], id) : id };
}
