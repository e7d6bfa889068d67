import { useMediaQuery } from '@mantine/hooks';
import type { StaffKycCase } from '@psnb2b/contract';
import { kycCan, kycStepDetail, kycStepText } from '@psnb2b/contract/states';
import {
  Columns,
  type Fact,
  Facts,
  Link,
  Loaded,
  Section,
  StatusBadge,
  Time,
  Timeline,
  type Tone,
  useReadAgain,
} from '@psnb2b/ui';
import { useParams } from 'react-router';
import { CertificationSection } from '../../certification/CertificationSection.tsx';
import { fileUrl, useRead } from '../../client.ts';
import { CasePage } from '../../conflict/CasePage.tsx';
import { KeysSection } from '../../keys/KeysSection.tsx';
import { to } from '../../pages.ts';
import { profileFacts } from '../../profile/profile-facts.ts';
import { caseTones } from '../../tones.ts';
import { useViewer } from '../../viewer/ViewerPane.tsx';
import { ChecklistSection } from './ChecklistSection.tsx';
import { Decide } from './Decide.tsx';
import { words } from './words.ts';

type Kyc = StaffKycCase;

const MOMENT_TONES: Readonly<Record<string, Tone>> = {
  approved: 'good',
  rejected: 'bad',
  asked: 'wait',
  submitted: 'info',
};

/** The whole case on one page: the profile, the checklist, the history, and the decision. */
export function ReviewPage() {
  const { id = '' } = useParams();
  const kyc = useRead('/kyc-cases/{case_id}', { path: { case_id: id } });
  return <Loaded query={kyc}>{(each) => <Review key={each.id} kyc={each} />}</Loaded>;
}

function Review({ kyc }: { readonly kyc: Kyc }) {
  const readAgain = useReadAgain();
  const { show, pane } = useViewer(
    kyc.documents.map(({ file }) => ({
      ...{ id: file.id, name: file.name, url: fileUrl(file.id) },
      shownUrl: `${fileUrl(file.id)}/shown`,
    })),
    readAgain,
  );
  const isOneColumn = useMediaQuery('(max-width: 1079px)', false, AT_ONCE);
  const checklist = <ChecklistSection kyc={kyc} onShow={show} />;
  return (
    <CasePage
      isOpen={kycCan.reject(kyc).can}
      words={words}
      title={kyc.partner.name}
      mark={
        <StatusBadge tone={caseTones[kyc.status]} value={kyc.status}>
          {words.statuses[kyc.status]}
        </StatusBadge>
      }
      acts={<Decide kyc={kyc} />}
    >
      <Columns
        main={
          <>
            {pane}
            {(!pane || isOneColumn) && checklist}
            <Section title={words.profile}>
              <Facts facts={profileFacts(kyc.profile)} />
            </Section>
            <CertificationSection partnerId={kyc.partner.id} />
            <KeyIssue kyc={kyc} />
          </>
        }
        side={
          <>
            {pane && !isOneColumn && checklist}
            <Section title={words.decision}>
              <Facts facts={caseFacts(kyc)} />
            </Section>
            <Section title={words.timeline}>
              <Timeline
                label={words.timeline}
                moments={kyc.timeline.map((each, index) => ({
                  key: `${each.at} ${index}`,
                  at: each.at,
                  title: kycStepText(each.event),
                  by: each.name ?? words.by[each.actor],
                  text: kycStepDetail(each.text),
                  tone: MOMENT_TONES[each.event] ?? 'neutral',
                }))}
              />
            </Section>
          </>
        }
      />
    </CasePage>
  );
}

const AT_ONCE = { getInitialValueInEffect: false };

/** After the decision, the key is issued in the same place. */
function KeyIssue({ kyc }: { readonly kyc: Kyc }) {
  const isDecided = kycCan.reopen(kyc).can;
  const partner = useRead(
    '/partners/{partner_id}',
    { path: { partner_id: kyc.partner.id } },
    { enabled: isDecided },
  );
  if (!partner.data) return null;
  return <KeysSection partner={partner.data} ticketId={kyc.ticket_id} lead={words.keyLead} />;
}

function caseFacts(kyc: Kyc): Fact[] {
  return [
    [words.submitted, <Time key="submitted" at={kyc.submitted_at} />],
    [words.validUntil, <Time key="until" at={kyc.valid_until} form="day" />],
    [words.reviewer, kyc.reviewer],
    [words.reason, kyc.reason],
    [
      words.business,
      <Link key="partner" to={to.partner(kyc.partner.id)}>
        {words.partner}
      </Link>,
    ],
    ...(kyc.ticket_id === null
      ? []
      : [
          [
            words.ticket,
            <Link key="ticket" to={to.ticket(kyc.ticket_id)}>
              {words.openTicket}
            </Link>,
          ] as const,
        ]),
  ];
}
