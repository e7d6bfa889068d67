import { Stack } from '@mantine/core';
import type { DecidedClaim, StaffClaim } from '@psnb2b/contract';
import { claimCan } from '@psnb2b/contract/states';
import { ConfirmAct, Facts, Money, Section, say, Time, Timeline, take } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, api } from '../../door.ts';
import { c } from '../../text/claims.ts';
import { useClaimAct } from './use-claim-act.ts';

type Claim = StaffClaim;
type Entry = Claim['decisions'][number];
interface Props {
  readonly claim: Claim;
}

/** A decision that waits for a second person, who takes it by deciding the same. */
export function ProposalSection({ claim }: Props) {
  const proposal = claim.decisions.find(({ state }) => state === 'proposed');
  if (!proposal || claim.decided_at !== null) return null;
  return (
    <Section title={c.proposal}>
      <Stack gap="md">
        <Facts
          facts={[
            [c.decision, countsOf(proposal)],
            [c.gives, <Money key="a" amount={proposal.amount} currency={claim.currency} />],
            [c.proposedBy, nameOf(claim, proposal.proposed_by)],
            [c.proposedAt, <Time key="at" at={proposal.proposed_at} />],
            ...(proposal.or_refund ? [[c.orRefund, '✓'] as const] : []),
          ]}
        />
        <TakeProposal claim={claim} proposal={proposal} />
      </Stack>
    </Section>
  );
}

function TakeProposal({ claim, proposal }: Props & { readonly proposal: Entry }) {
  const me = useMe();
  const act = useClaimAct<string, DecidedClaim>({
    run: () =>
      take(
        api.POST('/claims/{claim_id}/decide', {
          params: { path: { claim_id: claim.id } },
          body: { codes: proposal.codes, or_refund: proposal.or_refund },
        }),
      ),
    onDone: ({ outcome }) => say(outcome === 'taken' ? c.decidedNow : c.proposedNow),
  });
  if (!me.may.includes('decideClaim')) return null;
  const isOwn = proposal.proposed_by === `staff:${me.user.id}`;
  return (
    <div>
      <ConfirmAct
        label={c.decideSame}
        says={c.decideSameSays}
        act={act}
        allowed={
          isOwn
            ? { can: false, why: c.ownProposal }
            : allowed(me, 'decideClaim', claimCan.decide(claim))
        }
        button={{ variant: 'filled' }}
      />
      {isOwn && <p className="quiet">{c.ownProposal}</p>}
    </div>
  );
}

/** Everything that was ever proposed or decided. */
export function DecisionsSection({ claim }: Props) {
  if (claim.decisions.length === 0) return null;
  return (
    <Section title={c.decisions}>
      <Timeline
        label={c.decisions}
        moments={claim.decisions.map((each) => ({
          key: each.proposed_at,
          at: each.taken_at ?? each.proposed_at,
          title: `${c.decisionStates[each.state]}: ${countsOf(each)}`,
          by: byOf(claim, each),
          tone: each.state === 'taken' ? 'good' : 'neutral',
        }))}
      />
    </Section>
  );
}

function byOf(claim: Claim, { proposed_by: first, taken_by: second }: Entry): string {
  if (second === null || second === first) return nameOf(claim, first);
  return c.takenWith(nameOf(claim, first), nameOf(claim, second));
}

function countsOf({ codes }: Entry): string {
  const count = (wanted: string) => codes.filter(({ resolution }) => resolution === wanted).length;
  return c.counts(count('replaced'), count('refunded'), count('rejected'));
}

function nameOf({ names }: Claim, actor: string): string {
  return names[actor] ?? actor;
}
