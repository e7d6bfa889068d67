import type { Ticket } from '@psnb2b/contract';
import { ticketCan, ticketTopics } from '@psnb2b/contract/states';
import {
  ActButton,
  Columns,
  ConfirmAct,
  Conversation,
  CopyId,
  type DroppedFile,
  type Fact,
  Facts,
  Field,
  FileDrop,
  Form,
  Loaded,
  Page,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useParams } from 'react-router';
import { allowed, fileUrl, sendFile, useDo, useFormOf, useRead } from '../../client.ts';
import { ticketTones } from './TicketsPage.tsx';
import { WebhookSecret } from './WebhookSecret.tsx';
import { words } from './words.ts';

export function TicketPage() {
  const { id = '' } = useParams();
  const ticket = useRead('/tickets/{ticket_id}', { path: { ticket_id: id } });
  return <Loaded query={ticket}>{(each) => <OneTicket ticket={each} />}</Loaded>;
}

function OneTicket({ ticket }: { readonly ticket: Ticket }) {
  return (
    <Page
      title={ticket.subject}
      mark={
        <StatusBadge tone={ticketTones[ticket.status]} value={ticket.status}>
          {words.statuses[ticket.status]}
        </StatusBadge>
      }
      acts={<Acts ticket={ticket} />}
    >
      <Columns
        main={
          <>
            <WebhookSecret ticket={ticket} />
            <Section title={words.messages} flush>
              <Conversation
                label={words.messages}
                messages={ticket.messages}
                own="partner"
                fileUrl={fileUrl}
              />
              <Answer ticket={ticket} />
            </Section>
          </>
        }
        side={
          <Section title={words.facts}>
            <Facts facts={factsOf(ticket)} />
          </Section>
        }
      />
    </Page>
  );
}

function Acts({ ticket }: { readonly ticket: Ticket }) {
  const me = useMe();
  const path = { ticket_id: ticket.id };
  const close = useDo('POST /tickets/{ticket_id}/close', { send: () => ({ path }) });
  const reopen = useDo('POST /tickets/{ticket_id}/reopen', { send: () => ({ path }) });
  if (ticketCan.close(ticket).can) {
    return (
      <ConfirmAct
        label={words.close}
        says={words.closeSays}
        act={close}
        allowed={allowed(me, 'closeTicket', ticketCan.close(ticket))}
      />
    );
  }
  return (
    <ActButton
      variant="default"
      allowed={allowed(me, 'reopenTicket', ticketCan.reopen(ticket))}
      loading={reopen.busy}
      onClick={() => reopen.run()}
    >
      {words.reopen}
    </ActButton>
  );
}

/** What was typed stays if somebody closes the ticket meanwhile, and can be sent once it is reopened. */
function Answer({ ticket }: { readonly ticket: Ticket }) {
  const may = allowed(useMe(), 'addTicketMessage', ticketCan.answer(ticket), words.closed);
  const files: DroppedFile[] = [];
  const answer = useFormOf('POST /tickets/{ticket_id}/messages', {
    initial: { text: '', files },
    send: ({ text, files: attached }) => ({
      path: { ticket_id: ticket.id },
      body: { text, attachments: attached.map(({ id }) => id) },
    }),
    onDone: () => answer.form.reset(),
  });
  if (!may.can && !answer.form.isDirty()) {
    return ticketCan.answer(ticket).can ? <p className="padded">{may.why}</p> : null;
  }
  return (
    <div className="padded">
      <Form {...answer} allowed={may} submit={words.send}>
        <Field of={answer} name="text" label={words.answer} rows={4} />
        <FileDrop
          label={words.attachments}
          send={sendFile}
          files={answer.form.values.files}
          onAdd={(file) => answer.form.insertListItem('files', file)}
          onRemove={(file) =>
            answer.form.removeListItem('files', answer.form.values.files.indexOf(file))
          }
        />
      </Form>
    </div>
  );
}

function factsOf(ticket: Ticket): Fact[] {
  const optional: readonly Fact[] = [
    [words.endpoint, ticket.webhook?.url],
    [
      words.registered,
      ticket.webhook_endpoint_id && (
        <CopyId id={ticket.webhook_endpoint_id} what={words.endpoint} />
      ),
    ],
    [words.keyToRotate, ticket.key_id && <CopyId id={ticket.key_id} what={words.keyToRotate} />],
    [words.orderId, ticket.order_id && <CopyId id={ticket.order_id} what={words.orderId} />],
    [words.claimId, ticket.claim_id && <CopyId id={ticket.claim_id} what={words.claimId} />],
  ];
  return [
    [words.topic, ticketTopics[ticket.topic]],
    [words.id, <CopyId key="id" id={ticket.id} what={words.id} short />],
    [words.created, <Time key="created" at={ticket.created_at} />],
    [words.due, <Time key="due" at={ticket.due_at} />],
    ...optional.filter(([, value]) => value),
  ];
}
