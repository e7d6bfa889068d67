import { Button } from '@mantine/core';
import type { StaffWebhookEndpoint } from '@psnb2b/contract';
import { ConfirmAct, Link, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, useDo } from '../../client.ts';
import { to } from '../../pages.ts';
import { letterOf } from './letter-of.ts';
import { words } from './words.ts';

/** What staff do for the owner of an endpoint, each with a reason that the owner reads. */
export function EndpointActs({ endpoint }: { readonly endpoint: StaffWebhookEndpoint }) {
  const me = useMe();
  const { id, state, paused_at, waiting } = endpoint;
  const send = (reason: string) => ({ path: { endpoint_id: id }, body: { reason } });
  const pause = useDo('POST /webhook-endpoints/{endpoint_id}/pause', {
    send,
    onDone: () => say(words.paused),
  });
  const unpause = useDo('POST /webhook-endpoints/{endpoint_id}/unpause', {
    send,
    onDone: () => say(words.unpaused),
  });
  const disable = useDo('POST /webhook-endpoints/{endpoint_id}/disable', {
    send,
    onDone: () => say(words.disabled),
  });
  const enable = useDo('POST /webhook-endpoints/{endpoint_id}/enable', {
    send,
    onDone: () => say(words.enabled),
  });
  const waits = words.eventsWait(waiting);
  const write = allowed(me, 'createTicket').can && (
    <Button variant="default" component={Link} to={letterTo(endpoint)}>
      {words.write}
    </Button>
  );
  if (state === 'disabled') {
    return (
      <>
        {write}
        <ConfirmAct
          label={words.enable}
          says={words.enableSays}
          reason={words.reason}
          act={enable}
          allowed={allowed(me, 'enableWebhookEndpoint')}
        />
      </>
    );
  }
  return (
    <>
      {write}
      {paused_at === null ? (
        <ConfirmAct
          label={words.pause}
          says={words.pauseSays(waits)}
          reason={words.reason}
          act={pause}
          allowed={allowed(me, 'pauseWebhookEndpoint')}
        />
      ) : (
        <ConfirmAct
          label={words.unpause}
          says={words.unpauseSays(waits)}
          reason={words.reason}
          act={unpause}
          allowed={allowed(me, 'unpauseWebhookEndpoint')}
        />
      )}
      <ConfirmAct
        label={words.disable}
        says={words.disableSays(waits)}
        reason={words.reason}
        act={disable}
        allowed={allowed(me, 'disableWebhookEndpoint')}
        danger
      />
    </>
  );
}

/** A ticket to the owner that says what staff see; they read and change it before they send it. */
function letterTo(endpoint: StaffWebhookEndpoint) {
  return at(to.newTicket, {
    ...{ partner_id: endpoint.partner.id, topic: 'other' },
    ...{ subject: words.letterSubject(endpoint.host), text: letterOf(endpoint) },
  });
}
