import {
  type AuditKind,
  auditActions,
  auditActionsOf,
  auditSentence,
  isIdPrefix,
} from '@psnb2b/contract';
import type { AuditAny, AuditFilters } from '../../audit/index.ts';
import { actorOf, listUsers, searchPeople } from '../../identity/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { searchPartners, tenantIdsOf } from '../../partners/index.ts';

/** Whose name contains what is searched: so many people and businesses at most. */
const NAMED_MAX = 20;

interface Asked {
  readonly actor?: string;
  readonly action?: string;
  readonly kind?: AuditKind;
  readonly subject?: string;
  readonly about?: string;
  readonly partnerId?: string;
  readonly q?: string;
  readonly createdFrom?: Date;
  readonly createdBefore?: Date;
}

type Wanted = Omit<AuditFilters, 'limit' | 'behind'>;

/** The filters of the audit log as its module takes them: people, businesses and things by all of their names. */
export async function auditWanted(
  db: Db,
  { kind, about, partnerId, q, ...asked }: Asked,
): Promise<Wanted> {
  return {
    ...asked,
    ...(kind && { actions: auditActionsOf(kind) }),
    ...(partnerId !== undefined && { concerning: await business(db, partnerId) }),
    ...(partnerId === undefined && about !== undefined && { concerning: await thing(db, about) }),
    ...(q !== undefined && { search: await searched(db, q) }),
  };
}

/** One business: what was done in its name, by its people, or to itself. */
async function business(db: Db, partnerId: string): Promise<AuditAny> {
  const people = await listUsers(db, { partnerId });
  return {
    tenantIds: await tenantIdsOf(db, partnerId),
    names: [formatId('prt', partnerId), ...people.map(actorOf)],
  };
}

/** One thing: what was done to it, and what names it. */
async function thing(db: Db, about: string): Promise<AuditAny> {
  const [prefix = ''] = about.split('_');
  const partnerId = prefix === 'prt' ? parseId('prt', about) : null;
  if (partnerId !== null) return business(db, partnerId);
  if (prefix === 'usr') return { names: [`staff:${about}`, `person:${about}`], part: about };
  return { names: [about], ...(isIdPrefix(prefix) && { part: about }) };
}

async function searched(db: Db, q: string): Promise<AuditAny> {
  const text = q.trim().toLowerCase();
  const [staff, people, partners] = [
    await searchPeople(db, 'console', text, NAMED_MAX),
    await searchPeople(db, 'portal', text, NAMED_MAX),
    await searchPartners(db, { q: text, limit: NAMED_MAX }),
  ];
  return {
    part: text,
    names: [
      ...[...staff, ...people].map(actorOf),
      ...partners.map((each) => formatId('prt', each.partnerId)),
    ],
    actions: auditActions.filter((action) => auditSentence(action).toLowerCase().includes(text)),
  };
}
