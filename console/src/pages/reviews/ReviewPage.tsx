import type { StaffKycCase } from '@psnb2b/contract';
import { kycCan, kycStepDetail, kycStepText } from '@psnb2b/contract/states';
import {
  Columns,
  type Fact,
  Facts,
  Link,
  Loaded,
  Page,
  Section,
  StatusBadge,
  Time,
  Timeline,
  type Tone,
} from '@psnb2b/ui';
import { useParams } from 'react-router';
import { useRead } from '../../door.ts';
import { KeysSection } from '../../keys/KeysSection.tsx';
import { to } from '../../pages.ts';
import { profileFacts } from '../../profile-facts.ts';
import { t } from '../../text/text.ts';
import { caseTones } from '../../tones.ts';
import { ChecklistSection } from './ChecklistSection.tsx';
import { Decide } from './Decide.tsx';

type Kyc = StaffKycCase;

const MOMENT_TONES: Readonly<Record<string, Tone>> = {
  approved: 'good',
  rejected: 'bad',
  asked: 'wait',
  submitted: 'info',
};

/** The whole case on one page: what was given, what is checked, what happened, and the decision. */
export function ReviewPage() {
  const { id = '' } = useParams();
  const kyc = useRead('/kyc-cases/{case_id}', { path: { case_id: id } });
  return <Loaded query={kyc}>{(each) => <Review kyc={each} />}</Loaded>;
}

function Review({ kyc }: { readonly kyc: Kyc }) {
  return (
    <Page
      title={kyc.partner.name}
      mark={<StatusBadge tone={caseTones[kyc.status]}>{t.case.statuses[kyc.status]}</StatusBadge>}
      acts={<Decide kyc={kyc} />}
    >
      <Columns
        main={
          <>
            <ChecklistSection kyc={kyc} />
            <Section title={t.case.profile}>
              <Facts facts={profileFacts(kyc.profile)} />
            </Section>
            <KeyIssue kyc={kyc} />
          </>
        }
        side={
          <>
            <Section title={t.case.decide}>
              <Facts facts={caseFacts(kyc)} />
            </Section>
            <Section title={t.case.timeline}>
              <Timeline
                label={t.case.timeline}
                moments={kyc.timeline.map((each, index) => ({
                  key: `${each.at} ${index}`,
                  at: each.at,
                  title: kycStepText(each.event),
                  by: each.name ?? t.case.by[each.actor],
                  text: kycStepDetail(each.text),
                  tone: MOMENT_TONES[each.event] ?? 'neutral',
                }))}
              />
            </Section>
          </>
        }
      />
    </Page>
  );
}

/** Once it is decided, the key is issued in the same place. */
function KeyIssue({ kyc }: { readonly kyc: Kyc }) {
  const isDecided = kycCan.reopen(kyc).can;
  const partner = useRead(
    '/partners/{partner_id}',
    { path: { partner_id: kyc.partner.id } },
    { enabled: isDecided },
  );
  if (!partner.data) return null;
  return <KeysSection partner={partner.data} ticketId={kyc.ticket_id} lead={t.case.keyLead} />;
}

function caseFacts(kyc: Kyc): Fact[] {
  return [
    [t.case.submitted, <Time key="submitted" at={kyc.submitted_at} />],
    [t.case.validUntil, <Time key="until" at={kyc.valid_until} form="day" />],
    [t.case.reviewer, kyc.reviewer],
    [t.case.reason, kyc.reason],
    [
      t.case.business,
      <Link key="partner" to={to.partner(kyc.partner.id)}>
        {t.case.partner}
      </Link>,
    ],
    ...(kyc.ticket_id === null
      ? []
      : [
          [
            t.case.ticket,
            <Link key="ticket" to={to.ticket(kyc.ticket_id)}>
              {t.case.openTicket}
            </Link>,
          ] as const,
        ]),
  ];
}
