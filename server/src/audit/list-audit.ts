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

/** Entries, newest first. */
export async function listAudit(db: Db, filters: AuditFilters): Promise<AuditRow[]> {
  const { order } = falling(filters);
  const values: unknown[] = [];
  const ids = found(filters, await chainedBefore(db, filters), (each) => `$${values.push(each)}`);
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

/** The transaction before which every entry is chained, and so has its searchable text; null where no text is searched. */
async function chainedBefore(db: Db, filters: AuditFilters): Promise<string | null> {
  if (partOf(filters.search) === null && partOf(filters.concerning) === null) return null;
  const { rows } = await db.query<{ before: string }>(
    'SELECT chained_before::text AS before FROM audit.head',
  );
  return rows[0]?.before ?? null;
}

/**
 * The ids of a page. What matches in one of several ways is found by a query for each way, which uses the index of this way and ends
 * after a page: with OR, one query would read the whole log.
 */
function found(filters: AuditFilters, before: string | null, value: Value): string {
  const { order } = falling(filters);
  const always = conditions(filters, value);
  const pages = waysOf(filters.search, before, value).flatMap((searched) =>
    waysOf(filters.concerning, before, value).map((concerned) => {
      const where = [...always, ...searched, ...concerned].join(' AND ');
      return `(SELECT e.entry_id FROM audit.entries e ${where && `WHERE ${where}`}
        ORDER BY e.entry_id ${order} LIMIT ${Number(filters.limit)})`;
    }),
  );
  // nothing: a search that nothing can match finds nothing.
  return pages.join(' UNION ') || 'SELECT entry_id FROM audit.entries WHERE false';
}

/** Adds a value to those of the statement, and returns its place: `$3`. */
type Value = (each: unknown) => string;

function conditions(filters: AuditFilters, value: Value): string[] {
  const { actor, action, actions, subject, createdFrom, createdBefore } = filters;
  const { behind } = falling(filters);
  const named = action?.endsWith('.') ? `starts_with(e.action, ${value(action)})` : null;
  return [
    actor !== undefined && `e.actor = ${value(actor)}`,
    action !== undefined && (named ?? `e.action = ${value(action)}`),
    actions && `e.action = ANY(${value(actions)}::text[])`,
    subject !== undefined && `e.subject = ${value(subject)}`,
    createdFrom && `e.at >= ${value(createdFrom)}`,
    createdBefore && `e.at < ${value(createdBefore)}`,
    filters.behind && `e.entry_id ${behind} ${value(filters.behind)}`,
  ].filter((each) => typeof each === 'string');
}

/** The conditions of each way; one without any if nothing is searched. */
function waysOf(any: AuditAny | undefined, before: string | null, value: Value): string[][] {
  if (!any) return [[]];
  const part = partOf(any);
  const ways: string[][] = [];
  if (part !== null) {
    const like = value(`%${part.replaceAll(/[\\%_]/g, '\\$&')}%`);
    ways.push([`e.entry_id IN (SELECT entry_id FROM audit.texts WHERE text LIKE ${like})`]);
    ways.push([`e.tx >= ${value(before)}::xid8`, `${SEARCHED} LIKE ${like}`]);
  }
  if (any.actions?.length) ways.push([`e.action = ANY(${value(any.actions)}::text[])`]);
  if (any.names?.length) {
    const names = value(any.names);
    ways.push([`e.actor = ANY(${names}::text[])`], [`e.subject = ANY(${names}::text[])`]);
  }
  if (any.tenantIds?.length) ways.push([`e.tenant_id = ANY(${value(any.tenantIds)}::int[])`]);
  return ways;
}

function partOf(any: AuditAny | undefined): string | null {
  return any?.part !== undefined && any.part.length >= PART_MIN ? any.part.toLowerCase() : null;
}
