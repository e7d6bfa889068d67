import { Group, Select, Stack } from '@mantine/core';
import type { StaffTicket } from '@psnb2b/contract';
import { ticketCan } from '@psnb2b/contract/states';
import {
  ActButton,
  ConfirmAct,
  CopyId,
  Facts,
  FailureNote,
  Section,
  take,
  useAct,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useQuery } from '@tanstack/react-query';
import { allowed } from '../../allowed.ts';
import { api } from '../../api/api.ts';
import { staffQuery, ticketQuery, todayQuery } from '../../api/queries.ts';
import { t } from '../../text/text.ts';

const words = t.ticket;

interface Props {
  readonly ticket: StaffTicket;
}

export function TicketActs({ ticket }: Props) {
  const me = useMe();
  const params = { path: { ticket_id: ticket.id } };
  const stale = staleOf(ticket);
  const close = useAct<string, StaffTicket>({
    run: () => take(api.POST('/tickets/{ticket_id}/close', { params })),
    stale,
  });
  const reopen = useAct<void, StaffTicket>({
    run: () => take(api.POST('/tickets/{ticket_id}/reopen', { params })),
    stale,
  });
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
      allowed={allowed(me, 'closeTicket', ticketCan.close(ticket))}
    />
  );
}

function staleOf(ticket: StaffTicket) {
  return [ticketQuery(ticket.id).queryKey, ['tickets'], todayQuery.queryKey];
}

/** Who takes care of it. */
export function Assign({ ticket }: Props) {
  const me = useMe();
  const staff = useQuery(staffQuery);
  const act = useAct({
    run: (assignee_id: string | null) =>
      take(
        api.POST('/tickets/{ticket_id}/assign', {
          params: { path: { ticket_id: ticket.id } },
          body: { assignee_id },
        }),
      ),
    stale: staleOf(ticket),
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
            onClick={() => act.run(me.user.id)}
          >
            {words.take}
          </ActButton>
        )}
      </Group>
      {act.failure && <FailureNote failure={act.failure} />}
    </Stack>
  );
}

/** A Webhook Registration carries its endpoint; one click registers it. */
export function WebhookSection({
  ticket,
  webhook,
}: Props & { readonly webhook: NonNullable<StaffTicket['webhook']> }) {
  const me = useMe();
  const act = useAct<string, StaffTicket>({
    run: () =>
      take(
        api.POST('/tickets/{ticket_id}/register-webhook', {
          params: { path: { ticket_id: ticket.id } },
        }),
      ),
    stale: staleOf(ticket),
  });
  return (
    <Section title={words.webhook}>
      <Stack gap="md">
        <Facts
          facts={[
            [
              words.webhook,
              <span key="url" className="mono breaks">
                {webhook.url}
              </span>,
            ],
            [words.webhookMode, t.key.modes[webhook.mode]],
            [words.webhookEvents, webhook.events?.join(', ') ?? words.webhookDefault],
            [
              words.registered,
              ticket.webhook_endpoint_id && (
                <CopyId key="endpoint" id={ticket.webhook_endpoint_id} what={words.webhook} />
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
