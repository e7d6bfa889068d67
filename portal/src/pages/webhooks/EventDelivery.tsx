import { Group, Stack } from '@mantine/core';
import type {
  PortalWebhookDelivery,
  PortalWebhookEndpoint,
  WebhookAttempt,
  WebhookEventDetail,
} from '@psnb2b/contract';
import {
  ActButton,
  CopyValue,
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
import { curlOf } from './curl-of.ts';
import { DeliveryState } from './DeliveryTable.tsx';
import { eventWords as words } from './words.ts';

interface Props {
  readonly event: WebhookEventDetail;
  readonly endpoint: PortalWebhookEndpoint;
  /** None: it was never sent there. */
  readonly delivery: PortalWebhookDelivery | undefined;
}

/** One event at one endpoint: every attempt, and sending it again. */
export function EventDelivery({ event, endpoint, delivery }: Props) {
  const { event_id, mode } = event;
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
        <Group gap="xs">
          <span className="quiet">{words.curlShort}</span>
          <CopyValue value={commandOf(event, endpoint, delivery)} what={words.curl} />
          <ActButton
            size="xs"
            variant="default"
            allowed={allowed(me, 'redeliverEvent')}
            loading={again.busy}
            onClick={() => again.run()}
          >
            {delivery ? words.again : words.sendNow}
          </ActButton>
        </Group>
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
  const { id, at, error, duration_ms, reply, reply_headers } = attempt;
  const headers = Object.entries(reply_headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  return {
    key: id,
    at,
    title: <AttemptResult attempt={attempt} />,
    by: words.ms(groupDigits(duration_ms)),
    text: [...(reply === null ? [] : [`${words.reply}: ${reply}`]), ...headers].join('\n'),
    tone: error === null ? 'good' : 'bad',
  };
}

/** The request of the last attempt, without its signatures, which nobody keeps. */
function commandOf(
  { headers, event }: WebhookEventDetail,
  { url }: PortalWebhookEndpoint,
  delivery: PortalWebhookDelivery | undefined,
): string {
  const last = delivery?.attempts.at(-1);
  const own = last && {
    'X-PSNB2B-Delivery': last.id,
    'webhook-timestamp': String(Math.floor(Date.parse(last.at) / 1000)),
  };
  return curlOf({ url, headers: { ...headers, ...own }, body: JSON.stringify(event) });
}
