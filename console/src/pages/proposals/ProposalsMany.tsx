import type { Proposal } from '@psnb2b/contract';
import { proposalKinds } from '@psnb2b/contract/states';
import { type Bulk, BulkAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, each } from '../../client.ts';
import { changeText, words } from './words.ts';

/** What a proposal is called among others. */
export function proposalName({ kind, subject }: Proposal): string {
  return `${proposalKinds[kind]}, ${subject.name}`;
}

/** Approves or rejects the ticked proposals, each in a transaction of its own. */
export function ProposalsMany({ bulk }: { readonly bulk: Bulk<Proposal> }) {
  const me = useMe();
  const fits = (may: boolean) =>
    may ? { can: true as const } : { can: false as const, why: words.notYours };
  const says = (all: readonly Proposal[]) => (
    <ul>
      {all.map((each) => (
        <li key={each.id}>
          {[proposalName(each), changeText(each)].filter((part) => part !== null).join(': ')}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <BulkAct
        bulk={bulk}
        label={words.approve}
        opensWith="a"
        allowed={allowed(me, 'approveProposal')}
        fits={({ may_approve }) => fits(may_approve)}
        says={says}
        submit={words.approveCount}
        {...each('POST /proposals/{proposal_id}/approve', ({ id }: Proposal) => ({
          path: { proposal_id: id },
        }))}
        done={() => words.approved}
      />
      <BulkAct
        bulk={bulk}
        label={words.reject}
        opensWith="r"
        allowed={allowed(me, 'refuseProposal')}
        fits={({ may_refuse }) => fits(may_refuse)}
        says={says}
        submit={words.rejectCount}
        {...each('POST /proposals/{proposal_id}/refuse', ({ id }: Proposal) => ({
          path: { proposal_id: id },
        }))}
        done={() => words.rejected}
        danger
      />
    </>
  );
}
