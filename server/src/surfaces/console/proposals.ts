import { consoleOperations } from '@psnb2b/contract';
import { approveProposal, refuseProposal } from '../../acts/index.ts';
import { byOf, type DoorCall, type Guard } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import type { Database, Db, Tx, VersionWatch } from '../../kit/database/index.ts';
import { json } from '../../kit/http/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { idPlace, Pages } from '../../kit/pages.ts';
import { partnerNames } from '../../partners/index.ts';
import { findProposal, listProposals, type Proposal } from '../../proposals/index.ts';
import { type DoorRoute, doorRoute } from '../both/door-reply.ts';
import { presentProposals } from '../present/proposal.ts';

const calls = consoleOperations;
const pages = new Pages('proposals', idPlace);

interface Parts extends Guard {
  readonly database: Database;
  readonly versions: VersionWatch;
}

type Caller = Pick<DoorCall, 'caller' | 'at' | 'address' | 'requestId'>;

/** Changes that weaken a safeguard, for the second person who decides on them. */
export function consoleProposalRoutes(parts: Parts): DoorRoute[] {
  const { database, versions } = parts;
  const decide = async (
    call: Caller & { readonly params: { readonly proposal_id: string } },
    step: (tx: Tx, proposalId: string | null) => Promise<void>,
  ) => {
    const proposalId = call.params.proposal_id;
    await database.transaction((tx) => step(tx, proposalId));
    await versions.poll();
    const proposal = await findProposal(database.reads, proposalId);
    const [body] = await present(database.reads, [proposal], call);
    return json(200, required(body, 'one proposal has one body'));
  };
  return [
    doorRoute(calls.listProposals, async (call) => {
      const { state, subject } = call.query;
      const { limit, from } = pages.read(call.query);
      const found = await listProposals(database.reads, {
        ...(state && { state }),
        ...(subject !== undefined && { subject }),
        ...(from && { before: from }),
        limit,
      });
      const page = pages.cut(found, limit, ({ proposalId }) => proposalId);
      return json(200, page.list(await present(database.reads, page.rows, call)));
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
