import { Text } from '@mantine/core';
import type { Ticket } from '@psnb2b/contract';
import { ConfirmAct, Section, Time } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo } from '../../client.ts';
import { ShownOnce } from '../developers/ShownOnce.tsx';
import { secretWords as words } from './words.ts';

/** The signing secret of an endpoint that staff registered, until somebody reveals it. */
export function WebhookSecret({ ticket }: { readonly ticket: Ticket }) {
  const me = useMe();
  const [secret, setSecret] = useState<string | null>(null);
  const reveal = useDo('POST /tickets/{ticket_id}/webhook-secret', {
    send: () => ({ path: { ticket_id: ticket.id } }),
    onDone: (revealed) => setSecret(revealed.secret),
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
              label={words.reveal}
              says={words.revealSays}
              act={reveal}
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
