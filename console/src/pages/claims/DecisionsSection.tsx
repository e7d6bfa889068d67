import { Stack } from '@mantine/core';
import type { StaffClaim } from '@psnb2b/contract';
import { claimCan } from '@psnb2b/contract/states';
import { ConfirmAct, Facts, Money, Section, Time, Timeline, useDecided } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo } from '../../client.ts';
import { decideWords as words } from './words.ts';

type Claim = StaffClaim;
type Entry = Claim['decisions'][number];
interface Props {
  readonly claim: Claim;
}

/** A decision that waits for a second person, who approves it by making the same decision. */
export function ProposalSection({ claim }: Props) {
  const proposal = claim.decisions.find(({ state }) => state === 'proposed');
  if (!proposal || claim.decided_at !== null) return null;
  return (
    <Section title={words.proposal}>
      <Stack gap="md">
        <Facts
          facts={[
            [words.decision, countsOf(proposal)],
            [words.sum, <Money key="a" amount={proposal.amount} currency={claim.currency} />],
            [words.proposedBy, nameOf(claim, proposal.proposed_by)],
            [words.proposedAt, <Time key="at" at={proposal.proposed_at} />],
            ...(proposal.or_refund ? [[words.orRefund, '✓'] as const] : []),
          ]}
        />
        <TakeProposal claim={claim} proposal={proposal} />
      </Stack>
    </Section>
  );
}

function TakeProposal({ claim, proposal }: Props & { readonly proposal: Entry }) {
  const me = useMe();
  const whenDone = useDecided();
  const act = useDo('POST /claims/{claim_id}/decide', {
    send: () => ({
      path: { claim_id: claim.id },
      body: { codes: proposal.codes, or_refund: proposal.or_refund },
    }),
    onDone: ({ outcome }) => whenDone(outcome === 'taken' ? words.decided : words.proposed),
  });
  if (!me.may.includes('decideClaim')) return null;
  const isOwn = proposal.proposed_by === `staff:${me.user.id}`;
  return (
    <div>
      <ConfirmAct
        label={words.approve}
        says={words.approveSays}
        act={act}
        allowed={
          isOwn
            ? { can: false, why: words.ownProposal }
            : allowed(me, 'decideClaim', claimCan.decide(claim))
        }
        button={{ variant: 'filled' }}
        opensWith="a"
      />
      {isOwn && <p className="quiet">{words.ownProposal}</p>}
    </div>
  );
}

/** All earlier proposals and decisions. */
export function DecisionsSection({ claim }: Props) {
  if (claim.decisions.length === 0) return null;
  return (
    <Section title={words.decisions}>
      <Timeline
        label={words.decisions}
        moments={claim.decisions.map((each) => ({
          key: each.proposed_at,
          at: each.taken_at ?? each.proposed_at,
          title: `${words.states[each.state]}: ${countsOf(each)}`,
          by: byOf(claim, each),
          tone: each.state === 'taken' ? 'good' : 'neutral',
        }))}
      />
    </Section>
  );
}

function byOf(claim: Claim, { proposed_by: first, taken_by: second }: Entry): string {
  if (second === null || second === first) return nameOf(claim, first);
  return words.takenWith(nameOf(claim, first), nameOf(claim, second));
}

function countsOf({ codes }: Entry): string {
  const count = (wanted: string) => codes.filter(({ resolution }) => resolution === wanted).length;
  return words.counts(count('replaced'), count('refunded'), count('rejected'));
}

function nameOf({ names }: Claim, actor: string): string {
  return names[actor] ?? actor;
}
