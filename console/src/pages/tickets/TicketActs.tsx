import { Group, Select, Stack } from '@mantine/core';
import type { StaffTicket } from '@psnb2b/contract';
import { ticketCan } from '@psnb2b/contract/states';
import { ActButton, ConfirmAct, CopyId, Facts, FailureNote, Section, useDecided } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useRead } from '../../client.ts';
import { text } from '../../text.ts';
import { words } from './words.ts';

interface Props {
  readonly ticket: StaffTicket;
}

export function TicketActs({ ticket }: Props) {
  const me = useMe();
  const path = { ticket_id: ticket.id };
  const decided = useDecided();
  const close = useDo('POST /tickets/{ticket_id}/close', {
    send: () => ({ path }),
    onDone: () => decided(words.closedNow),
  });
  const reopen = useDo('POST /tickets/{ticket_id}/reopen', { send: () => ({ path }) });
  if (ticketCan.reopen(ticket).can) {
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
  return (
    <ConfirmAct
      label={words.close}
      says={words.closeSays}
      act={close}
      opensWith="d"
      allowed={allowed(me, 'closeTicket', ticketCan.close(ticket))}
    />
  );
}

/**
 * The person who handles the ticket.
 * by hand: the choice is an act of its own, sent when it is made.
 */
export function Assign({ ticket }: Props) {
  const me = useMe();
  const staff = useRead('/staff');
  const act = useDo('POST /tickets/{ticket_id}/assign', {
    send: (assignee_id: string | null) => ({
      path: { ticket_id: ticket.id },
      body: { assignee_id },
    }),
  });
  const may = allowed(me, 'assignTicket', ticketCan.assign(ticket));
  return (
    <Stack gap="sm">
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Select
          aria-label={words.assignTo}
          placeholder={words.nobody}
          data={(staff.data?.data ?? [])
            .filter(({ disabled_at }) => disabled_at === null)
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={ticket.assignee_id}
          onChange={(id) => act.run(id)}
          disabled={!may.can || act.busy}
          clearable
          clearButtonProps={{ 'aria-label': words.nobody }}
          flex={1}
        />
        {ticket.assignee_id !== me.user.id && (
          <ActButton
            variant="default"
            allowed={may}
            loading={act.busy}
            shortcut="m"
            onClick={() => act.run(me.user.id)}
          >
            {words.assignToMe}
          </ActButton>
        )}
      </Group>
      {act.failure && <FailureNote failure={act.failure} />}
    </Stack>
  );
}

/** A Webhook Registration contains its endpoint; one click registers it. */
export function WebhookSection({
  ticket,
  webhook,
}: Props & { readonly webhook: NonNullable<StaffTicket['webhook']> }) {
  const me = useMe();
  const act = useDo('POST /tickets/{ticket_id}/register-webhook', {
    send: () => ({ path: { ticket_id: ticket.id } }),
  });
  return (
    <Section title={words.endpoint}>
      <Stack gap="md">
        <Facts
          facts={[
            [
              words.endpoint,
              <span key="url" className="mono breaks">
                {webhook.url}
              </span>,
            ],
            [words.mode, text.modes[webhook.mode]],
            [words.events, webhook.events?.join(', ') ?? words.eventsDefault],
            [
              words.registered,
              ticket.webhook_endpoint_id && (
                <CopyId key="endpoint" id={ticket.webhook_endpoint_id} what={words.endpoint} />
              ),
            ],
          ]}
        />
        {ticket.webhook_endpoint_id === null && (
          <ConfirmAct
            label={words.register}
            says={words.registerSays(webhook.url)}
            act={act}
            allowed={allowed(me, 'registerTicketWebhook', ticketCan.registerWebhook(ticket))}
            button={{ variant: 'filled' }}
          />
        )}
      </Stack>
    </Section>
  );
}
