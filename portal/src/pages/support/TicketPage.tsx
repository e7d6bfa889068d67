import { Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
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
  FileDrop,
  Form,
  Loaded,
  Page,
  Section,
  StatusBadge,
  Time,
  take,
  useAct,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { useParams } from 'react-router';
import { allowed, api, fileUrl, sendFile, useDo, useRead } from '../../door.ts';
import { t } from '../../text/text.ts';
import { ticketTones } from './TicketsPage.tsx';
import { WebhookSecret } from './WebhookSecret.tsx';

const words = t.tickets;

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
        <StatusBadge tone={ticketTones[ticket.status]}>{words.statuses[ticket.status]}</StatusBadge>
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
              {ticketCan.answer(ticket).can && (
                <div className="padded">
                  <Answer ticket={ticket} />
                </div>
              )}
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

function Answer({ ticket }: { readonly ticket: Ticket }) {
  const may = allowed(useMe(), 'addTicketMessage', ticketCan.answer(ticket), t.why.ticketClosed);
  const [files, setFiles] = useState<readonly DroppedFile[]>([]);
  const form = useForm({ initialValues: { text: '' } });
  const act = useAct({
    about: 'tickets',
    run: ({ text }: { text: string }, once) =>
      take(
        api.POST(
          '/tickets/{ticket_id}/messages',
          once({
            params: { path: { ticket_id: ticket.id } },
            body: { text, ...(files.length > 0 && { attachments: files.map(({ id }) => id) }) },
          }),
        ),
      ),
    onDone: () => {
      form.reset();
      setFiles([]);
    },
  });
  if (!may.can) return <p>{may.why}</p>;
  return (
    <Form form={form} act={act} submit={words.send}>
      <Stack gap="sm">
        <Textarea label={words.answer} autosize minRows={4} {...form.getInputProps('text')} />
        <FileDrop
          label={words.attachments}
          send={sendFile}
          files={files}
          onAdd={(file) => setFiles((now) => [...now, file])}
          onRemove={(file) => setFiles((now) => now.filter(({ id }) => id !== file.id))}
        />
      </Stack>
    </Form>
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
