import { type AuditEntry, auditCsvColumns, consoleOperations } from '@psnb2b/contract';
import { recordExport } from '../../acts/index.ts';
import { type AuditFilters, type AuditRow, listAudit } from '../../audit/index.ts';
import { actorOf, byOf, type DoorCall, listUsers, namesOf } from '../../identity/index.ts';
import { csvLine } from '../../kit/csv/index.ts';
import type { Database, Db } from '../../kit/database/index.ts';
import { json, raw } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { numberPlace, Pages } from '../../kit/pages.ts';
import { tenantOf, tenantPartners } from '../../partners/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';

const CSV_MAX = 50_000;
const CSV_PAGE = 2_000;
const pages = new Pages('audit', numberPlace);
const { listAudit: operation } = consoleOperations;
type AuditCall = DoorCall<typeof operation>;

/** Who did what, when, from where; as CSV everything that matches the filters. An export is recorded itself. */
export function consoleAuditRoute({ database }: { readonly database: Database }): DoorRoute {
  return doorRoute(operation, async (call) => {
    const filters = await readFilters(database.reads, call.query);
    if (/\btext\/csv\b/.test(call.header('accept') ?? '')) return exported(database, filters, call);
    const { limit, from } = pages.read(call.query);
    const before = from ?? undefined;
    const found = await listAudit(database.reads, { ...filters, before, limit: limit + 1 });
    const page = pages.cut(found, limit, ({ entryId }) => entryId);
    return json(200, page.list(await present(database.reads, page.rows)));
  });
}

type Filters = Omit<AuditFilters, 'limit' | 'before'>;

async function readFilters(db: Db, query: AuditCall['query']): Promise<Filters> {
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
  const userIds = rows.flatMap(({ actor }) => userIdOf(actor) ?? []);
  const names = await namesOf(db, userIds);
  const partners = await tenantPartners(db, [
    ...new Set(rows.flatMap((row) => row.tenantId ?? [])),
  ]);
  const nameOf = (userId: string | null) => (userId === null ? null : (names.get(userId) ?? null));
  return rows.map((row) => ({
    id: String(row.entryId),
    object: 'audit_entry',
    at: row.at.toISOString(),
    actor: row.actor,
    actor_name: nameOf(userIdOf(row.actor)),
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

/** `staff:usr_…` and `person:usr_…` name a user. */
function userIdOf(actor: string): string | null {
  const [side, id = ''] = actor.split(':');
  return side === 'staff' || side === 'person' ? parseId('usr', id) : null;
}

async function exported(database: Database, filters: Filters, call: AuditCall) {
  const lines = [csvLine(auditCsvColumns)];
  let before: number | undefined;
  for (let count = 0; count < CSV_MAX; count += CSV_PAGE) {
    const rows = await listAudit(database.reads, { ...filters, before, limit: CSV_PAGE });
    for (const entry of await present(database.reads, rows)) {
      lines.push(
        csvLine(
          auditCsvColumns.map((column) => entry[column]),
          call.query,
        ),
      );
    }
    before = rows.at(-1)?.entryId;
    if (rows.length < CSV_PAGE) break;
  }
  await recordExport(database, byOf(call), call.query, lines.length - 1);
  return raw(200, lines.join(''), {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="audit.csv"',
  });
}
