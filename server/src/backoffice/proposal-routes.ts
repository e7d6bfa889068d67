import { consoleOperations, pageSizeDefault } from '@psnb2b/contract';
import {
  byOf,
  type DoorCall,
  type DoorRoute,
  doorRoute,
  type Guard,
  presentProposals,
} from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import { readCursor, writeCursor } from '../kit/cursor.ts';
import type { Database, Db, Tx, VersionWatch } from '../kit/database/index.ts';
import { json } from '../kit/http/index.ts';
import { formatId, parseId } from '../kit/ids.ts';
import { partnerNames } from '../partners/index.ts';
import { findProposal, listProposals, type Proposal } from '../proposals/index.ts';
import { approveProposal, refuseProposal } from './decide-proposal.ts';

const calls = consoleOperations;
const LIST = 'proposals';

interface Parts extends Guard {
  readonly database: Database;
  readonly versions: VersionWatch;
}

type Caller = Pick<DoorCall, 'caller' | 'at' | 'address' | 'requestId'>;

/** Changes that move a guard, as a second person decides on them. */
export function proposalRoutes(parts: Parts): DoorRoute[] {
  const { database, versions } = parts;
  const decide = async (
    call: Caller & { readonly params: { readonly proposal_id: string } },
    step: (tx: Tx, proposalId: string | null) => Promise<void>,
  ) => {
    const proposalId = parseId('prp', call.params.proposal_id);
    await database.transaction((tx) => step(tx, proposalId));
    await versions.poll();
    const proposal = await findProposal(database.reads, proposalId);
    const [body] = await present(database.reads, [proposal], call);
    return json(200, required(body, 'one proposal has one body'));
  };
  return [
    doorRoute(calls.listProposals, async (call) => {
      const { limit = pageSizeDefault, cursor, state, subject } = call.query;
      const found = await listProposals(database.reads, {
        ...(state && { state }),
        ...(subject !== undefined && { subject }),
        ...(cursor !== undefined && { before: readCursor(LIST, cursor) }),
        limit,
      });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const next = found.length > limit && last ? writeCursor(LIST, last.proposalId) : null;
      const data = await present(database.reads, page, call);
      return json(200, { object: 'list', data, has_more: next !== null, next_cursor: next });
    }),
    doorRoute(calls.approveProposal, (call) =>
      decide(call, (tx, id) => approveProposal(tx, parts, id, call.caller, byOf(call))),
    ),
    doorRoute(calls.refuseProposal, (call) =>
      decide(call, (tx, id) => refuseProposal(tx, parts, id, call.caller, byOf(call))),
    ),
  ];
}

async function present(db: Db, proposals: readonly Proposal[], { caller }: Caller) {
  const ids = proposals.flatMap(({ subject }) => parseId('prt', subject) ?? []);
  const names = await partnerNames(db, ids);
  const bySubject = new Map([...names].map(([id, name]) => [formatId('prt', id), name]));
  return presentProposals(db, proposals, caller, bySubject);
}
