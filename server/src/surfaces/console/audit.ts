import * as contract from '@psnb2b/contract';
import { type AuditFilters, type AuditRow, auditPages, listAudit } from '../../audit/index.ts';
import { actorNames, actorOf, listUsers } from '../../identity/index.ts';
import { csvLine } from '../../kit/csv/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters } from '../../kit/given.ts';
import { pageBothWays, raw } from '../../kit/http/index.ts';
import { idOf } from '../../kit/id-of.ts';
import { formatId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { tenantIdsOf, tenantPartners } from '../../partners/index.ts';
import { type ConsoleCall, onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

const CSV_MAX = 50_000;
const CSV_PAGE = 2_000;
const CSV_HEADERS = {
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': 'attachment; filename="audit.csv"',
};

/** Who did what, when, from where; as CSV everything that matches the filters. */
export function auditRoutes({ database }: Parts) {
  const { reads } = database;
  return onConsole({
    listAudit: async (call) => {
      const { partner_id: partner, ...query } = call.query;
      const concerning = partner === undefined ? undefined : await concerningOf(reads, partner);
      const asked = { ...filters(contract.AuditQuery, query), concerning };
      if (/\btext\/csv\b/.test(call.header('accept') ?? '')) {
        return exportCsv(reads, asked, call);
      }
      return pageBothWays(
        auditPages,
        asked,
        (behind) => listAudit(reads, behind),
        (rows) => presentRows(reads, rows),
      );
    },
  });
}

async function concerningOf(db: Db, partner: string): Promise<AuditFilters['concerning']> {
  const partnerId = idOf('prt', partner, '/partner_id');
  const tenantIds = await tenantIdsOf(db, partnerId);
  const people = await listUsers(db, { partnerId });
  return { tenantIds, names: [partner, ...people.map(actorOf)] };
}

async function presentRows(db: Db, rows: readonly AuditRow[]): Promise<contract.AuditEntry[]> {
  const actors = rows.map(({ actor }) => actor);
  const names = await actorNames(db, actors);
  const tenantIds = new Set(rows.flatMap((row) => row.tenantId ?? []));
  const partners = await tenantPartners(db, [...tenantIds]);
  return rows.map((row) =>
    present(contract.AuditEntry, row, {
      id: String(row.entryId),
      actor_name: names.get(row.actor) ?? null,
      partner_id: partnerOf(row, partners),
      detail: JSON.parse(row.detail) as Record<string, unknown>,
    }),
  );
}

function partnerOf({ tenantId, subject }: AuditRow, partners: ReadonlyMap<number, string>) {
  const partnerId = tenantId === null ? undefined : partners.get(tenantId);
  if (partnerId !== undefined) return formatId('prt', partnerId);
  return subject.startsWith('prt_') ? subject : null;
}

async function exportCsv(
  reads: Db,
  asked: Omit<AuditFilters, 'limit' | 'behind'>,
  { query }: ConsoleCall<'listAudit'>,
) {
  const columns = contract.auditCsvColumns;
  const lines = [csvLine(columns)];
  let behind: number | null = null;
  for (let count = 0; count < CSV_MAX; count += CSV_PAGE) {
    const rows = await listAudit(reads, { ...asked, behind, limit: CSV_PAGE });
    for (const entry of await presentRows(reads, rows)) {
      const cells = columns.map((column) => entry[column]);
      lines.push(csvLine(cells, query));
    }
    behind = rows.at(-1)?.entryId ?? null;
    if (rows.length < CSV_PAGE) break;
  }
  return raw(200, lines.join(''), CSV_HEADERS);
}
