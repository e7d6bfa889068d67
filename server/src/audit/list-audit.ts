import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { falling, numberPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { SEARCHED } from './chain-audit.ts';

export interface AuditRow {
  readonly entryId: number;
  readonly at: Date;
  readonly actor: string;
  readonly tenantId: number | null;
  readonly action: string;
  readonly subject: string;
  readonly address: string | null;
  readonly requestId: string | null;
  /** JSON text. */
  readonly detail: string;
  /** Position in the chain; null until the entry is chained. */
  readonly position: number | null;
}

/** Entries that have to do with somebody or something: any of these suffices. */
export interface AuditAny {
  readonly tenantIds?: readonly number[];
  /** Who did it, or what it was done to. */
  readonly names?: readonly string[];
  readonly actions?: readonly string[];
  /** A part of the entry, in any case. */
  readonly part?: string;
}

export interface AuditFilters extends PageAsked<number> {
  readonly actor?: string | undefined;
  /** A whole name, or the beginning of several: `key.`. */
  readonly action?: string | undefined;
  readonly actions?: readonly string[] | undefined;
  readonly subject?: string | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
  /** Entries about one business or one thing. */
  readonly concerning?: AuditAny | undefined;
  readonly search?: AuditAny | undefined;
}

export const auditPages = new Pages('audit', numberPlace, ({ entryId }: AuditRow) => entryId, {
  turns: true,
});

/** A shorter part is in too many entries: it is compared with what has a name, not with whole entries. */
const PART_MIN = 3;

/** A condition on an entry `e`, as it was recorded and as it is listed; null if only the record has the column. */
interface Condition {
  readonly recorded: string;
  readonly listed: string | null;
}

/** Adds a value to those of the statement, and returns its place: `$3`. */
type Value = (each: unknown) => string;

/** Entries, newest first. */
export async function listAudit(db: Db, filters: AuditFilters): Promise<AuditRow[]> {
  const { order } = falling(filters);
  const values: unknown[] = [];
  const ids = found(filters, await chainedBefore(db), (each) => `$${values.push(each)}`);
  const { rows } = await db.query<AuditRow>(
    `SELECT e.entry_id AS "entryId", e.at, e.actor, e.tenant_id AS "tenantId", e.action, e.subject,
            e.address, e.request_id AS "requestId", e.detail, c.position
       FROM (${ids}) f JOIN audit.entries e USING (entry_id)
            LEFT JOIN audit.chain c USING (entry_id)
      ORDER BY e.entry_id ${order} LIMIT ${Number(filters.limit)}`,
    values,
  );
  return rows;
}

/**
 * The transaction before which every entry is chained, and so is listed. It is read before the entries: one that is chained between
 * the two statements is found both as recorded and as listed, and shown once.
 */
async function chainedBefore(db: Db): Promise<string> {
  const { rows } = await db.query<{ before: string }>(
    'SELECT chained_before::text AS before FROM audit.head',
  );
  return required(rows[0], 'the chain has a head').before;
}

/**
 * The ids of a page. What matches in one of several ways is found by a query for each way, which uses the index of this way and ends
 * after a page: with OR, one query would read the whole log.
 */
function found(filters: AuditFilters, before: string, value: Value): string {
  const always = conditions(filters, value);
  const place = filters.behind && `e.entry_id ${falling(filters).behind} ${value(filters.behind)}`;
  const from = sourcesOf(filters, place || null, before, value);
  const pages = waysOf(filters.search, value).flatMap((searched) =>
    waysOf(filters.concerning, value).flatMap((concerned) =>
      from([...always, ...searched, ...concerned]),
    ),
  );
  // nothing: a search that nothing can match finds nothing.
  return pages.join(' UNION ') || 'SELECT entry_id FROM audit.entries WHERE false';
}

/**
 * Finds the ids of a page by the index of what is listed, and among the few entries that are not chained yet. Only the record has the
 * subject, with an index of its own, and without a condition it is in the order of the list already.
 */
function sourcesOf(filters: AuditFilters, place: string | null, before: string, value: Value) {
  const page = (table: string, all: readonly (string | null)[]) => {
    const where = all.filter((each) => each !== null).join(' AND ');
    return `(SELECT e.entry_id FROM ${table} e ${where && `WHERE ${where}`}
      ORDER BY e.entry_id ${falling(filters).order} LIMIT ${Number(filters.limit)})`;
  };
  let isYoung: string | null = null;
  return (all: readonly Condition[]): string[] => {
    const recorded = [place, ...all.map((each) => each.recorded)];
    if (all.length === 0 || all.some((each) => each.listed === null)) {
      return [page('audit.entries', recorded)];
    }
    isYoung ??= `e.tx >= ${value(before)}::xid8`;
    return [
      page('audit.listed', [place, ...all.map((each) => each.listed)]),
      page('audit.entries', [isYoung, ...recorded]),
    ];
  };
}

/** A condition on a column that is listed as it was recorded. */
const both = (sql: string): Condition => ({ recorded: sql, listed: sql });
const recordedOnly = (sql: string): Condition => ({ recorded: sql, listed: null });

function conditions(filters: AuditFilters, value: Value): Condition[] {
  const { actor, action, actions, subject, createdFrom, createdBefore } = filters;
  const named = action?.endsWith('.') ? `starts_with(e.action, ${value(action)})` : null;
  return [
    actor !== undefined && both(`e.actor = ${value(actor)}`),
    action !== undefined && both(named ?? `e.action = ${value(action)}`),
    actions && both(`e.action = ANY(${value(actions)}::text[])`),
    subject !== undefined && recordedOnly(`e.subject = ${value(subject)}`),
    createdFrom && both(`e.at >= ${value(createdFrom)}`),
    createdBefore && both(`e.at < ${value(createdBefore)}`),
  ].filter((each) => typeof each === 'object');
}

/** The conditions of each way; one without any if nothing is searched. */
function waysOf(any: AuditAny | undefined, value: Value): Condition[][] {
  if (!any) return [[]];
  const part = partOf(any);
  const ways: Condition[][] = [];
  if (part !== null) {
    const like = `LIKE ${value(`%${part.replaceAll(/[\\%_]/g, '\\$&')}%`)}`;
    ways.push([{ recorded: `${SEARCHED} ${like}`, listed: `e.text ${like}` }]);
  }
  if (any.actions?.length) ways.push([both(`e.action = ANY(${value(any.actions)}::text[])`)]);
  if (any.names?.length) {
    const names = value(any.names);
    ways.push([both(`e.actor = ANY(${names}::text[])`)]);
    ways.push([recordedOnly(`e.subject = ANY(${names}::text[])`)]);
  }
  if (any.tenantIds?.length) {
    ways.push([both(`e.tenant_id = ANY(${value(any.tenantIds)}::int[])`)]);
  }
  return ways;
}

function partOf(any: AuditAny | undefined): string | null {
  return any?.part !== undefined && any.part.length >= PART_MIN ? any.part.toLowerCase() : null;
}
