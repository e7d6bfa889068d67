import * as contract from '@psnb2b/contract';
import { type AuditRow, readDetail } from '../../audit/index.ts';
import { actorNames } from '../../identity/index.ts';
import { importFiles } from '../../imports/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { partnerNames, tenantsById } from '../../partners/index.ts';
import { lotFiles } from '../../stock/index.ts';
import { supplierNames } from '../../suppliers/index.ts';

/** Entries with the names of who did it and what it was done to, and with what changed as people read it. */
export async function presentAudit(
  db: Db,
  rows: readonly AuditRow[],
): Promise<contract.AuditEntry[]> {
  const people = await actorNames(db, [
    ...new Set(rows.flatMap((row) => [row.actor, row.subject])),
  ]);
  const tenants = await tenantsById(
    db,
    rows.flatMap((row) => row.tenantId ?? []),
  );
  const things = await thingNames(db, rows);
  return rows.map((row) => {
    const tenant = row.tenantId === null ? undefined : tenants.get(row.tenantId);
    const { reason, changes, facts } = readDetail(row, tenant?.currency ?? null);
    return present(contract.AuditEntry, row, {
      ...{ reason, changes: [...changes], facts: [...facts] },
      id: String(row.entryId),
      actor_name: people.get(row.actor) ?? null,
      subject_name: things.get(row.subject) ?? people.get(row.subject) ?? null,
      partner_id: tenant ? formatId('prt', tenant.partnerId) : partnerOf(row),
      detail: JSON.parse(row.detail) as Record<string, unknown>,
    });
  });
}

const NAMED: readonly (readonly [
  contract.IdPrefix,
  (db: Db, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
])[] = [
  ['prt', partnerNames],
  ['sup', supplierNames],
  ['lot', lotFiles],
  ['imp', importFiles],
];

/** The names of the things that entries are about, by their ids as the audit has them: those of lots and imports are their files. */
async function thingNames(db: Db, rows: readonly AuditRow[]): Promise<Map<string, string>> {
  const named = new Map<string, string>();
  for (const [prefix, namesOf] of NAMED) {
    const ids = idsOf(prefix, rows);
    if (ids.length === 0) continue;
    for (const [id, name] of await namesOf(db, ids)) named.set(formatId(prefix, id), name);
  }
  return named;
}

/** An entry as one sentence without links. */
export function plainSentence(entry: contract.AuditEntry): string {
  const subject = entry.subject_name ?? entry.subject;
  const sentence = contract.auditSentence(entry.action).replace('{subject}', () => subject);
  return `${entry.actor_name ?? entry.actor} ${sentence}`;
}

function partnerOf({ subject }: AuditRow): string | null {
  return subject.startsWith('prt_') ? subject : null;
}

function idsOf(prefix: contract.IdPrefix, rows: readonly AuditRow[]): string[] {
  return [...new Set(rows.flatMap(({ subject }) => parseId(prefix, subject) ?? []))];
}
