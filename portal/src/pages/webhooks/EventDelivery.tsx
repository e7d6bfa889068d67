import { Stack } from '@mantine/core';
import type {
  PortalWebhookDelivery,
  PortalWebhookEndpoint,
  WebhookAttempt,
  WebhookEventDetail,
} from '@psnb2b/contract';
import {
  ActButton,
  FailureNote,
  groupDigits,
  type Moment,
  Section,
  say,
  Time,
  Timeline,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo } from '../../client.ts';
import { AttemptResult } from './AttemptResult.tsx';
import { DeliveryState } from './DeliveryTable.tsx';
import { eventWords as words } from './words.ts';

interface Props {
  readonly event: WebhookEventDetail;
  readonly endpoint: PortalWebhookEndpoint;
  /** None: it was never sent there. */
  readonly delivery: PortalWebhookDelivery | undefined;
}

/** One event at one endpoint: every attempt, and sending it again. */
export function EventDelivery({ event: { event_id, mode }, endpoint, delivery }: Props) {
  const me = useMe();
  const again = useDo('POST /webhook-events/{event_id}/redeliver', {
    send: () => ({ path: { event_id }, query: { mode }, body: { endpoint_id: endpoint.id } }),
    onDone: () => say(words.queued),
  });
  const { host, pathname } = new URL(endpoint.url);
  return (
    <Section
      title={endpoint.description ?? host + pathname}
      acts={
        <ActButton
          size="xs"
          variant="default"
          allowed={allowed(me, 'redeliverEvent')}
          loading={again.busy}
          onClick={() => again.run()}
        >
          {delivery ? words.again : words.sendNow}
        </ActButton>
      }
    >
      <Stack gap="sm">
        {again.failure && <FailureNote failure={again.failure} />}
        {delivery ? (
          <DeliveryState delivery={delivery} />
        ) : (
          <div className="quiet">{words.notSent}</div>
        )}
        {delivery?.next_attempt_at && (
          <div className="quiet">
            {words.next}: <Time at={delivery.next_attempt_at} form="ago" />
          </div>
        )}
        {delivery && delivery.attempts.length > 0 && (
          <Timeline label={words.attempts} moments={delivery.attempts.map(momentOf)} />
        )}
      </Stack>
    </Section>
  );
}

function momentOf(attempt: WebhookAttempt): Moment {
  const { id, at, error, duration_ms, reply } = attempt;
  return {
    key: id,
    at,
    title: <AttemptResult attempt={attempt} />,
    by: words.ms(groupDigits(duration_ms)),
    text: reply === null ? null : `${words.reply}: ${reply}`,
    tone: error === null ? 'good' : 'bad',
  };
}
