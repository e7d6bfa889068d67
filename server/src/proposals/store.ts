import type { ProposalKind, ProposalState } from '@psnb2b/contract';
import type { Db, Tx } from '../kit/database/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { type Proposal, proposalColumns } from './proposal.ts';

/** The proposal, locked: it is decided once. */
export async function lockProposal(tx: Tx, proposalId: string | null): Promise<Proposal> {
  const { rows } = await tx.query<Proposal>(
    `SELECT ${proposalColumns} FROM proposals.proposals WHERE proposal_id = $1 FOR UPDATE`,
    [proposalId],
  );
  if (!rows[0]) throw new Refusal('not_found', {}, { detail: 'There is no such proposal.' });
  return rows[0];
}

export async function findProposal(db: Db, proposalId: string | null): Promise<Proposal> {
  const { rows } = await db.query<Proposal>(
    `SELECT ${proposalColumns} FROM proposals.proposals WHERE proposal_id = $1`,
    [proposalId],
  );
  if (!rows[0]) throw new Refusal('not_found', {}, { detail: 'There is no such proposal.' });
  return rows[0];
}

/** Newest first; one more than the limit when there are more. */
export async function listProposals(
  db: Db,
  filters: {
    readonly state?: ProposalState;
    readonly subject?: string;
    readonly before?: string;
    readonly limit: number;
  },
): Promise<Proposal[]> {
  const { rows } = await db.query<Proposal>(
    `SELECT ${proposalColumns} FROM proposals.proposals
      WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR subject = $2)
        AND ($3::uuid IS NULL OR proposal_id < $3)
      ORDER BY proposal_id DESC LIMIT $4`,
    [filters.state ?? null, filters.subject ?? null, filters.before ?? null, filters.limit + 1],
  );
  return rows;
}

export async function countProposals(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) FROM proposals.proposals WHERE state = 'waiting'`,
  );
  return rows[0]?.count ?? 0;
}

const DUE_MAX = 100;

/** Ids of those whose time has come. */
export async function listDue(db: Db, at: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT proposal_id AS id FROM proposals.proposals
      WHERE state = 'waiting' AND takes_effect_at <= $1 ORDER BY takes_effect_at LIMIT ${DUE_MAX}`,
    [at],
  );
  return rows.map(({ id }) => id);
}

/** What waits of one person, locked. */
export function lockProposalsOf(tx: Tx, proposedBy: string): Promise<Proposal[]> {
  return lockWaiting(tx, { proposedBy });
}

/** Those that wait and are of one kind about one subject, or of one person; locked. */
export async function lockWaiting(
  tx: Tx,
  of: { readonly kind: ProposalKind; readonly subject: string } | { readonly proposedBy: string },
): Promise<Proposal[]> {
  const [where, values] =
    'kind' in of
      ? ['kind = $1 AND subject = $2', [of.kind, of.subject]]
      : ['proposed_by = $1', [of.proposedBy]];
  const { rows } = await tx.query<Proposal>(
    `SELECT ${proposalColumns} FROM proposals.proposals WHERE state = 'waiting' AND ${where}
      ORDER BY proposal_id FOR UPDATE`,
    values,
  );
  return rows;
}
