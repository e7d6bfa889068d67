import { type ProposalKind, type ProposalState, proposalKinds } from '@psnb2b/contract';
import { assert, required } from '../kit/assert.ts';
import { advisoryLocks, type Db, type Tx } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { namesById } from '../kit/names-by-id.ts';
import { falling, idPlace, type PageAsked, Pages, rising } from '../kit/pages.ts';
import { Refusal } from '../kit/refusal.ts';
import { type Proposal, proposalColumns } from './proposal.ts';

/**
 * The proposal, locked, so that it is decided once. If it is about a person, that person's own proposals, which the decision may
 * drop, are locked with it: all in one statement and one order, before anything else.
 */
export async function lockProposal(tx: Tx, proposalId: string | null): Promise<Proposal> {
  const { subject } = await findProposal(tx, proposalId);
  const { rows } = await tx.query<Proposal>(
    `SELECT ${proposalColumns} FROM proposals.proposals
      WHERE proposal_id = $1 OR (state = 'waiting' AND proposed_by = $2)
      ORDER BY proposal_id FOR UPDATE`,
    [proposalId, parseId('usr', subject)],
  );
  const found = rows.find((each) => each.proposalId === proposalId);
  assert(found, 'a proposal is never deleted');
  return found;
}

export async function findProposal(db: Db, proposalId: string | null): Promise<Proposal> {
  const { rows } = await db.query<Proposal>(
    `SELECT ${proposalColumns} FROM proposals.proposals WHERE proposal_id = $1`,
    [proposalId],
  );
  if (!rows[0]) throw new Refusal('not_found');
  return rows[0];
}

/** Proposals named by their kinds. */
export async function proposalNames(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const kinds = await namesById(
    db,
    'SELECT proposal_id AS id, kind AS name FROM proposals.proposals WHERE proposal_id = ANY($1::uuid[])',
    ids,
  );
  return new Map([...kinds].map(([id, kind]) => [id, `“${proposalKinds[kind as ProposalKind]}”`]));
}

export const proposalPages = new Pages(
  'proposals',
  idPlace,
  ({ proposalId }: Proposal) => proposalId,
  { turns: true },
);

interface ProposalFilters {
  readonly state?: ProposalState | undefined;
  readonly subject?: string | undefined;
}

/** Those that wait oldest first, others newest first. */
export async function listProposals(
  db: Db,
  filters: PageAsked<string> & ProposalFilters,
): Promise<Proposal[]> {
  const { behind, order } = (filters.state === 'waiting' ? rising : falling)(filters);
  const { rows } = await db.query<Proposal>(
    `SELECT ${proposalColumns} FROM proposals.proposals
      WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR subject = $2)
        AND ($3::uuid IS NULL OR proposal_id ${behind} $3)
      ORDER BY proposal_id ${order} LIMIT $4`,
    [filters.state ?? null, filters.subject ?? null, filters.behind ?? null, filters.limit],
  );
  return rows;
}

/** How many proposals match, counted to one more than `most`. */
export async function countProposalsOf(
  db: Db,
  { state, subject }: ProposalFilters,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT FROM proposals.proposals
        WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR subject = $2) LIMIT $3) counted`,
    [state ?? null, subject ?? null, most + 1],
  );
  return required(rows[0], 'a count has a row').count;
}

/** Since when the proposal waits that has waited longest; null: none does. */
export async function oldestProposal(db: Db): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `SELECT min(proposed_at) AS at FROM proposals.proposals WHERE state = 'waiting'`,
  );
  return required(rows[0], 'a minimum has a row').at;
}

export async function countProposals(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) FROM proposals.proposals WHERE state = 'waiting'`,
  );
  return required(rows[0], 'a count has a row').count;
}

const DUE_MAX = 100;

/** Ids of those that are due. */
export async function listDue(db: Db, at: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT proposal_id AS id FROM proposals.proposals
      WHERE state = 'waiting' AND takes_effect_at <= $1 ORDER BY takes_effect_at LIMIT ${DUE_MAX}`,
    [at],
  );
  return rows.map(({ id }) => id);
}

/** Proposals of a kind that wait or were approved. */
export async function livingOfKind(db: Db, kind: ProposalKind): Promise<Proposal[]> {
  const { rows } = await db.query<Proposal>(
    `SELECT ${proposalColumns} FROM proposals.proposals WHERE kind = $1 AND state IN ('waiting', 'approved')`,
    [kind],
  );
  return rows;
}

/** Those of these subjects about which a proposal of a kind waits, with its id. */
export async function subjectsThatWait(
  db: Db,
  kind: ProposalKind,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ subject: string; id: string }>(
    `SELECT subject, proposal_id AS id FROM proposals.proposals
      WHERE state = 'waiting' AND kind = $1 AND subject = ANY ($2)`,
    [kind, subjects],
  );
  return new Map(rows.map(({ subject, id }) => [subject, id]));
}

/** Selects waiting proposals: of one person, of one kind about one subject, or both. */
export interface WaitingOf {
  readonly proposedBy?: string;
  readonly about?: { readonly kind: ProposalKind; readonly subject: string };
}

/**
 * Waiting proposals, locked in one order; while they are locked, nobody else can propose anything about the subject. Call it
 * before locking the rows that a proposal is about, because a decision already holds its proposal.
 */
export async function lockWaiting(tx: Tx, { proposedBy, about }: WaitingOf): Promise<Proposal[]> {
  if (about) {
    await tx.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
      advisoryLocks.proposalsOfSubject,
      `${about.kind} ${about.subject}`,
    ]);
  }
  const { rows } = await tx.query<Proposal>(
    `SELECT ${proposalColumns} FROM proposals.proposals
      WHERE state = 'waiting' AND (proposed_by = $1 OR (kind = $2 AND subject = $3))
      ORDER BY proposal_id FOR UPDATE`,
    [proposedBy ?? null, about?.kind ?? null, about?.subject ?? null],
  );
  return rows;
}
