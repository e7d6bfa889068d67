import { Alert } from '@mantine/core';
import type { PortalClaim } from '@psnb2b/contract';
import { claimCan, claimEvidence } from '@psnb2b/contract/states';
import {
  ClaimedCodes,
  type ClaimWords,
  Columns,
  ConfirmAct,
  Conversation,
  claimTones,
  Link,
  Loaded,
  Page,
  Section,
  StatusBadge,
  Time,
  toThread,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useParams } from 'react-router';
import { evidenceUrl, useDo } from '../../client.ts';
import { to } from '../../pages.ts';
import { Answer } from './Answer.tsx';
import { ClaimDeadlines } from './ClaimDeadlines.tsx';
import { ClaimSide } from './ClaimSide.tsx';
import classes from './claims.module.css';
import { EvidenceSection } from './EvidenceSection.tsx';
import { useClaim } from './read-claim.ts';
import { words as listWords, claimPageWords as words } from './words.ts';

export function ClaimPage() {
  const { id = '' } = useParams();
  const claim = useClaim(id);
  return <Loaded query={claim}>{(each) => <OneClaim claim={each} />}</Loaded>;
}

function OneClaim({ claim }: { readonly claim: PortalClaim }) {
  const { status, codes } = claim;
  const mayOpen = useMe().may.includes('downloadClaimFile');
  return (
    <Page
      title={listWords.heading(claim)}
      mark={
        <StatusBadge tone={claimTones[status]} value={status}>
          {listWords.statuses[status]}
        </StatusBadge>
      }
      acts={<Withdraw claim={claim} />}
    >
      {status === 'needs_info' && (
        <Alert
          color="yellow"
          variant="outline"
          title={words.asked}
          classNames={{ title: classes.asked, label: classes.asked }}
        >
          {words.askedLead} <Time at={claim.waiting_since} form="ago" />
        </Alert>
      )}
      <Columns
        main={
          <>
            <Section
              title={words.codes}
              lead={
                <>
                  {words.ofOrder}{' '}
                  <Link to={to.order(claim.order_id)}>
                    {claim.order.reference ?? claim.order_id}
                  </Link>
                  {' · '}
                  {claim.order.sku}. {words.ofOrderHint}
                </>
              }
              flush
            >
              <ClaimedCodes
                codes={codes}
                currency={claim.currency}
                withdrawn={status === 'withdrawn'}
              />
            </Section>
            <Section title={words.messages} flush>
              <Conversation
                label={words.messages}
                messages={toThread(claim, wordsFor(claim))}
                own="partner"
                fileUrl={mayOpen ? (file) => evidenceUrl(claim, file) : null}
              />
              <Answer claim={claim} />
            </Section>
          </>
        }
        side={
          <>
            <ClaimDeadlines claim={claim} />
            {wantsEvidence(claim) && <EvidenceSection claim={claim} />}
            <ClaimSide claim={claim} />
          </>
        }
      />
    </Page>
  );
}

/** For recalled codes we know ourselves what is wrong. */
function wantsEvidence({ evidence, files }: PortalClaim): boolean {
  return evidence.length > 0 || files.length > 0;
}

function wordsFor({ reason }: PortalClaim): ClaimWords {
  return {
    names: { partner: words.you, staff: words.us() },
    evidence: (name) =>
      words.gave(claimEvidence[reason].find(({ item }) => item === name)?.detail ?? null),
  };
}

function Withdraw({ claim }: { readonly claim: PortalClaim }) {
  const me = useMe();
  const act = useDo('POST /claims/{claim_id}/withdraw', {
    send: () => ({ path: { claim_id: claim.id }, query: { mode: claim.mode } }),
  });
  if (!me.may.includes('withdrawClaim') || !claimCan.withdraw(claim).can) return null;
  return <ConfirmAct label={words.withdraw} says={words.withdrawSays} act={act} danger />;
}
