import { Text } from '@mantine/core';
import type { DrawnWebhookSecret, Ticket } from '@psnb2b/contract';
import { ConfirmAct, Section, Time, take, useAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, api } from '../../door.ts';
import { t } from '../../text/text.ts';
import { ShownOnce } from '../developers/ShownOnce.tsx';

const words = t.webhookSecret;

/** The signing secret of an endpoint that staff registered, while it waits to be drawn. */
export function WebhookSecret({ ticket }: { readonly ticket: Ticket }) {
  const me = useMe();
  const [secret, setSecret] = useState<string | null>(null);
  const draw = useAct<string, DrawnWebhookSecret>({
    about: 'tickets',
    run: () => {
      const params = { path: { ticket_id: ticket.id } };
      return take(api.POST('/tickets/{ticket_id}/webhook-secret', { params }));
    },
    onDone: (drawn) => setSecret(drawn.secret),
  });
  const until = ticket.webhook_secret_until;
  const isOpen = until !== null && Date.parse(until) > Date.now();
  return (
    <>
      {isOpen && (
        <Section
          title={words.title}
          acts={
            <ConfirmAct
              label={words.draw}
              says={words.drawSays}
              act={draw}
              allowed={allowed(me, 'drawWebhookSecret')}
              button={{ variant: 'filled' }}
            />
          }
        >
          <Text size="sm">
            {words.lead} <Time at={until} />.
          </Text>
        </Section>
      )}
      {secret !== null && (
        <ShownOnce
          title={words.shownTitle}
          lead={words.shownLead}
          secret={secret}
          what={words.secret}
          onKept={() => setSecret(null)}
        />
      )}
    </>
  );
}
