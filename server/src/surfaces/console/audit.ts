import { type AuditEntry, auditCsvColumns } from '@psnb2b/contract';
import { recordExport } from '../../acts/index.ts';
import { type AuditFilters, type AuditRow, listAudit } from '../../audit/index.ts';
import { actorNames, actorOf, listUsers } from '../../identity/index.ts';
import { csvLine } from '../../kit/csv/index.ts';
import type { Database, Db } from '../../kit/database/index.ts';
import { raw } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { numberPlace, Pages } from '../../kit/pages.ts';
import { tenantOf, tenantPartners } from '../../partners/index.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

const CSV_MAX = 50_000;
const CSV_PAGE = 2_000;
const pages = new Pages('audit', numberPlace, ({ entryId }: AuditRow) => entryId);

/** Who did what, when, from where; as CSV everything that matches the filters. An export is recorded itself. */
export function auditRoutes({ database }: Parts) {
  const { reads } = database;
  return onConsole({
    listAudit: async (call) => {
      const filters = await filtersOf(reads, call.query);
      if (/\btext\/csv\b/.test(call.header('accept') ?? '')) {
        return exported(database, filters, call);
      }
      return pages.reply(
        call.query,
        (page) => listAudit(reads, { ...filters, ...page }),
        (rows) => present(reads, rows),
      );
    },
  });
}

type Filters = Omit<AuditFilters, 'limit' | 'behind'>;

async function filtersOf(db: Db, query: ConsoleCall<'listAudit'>['query']): Promise<Filters> {
  const { actor, action, subject, from, to } = query;
  return {
    ...{ actor, action, subject },
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    concerning: query.partner_id === undefined ? undefined : await concerning(db, query.partner_id),
  };
}

async function concerning(db: Db, id: string): Promise<NonNullable<Filters['concerning']>> {
  const partnerId = idOf('prt', id, '/partner_id');
  const live = await tenantOf(db, partnerId, 'live');
  const test = await tenantOf(db, partnerId, 'test');
  const people = await listUsers(db, { partnerId });
  return { tenantIds: [live.tenantId, test.tenantId], names: [id, ...people.map(actorOf)] };
}

async function present(db: Db, rows: readonly AuditRow[]): Promise<AuditEntry[]> {
  const names = await actorNames(
    db,
    rows.map(({ actor }) => actor),
  );
  const partners = await tenantPartners(db, [
    ...new Set(rows.flatMap((row) => row.tenantId ?? [])),
  ]);
  return rows.map((row) => ({
    id: String(row.entryId),
    object: 'audit_entry',
    at: row.at.toISOString(),
    actor: row.actor,
    actor_name: names.get(row.actor) ?? null,
    partner_id: partnerOf(row, partners),
    action: row.action,
    subject: row.subject,
    address: row.address,
    request_id: row.requestId,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    position: row.position,
  }));
}

function partnerOf({ tenantId, subject }: AuditRow, partners: ReadonlyMap<number, string>) {
  const partnerId = tenantId === null ? undefined : partners.get(tenantId);
  if (partnerId !== undefined) return formatId('prt', partnerId);
  return subject.startsWith('prt_') ? subject : null;
}

async function exported(
  database: Database,
  filters: Filters,
  { query, by }: ConsoleCall<'listAudit'>,
) {
  const lines = [csvLine(auditCsvColumns)];
  let behind: number | null = null;
  for (let count = 0; count < CSV_MAX; count += CSV_PAGE) {
    const rows = await listAudit(database.reads, { ...filters, behind, limit: CSV_PAGE });
    for (const entry of await present(database.reads, rows)) {
      const cells = auditCsvColumns.map((column) => entry[column]);
      lines.push(csvLine(cells, query));
    }
    behind = rows.at(-1)?.entryId ?? null;
    if (rows.length < CSV_PAGE) break;
  }
  await recordExport(database, by, query, lines.length - 1);
  return raw(200, lines.join(''), {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="audit.csv"',
  });
}
