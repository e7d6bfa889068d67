import { Button } from '@mantine/core';
import type { Partner } from '@psnb2b/contract';
import { type PartnerRole, partnerCan } from '@psnb2b/contract/states';
import {
  Columns,
  ConfirmAct,
  CopyId,
  columnsOf,
  DataList,
  Empty,
  type Fact,
  Facts,
  Link,
  Loaded,
  Money,
  Page,
  Refusals,
  Section,
  StatusBadge,
  say,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { type Address, at } from '@psnb2b/ui/pages';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { CertificationSection } from '../../certification/CertificationSection.tsx';
import { allowed, read, useDo, useRead } from '../../client.ts';
import { KeysSection } from '../../keys/KeysSection.tsx';
import { to } from '../../pages.ts';
import { profileFacts } from '../../profile/profile-facts.ts';
import { partnerTones } from '../../tones.ts';
import { TermSection } from '../ageing/TermDialogs.tsx';
import { sayDone } from '../proposals/say-proposed.ts';
import { LimitsSection } from './LimitsSection.tsx';
import { NotesSection } from './NotesSection.tsx';
import { PricesSection } from './PricesSection.tsx';
import { SuspensionEffect } from './SuspensionEffect.tsx';
import { TierSection } from './TierSection.tsx';
import { ClaimRateSection, LatestOrdersSection } from './TradeSections.tsx';
import { UsedTodaySection } from './UsedTodaySection.tsx';
import { words } from './words.ts';

/** A business, on one page. */
export function PartnerPage() {
  const { id = '' } = useParams();
  const partner = useRead('/partners/{partner_id}', { path: { partner_id: id } });
  return <Loaded query={partner}>{(each) => <OnePartner partner={each} />}</Loaded>;
}

function OnePartner({ partner }: { readonly partner: Partner }) {
  const me = useMe();
  return (
    <Page
      title={partner.name}
      mark={
        <StatusBadge tone={partnerTones[partner.status]} value={partner.status}>
          {words.statuses[partner.status]}
        </StatusBadge>
      }
      lead={partner.email}
      acts={<Acts partner={partner} />}
    >
      <Columns
        main={
          <>
            <NotesSection partnerId={partner.id} />
            <LatestOrdersSection partnerId={partner.id} />
            <PricesSection partner={partner} />
            <KeysSection partner={partner} />
            <CertificationSection partnerId={partner.id} />
            <Section title={words.people} flush acts={<InviteAgain partner={partner} />}>
              <People partner={partner} />
            </Section>
            <Section title={words.profile}>
              <Facts facts={profileFacts(partner.profile)} />
            </Section>
          </>
        }
        side={
          <>
            <Section title={words.facts}>
              <Facts facts={factsOf(partner, (call) => allowed(me, call).can)} />
            </Section>
            <TierSection partner={partner} />
            <ClaimRateSection partnerId={partner.id} />
            <Refusals>
              <LimitsSection partner={partner} />
            </Refusals>
            <TermSection partnerId={partner.id} />
            <UsedTodaySection partnerId={partner.id} />
          </>
        }
      />
    </Page>
  );
}

function Acts({ partner }: { readonly partner: Partner }) {
  const me = useMe();
  const path = { partner_id: partner.id };
  const suspend = useDo('POST /partners/{partner_id}/suspend', {
    send: (reason: string) => ({ path, body: { reason } }),
  });
  const resume = useDo('POST /partners/{partner_id}/resume', { send: () => ({ path }) });
  const approve = useDo('POST /partners/{partner_id}/propose-approval', {
    send: (reason: string) => ({ path, body: { reason } }),
    onDone: (answer) => sayDone(answer, words.changed),
  });
  return (
    <>
      {partner.status === 'new' && (
        <ConfirmAct
          label={words.approve}
          says={words.approveSays}
          reason={words.approveReason}
          act={approve}
          allowed={allowed(me, 'proposePartnerApproval')}
        />
      )}
      {partner.kyc_case_id && (
        <Button component={Link} to={to.review(partner.kyc_case_id)} variant="default">
          {words.openReview}
        </Button>
      )}
      {partnerCan.resume(partner).can ? (
        <ConfirmAct
          label={words.resume}
          says={<SuspensionEffect partner={partner} />}
          act={resume}
          allowed={allowed(me, 'resumePartner', partnerCan.resume(partner))}
        />
      ) : (
        <ConfirmAct
          label={words.suspend}
          says={<SuspensionEffect partner={partner} />}
          reason={words.suspendReason}
          act={suspend}
          allowed={allowed(me, 'suspendPartner', partnerCan.suspend(partner))}
          danger
        />
      )}
    </>
  );
}

/** A fact that leads to a list, for those who may read it. */
function lead(label: string, address: Address, text: ReactNode, can = true): readonly Fact[] {
  if (!can) return [];
  return [
    [
      label,
      <Link key={label} to={address}>
        {text}
      </Link>,
    ],
  ];
}

function factsOf(partner: Partner, may: (call: Parameters<typeof allowed>[1]) => boolean): Fact[] {
  const about = { partner_id: partner.id };
  const suspended: readonly Fact[] = partner.suspended_at
    ? [
        [words.suspendedAt, <Time key="suspended" at={partner.suspended_at} />],
        [words.suspendedReason, partner.suspended_reason],
      ]
    : [];
  return [
    ...suspended,
    [words.balance, <Money key="balance" amount={partner.balance} currency={partner.currency} />],
    [
      words.available,
      <Money key="available" amount={partner.available} currency={partner.currency} />,
    ],
    [words.country, partner.country],
    [words.approvedAt, <Time key="approved" at={partner.approved_at} form="day" />],
    [words.since, <Time key="since" at={partner.created_at} form="day" />],
    [words.sealed, partner.sealed_codes ? words.yes : words.no],
    ...lead(words.ordersOf, at(to.orders, about), words.openOrders),
    ...lead(words.openTickets, at(to.tickets, about), partner.open_tickets),
    ...lead(words.claims, at(to.claims, about), words.openClaims),
    ...lead(
      words.webhooks,
      at(to.webhooks, { ...about, view: 'all' }),
      words.openWebhooks,
      may('listStaffEndpoints'),
    ),
    ...lead(words.money, at(to.ledger, about), words.openLedger, may('listTransfers')),
    ...lead(
      words.statement,
      at(to.statement, about),
      words.openStatement,
      may('listPartnerTransactions'),
    ),
    ...lead(
      words.adjustments,
      at(to.adjustments, about),
      words.openAdjustments,
      may('listAdjustments'),
    ),
    ...lead(words.deposits, at(to.deposits, about), words.openDeposits, may('listDeposits')),
    ...lead(words.documents, at(to.documents, about), words.openDocuments, may('listDocuments')),
    [words.id, <CopyId key="id" id={partner.id} what={words.id} short />],
    ...lead(words.audit, at(to.audit, about), words.seeAudit, may('listAudit')),
  ];
}

/** Invites the owner again, while nobody has joined. */
function InviteAgain({ partner }: { readonly partner: Partner }) {
  const me = useMe();
  const invite = useDo('POST /partners/{partner_id}/invite-owner', {
    send: () => ({ path: { partner_id: partner.id } }),
    onDone: () => say(words.invitedAgain),
  });
  if (partner.people.length > 0) return null;
  return (
    <ConfirmAct
      label={words.inviteAgain}
      says={words.inviteAgainSays(partner.email)}
      act={invite}
      allowed={allowed(me, 'invitePartnerOwner')}
      button={{ size: 'xs' }}
    />
  );
}

const person = columnsOf<Partner['people'][number]>();

const PEOPLE = [
  person.text('name', words.person, { below: ({ email }) => email }),
  person.cell('role', words.role, ({ role }) => roleName(role)),
  person.time('last_seen_at', words.seen, { form: 'ago', from: 's', none: words.never }),
];

function roleName(role: PartnerRole): string {
  const name = role.replaceAll('_', '-');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function People({ partner }: { readonly partner: Partner }) {
  const people = useQuery({
    ...read('/partners/{partner_id}', { path: { partner_id: partner.id } }),
    select: (each) => ({ data: each.people, has_more: false, next_cursor: null }),
  });
  return (
    <DataList
      label={words.people}
      query={people}
      columns={PEOPLE}
      rowKey={({ id }) => id}
      empty={
        partner.invitation_until === null ? (
          <Empty title={words.notInvited} />
        ) : (
          <Empty title={words.invited} hint={<Time at={partner.invitation_until} />} />
        )
      }
    />
  );
}
