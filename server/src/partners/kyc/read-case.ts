import { type KycItem, type KycStatus, kycItemsRequired } from '@psnb2b/contract';
import { listAttached, type StoredFile } from '../../files/index.ts';
import { required } from '../../kit/assert.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId } from '../../kit/ids.ts';
import { type PageAsked, Pages, rising, type TimedPlace, timedPlace } from '../../kit/pages.ts';
import type { Vault } from '../../vault/index.ts';
import { type ChecklistEntry, checklist, missingItems } from './checklist.ts';
import { givenItems } from './given-items.ts';
import { type CaseDocument, caseColumns, type KycCase, type Step } from './kyc-case.ts';
import type { Profile } from './profile.ts';
import { findProfile } from './profile-store.ts';
import { listDocuments, listMarks, listSteps } from './store.ts';

/** A case with all of its content, as its reader may see it. */
export interface CaseView {
  readonly kyc: KycCase;
  readonly profile: Profile;
  readonly profileUpdatedAt: Date | null;
  readonly checklist: readonly ChecklistEntry[];
  readonly missing: readonly KycItem[];
  readonly documents: readonly (CaseDocument & { readonly file: StoredFile })[];
  readonly timeline: readonly Step[];
}

export async function readCase(
  db: Db,
  vault: Vault,
  kyc: KycCase,
  reader: 'partner' | 'staff',
): Promise<CaseView> {
  const { profile, updatedAt } = await findProfile(db, vault, kyc.partnerId);
  const documents = await listDocuments(db, kyc.caseId);
  const stored = await listAttached(db, [formatId('kyc', kyc.caseId)]);
  const files = new Map(stored.map((file) => [file.fileId, file]));
  const marks = await listMarks(db, kyc.caseId);
  const entries = checklist(givenItems(profile, documents), marks, reader);
  const steps = await listSteps(db, kyc.caseId);
  return {
    kyc,
    profile,
    profileUpdatedAt: updatedAt,
    checklist: entries,
    missing: missingItems(entries),
    documents: documents.flatMap((each) => {
      const file = files.get(each.fileId);
      return file ? [{ ...each, file }] : [];
    }),
    timeline: steps.filter((step) => reader === 'staff' || !step.internal),
  };
}

/** A row of the reviewers' queue. */
export interface CaseLine extends KycCase {
  readonly partnerName: string;
  readonly country: string | null;
  /** Whether every item is accepted that an approval needs. */
  readonly isAccepted: boolean;
  /** Orders the queue: who has waited longest comes first. */
  readonly rank: Date;
}

export const casePages = new Pages(
  'kyc-cases',
  timedPlace,
  ({ rank, caseId }: CaseLine) => ({
    time: rank,
    id: caseId,
  }),
  { turns: true },
);

interface CaseFilters {
  readonly status?: KycStatus | undefined;
  /** Only approvals that end before. */
  readonly endingBefore?: Date | undefined;
}

/** What cases are filtered by: a state, and the end of an approval. */
const WANTED = `($1::text IS NULL OR status = $1)
          AND ($2::timestamptz IS NULL OR status = 'approved' AND valid_until <= $2)`;

const wantedBy = ({ status, endingBefore }: CaseFilters) => [status ?? null, endingBefore ?? null];

/**
 * The longest waiting first: submitted cases by their submission, others by their opening; approvals that end, by their end.
 */
export async function listCases(
  db: Db,
  filters: PageAsked<TimedPlace> & CaseFilters,
): Promise<CaseLine[]> {
  const { behind, order } = rising(filters);
  const { rows } = await db.query<CaseLine>(
    `SELECT * FROM (
       SELECT ${caseColumns.replace('created_at AS', 'c.created_at AS').replace('partner_id AS', 'c.partner_id AS')},
              p.name AS "partnerName", p.country, m.is_accepted AS "isAccepted", CASE WHEN $2::timestamptz IS NULL THEN coalesce(submitted_at, c.created_at) ELSE valid_until END AS rank
         FROM partners.kyc_cases c JOIN partners.partners p USING (partner_id)
         JOIN LATERAL (
           SELECT count(*) FILTER (WHERE state = 'accepted' AND item = ANY($6::text[])) = cardinality($6::text[])
                  AND count(*) FILTER (WHERE state = 'asked') = 0 AS is_accepted
             FROM partners.kyc_marks WHERE case_id = c.case_id) m ON true
        WHERE ${WANTED}) l
      WHERE $3::timestamptz IS NULL OR (rank, "caseId") ${behind} ($3, $4::uuid)
      ORDER BY rank ${order}, "caseId" ${order} LIMIT $5`,
    [
      ...wantedBy(filters),
      ...[filters.behind?.time ?? null, filters.behind?.id ?? null, filters.limit],
      kycItemsRequired,
    ],
  );
  return rows;
}

/** How many cases match, counted to one more than `most`. */
export async function countCasesOf(db: Db, filters: CaseFilters, most: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT FROM partners.kyc_cases WHERE ${WANTED} LIMIT $3) counted`,
    [...wantedBy(filters), most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

/** Since when the case waits that has waited longest for staff; null: none does. */
export async function oldestCase(db: Db): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT min(submitted_at) AS at FROM partners.kyc_cases WHERE status = 'submitted'`,
  );
  return required(rows[0], 'a minimum has a row').at;
}

/** How many cases wait for staff, and how many approvals end before a time. */
export async function countCases(
  db: Db,
  endingBefore: Date,
): Promise<{ waiting: number; ending: number }> {
  const { rows } = await db.query<{ waiting: number; ending: number }>(
    `SELECT count(*) FILTER (WHERE status = 'submitted') AS waiting,
            count(*) FILTER (WHERE status = 'approved' AND valid_until <= $1) AS ending
       FROM partners.kyc_cases`,
    [endingBefore],
  );
  return required(rows[0], 'a count has a row');
}
