import type { StaffClaim } from '@psnb2b/contract';
import { Columns, Loaded, StatusBadge } from '@psnb2b/ui';
import { useParams } from 'react-router';
import { useRead } from '../../client.ts';
import { CasePage } from '../../conflict/CasePage.tsx';
import { useViewer } from '../../viewer/ViewerPane.tsx';
import { ClaimActs } from './ClaimActs.tsx';
import { claimFileUrl } from './claim-file.ts';
import { ClaimBadge } from './Deadline.tsx';
import { DecideSection } from './DecideSection.tsx';
import { DecisionsSection, ProposalSection } from './DecisionsSection.tsx';
import { EvidenceSection } from './EvidenceSection.tsx';
import { DeadlineSection, FactsSection, ReportSection } from './FactsSection.tsx';
import { CodesSection, OthersSection, RevealsSection } from './HistorySections.tsx';
import { MessagesSection } from './MessagesSection.tsx';
import { words } from './words.ts';

const READ_AGAIN_MS = 30_000;

/** One claim with everything that its decision depends on. */
export function ClaimPage() {
  const { id = '' } = useParams();
  const claim = useRead(
    '/claims/{claim_id}',
    { path: { claim_id: id } },
    { refetchInterval: READ_AGAIN_MS },
  );
  return <Loaded query={claim}>{(each) => <OneClaim key={each.id} claim={each} />}</Loaded>;
}

function OneClaim({ claim }: { readonly claim: StaffClaim }) {
  const { show, pane } = useViewer(
    claim.files.map(({ file }) => {
      const url = claimFileUrl(claim.id, file.id);
      return { id: file.id, name: file.name, url, shownUrl: `${url}/shown` };
    }),
  );
  return (
    <CasePage
      isOpen={claim.decided_at === null}
      words={words}
      title={words.of(claim.partner.name)}
      mark={
        <>
          <ClaimBadge claim={claim} />
          {claim.priority === 'high' && claim.decided_at === null && (
            <StatusBadge tone="wait">{words.priorities.high}</StatusBadge>
          )}
          {claim.late && <StatusBadge tone="info">{words.late}</StatusBadge>}
          {claim.mode === 'test' && <StatusBadge tone="neutral">{words.test}</StatusBadge>}
        </>
      }
      acts={<ClaimActs claim={claim} />}
    >
      <Columns
        main={
          <>
            {pane}
            <ReportSection claim={claim} />
            <ProposalSection claim={claim} />
            <DecideSection claim={claim} />
            <CodesSection claim={claim} />
            <RevealsSection claim={claim} />
            <MessagesSection claim={claim} />
            <DecisionsSection claim={claim} />
          </>
        }
        side={
          <>
            <DeadlineSection claim={claim} />
            <FactsSection claim={claim} />
            <EvidenceSection claim={claim} onShow={show} />
            <OthersSection claim={claim} />
          </>
        }
      />
    </CasePage>
  );
}
