import type { StaffTicket } from '@psnb2b/contract';
import { ticketCan, ticketTopics } from '@psnb2b/contract/states';
import {
  Columns,
  Conversation,
  CopyId,
  type Fact,
  Facts,
  Link,
  Loaded,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useParams } from 'react-router';
import { allowed, fileUrl, useRead } from '../../client.ts';
import { CasePage } from '../../conflict/CasePage.tsx';
import { to } from '../../pages.ts';
import { ticketTones } from '../../tones.ts';
import { useViewer } from '../../viewer/ViewerPane.tsx';
import { Reply } from './Reply.tsx';
import { Assign, TicketActs, WebhookSection } from './TicketActs.tsx';
import { words } from './words.ts';

export function TicketPage() {
  const { id = '' } = useParams();
  const ticket = useRead('/tickets/{ticket_id}', { path: { ticket_id: id } });
  return <Loaded query={ticket}>{(each) => <OneTicket key={each.id} ticket={each} />}</Loaded>;
}

function OneTicket({ ticket }: { readonly ticket: StaffTicket }) {
  const maySee = allowed(useMe(), 'showFile').can;
  const files = ticket.messages.flatMap(({ attachments }) => attachments);
  const { show, pane } = useViewer(
    files.map(({ id, name }) => ({
      ...{ id, name, url: fileUrl(id), shownUrl: `${fileUrl(id)}/shown` },
    })),
  );
  return (
    <CasePage
      isOpen={ticketCan.answer(ticket).can}
      words={words}
      title={ticket.subject}
      mark={
        ticket.overdue ? (
          <StatusBadge tone="bad">{words.overdue}</StatusBadge>
        ) : (
          <StatusBadge tone={ticketTones[ticket.status]} value={ticket.status}>
            {words.statuses[ticket.status]}
          </StatusBadge>
        )
      }
      acts={<TicketActs ticket={ticket} />}
    >
      <Columns
        main={
          <>
            {pane}
            <Section title={words.messages} flush>
              <Conversation
                label={words.messages}
                messages={ticket.messages}
                own="staff"
                fileUrl={fileUrl}
                {...(maySee && { onShow: show })}
                noteLabel={words.note}
              />
              <Reply ticket={ticket} />
            </Section>
          </>
        }
        side={
          <>
            {ticket.webhook && <WebhookSection ticket={ticket} webhook={ticket.webhook} />}
            <Section title={words.facts}>
              <Facts facts={factsOf(ticket)} />
            </Section>
            <Section title={words.assignee}>
              <Assign ticket={ticket} />
            </Section>
          </>
        }
      />
    </CasePage>
  );
}

function factsOf(ticket: StaffTicket): Fact[] {
  const optional: readonly Fact[] = [
    [
      words.review,
      ticket.kyc_case_id && (
        <Link key="review" to={to.review(ticket.kyc_case_id)}>
          {words.openReview}
        </Link>
      ),
    ],
    [words.key, ticket.key_id && <CopyId key="key" id={ticket.key_id} what={words.key} />],
    [
      words.order,
      ticket.order_id && (
        <Link key="o" to={to.order(ticket.order_id)} className="breaks">
          {ticket.order_id}
        </Link>
      ),
    ],
    [words.claim, ticket.claim_id && <CopyId key="c" id={ticket.claim_id} what={words.claim} />],
  ];
  return [
    [
      words.business,
      <Link key="partner" to={to.partner(ticket.partner.id)}>
        {ticket.partner.name}
      </Link>,
    ],
    [words.topic, ticketTopics[ticket.topic]],
    [words.due, <Time key="due" at={ticket.due_at} />],
    [words.created, <Time key="created" at={ticket.created_at} />],
    [words.id, <CopyId key="id" id={ticket.id} what={words.id} short />],
    ...optional.filter(([, value]) => value),
  ];
}
