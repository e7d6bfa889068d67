import * as contract from '@psnb2b/contract';
import { type AuditRow, type ReadDetail, readDetail } from '../../audit/index.ts';
import { actorNames } from '../../identity/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { partnersById, tenantsById } from '../../partners/index.ts';
import { thingNames } from './thing-names.ts';

/**
 * Entries with the names of who did it and what it was done to, and with what changed as people read it. A thing that the reader's role may
 * not list keeps its id.
 */
export async function presentAudit(
  db: Db,
  rows: readonly AuditRow[],
  role: contract.StaffRole | contract.PartnerRole,
): Promise<contract.AuditEntry[]> {
  const people = await actorNames(db, [
    ...new Set(rows.flatMap((row) => [row.actor, row.subject])),
  ]);
  const tenants = await tenantsById(
    db,
    rows.flatMap((row) => row.tenantId ?? []),
  );
  const partners = await partnersById(
    db,
    rows.flatMap(({ subject }) => parseId('prt', subject) ?? []),
  );
  const currencyOf = ({ tenantId, subject }: AuditRow) => {
    const partnerId = tenantId === null ? parseId('prt', subject) : null;
    return (partnerId !== null && partners.get(partnerId)?.currency) || null;
  };
  const read = rows.map((row) => {
    const tenant = row.tenantId === null ? undefined : tenants.get(row.tenantId);
    return { row, tenant, ...readDetail(row, tenant?.currency ?? currencyOf(row)) };
  });
  const mentioned = read.map(idsIn);
  const things = await thingNames(
    db,
    [...rows.map(({ subject }) => subject), ...mentioned.flat()],
    role,
  );
  return read.map(({ row, tenant, reason, changes, facts }, index) => {
    const names = (mentioned[index] ?? []).flatMap((id) => {
      const name = things.get(id);
      return name === undefined ? [] : [[id, name] as const];
    });
    return present(contract.AuditEntry, row, {
      ...{ reason, changes: [...changes], facts: [...facts] },
      names: Object.fromEntries(names),
      id: String(row.entryId),
      actor_name: people.get(row.actor) ?? null,
      subject_name: things.get(row.subject) ?? people.get(row.subject) ?? null,
      partner_id: tenant ? formatId('prt', tenant.partnerId) : partnerOf(row),
      detail: JSON.parse(row.detail) as Record<string, unknown>,
    });
  });
}

/** Ids of which names are read for an entry: a list of a thousand codes has no thousand names. */
const NAMED_MAX = 20;
const IDS = /\b[a-z]{3}_[0-9a-z]{26}\b/g;

/** The ids in what an entry shows. */
function idsIn({ changes, facts }: ReadDetail): string[] {
  const texts = [
    ...changes.flatMap(({ before, after }) => [before, after]),
    ...facts.map(({ value }) => value),
  ];
  return [...new Set(texts.flatMap((text) => text?.match(IDS) ?? []))].slice(0, NAMED_MAX);
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
