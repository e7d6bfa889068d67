import { Alert, Button, Group } from '@mantine/core';
import type { PortalWebhookEndpoint, PortalWebhookEndpointSecret } from '@psnb2b/contract';
import {
  Columns,
  ConfirmAct,
  CopyId,
  DialogButton,
  Facts,
  groupDigits,
  Link,
  Loaded,
  Page,
  Section,
  Time,
  useGo,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useState } from 'react';
import { useParams } from 'react-router';
import { allowed, useDo, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { DeliveryTable } from './DeliveryTable.tsx';
import { EditEndpoint } from './EditEndpoint.tsx';
import { EndpointBadge, Health } from './EndpointState.tsx';
import { Replay } from './Replay.tsx';
import { RotateSecret } from './RotateSecret.tsx';
import { useEndpoint } from './read-webhook.ts';
import { useTest } from './SendTest.tsx';
import { ShownSecret } from './ShownSecret.tsx';
import { words as listWords, endpointWords as words } from './words.ts';

const SHOWN = 10;

export function EndpointPage() {
  const { id = '' } = useParams();
  return <Loaded query={useEndpoint(id)}>{(each) => <OneEndpoint endpoint={each} />}</Loaded>;
}

function OneEndpoint({ endpoint }: { readonly endpoint: PortalWebhookEndpoint }) {
  const { id, mode, url, description, status } = endpoint;
  const me = useMe();
  const test = useTest(endpoint);
  const [secret, setSecret] = useState<PortalWebhookEndpointSecret | null>(null);
  const recent = useRead('/webhook-deliveries', {
    query: { mode, endpoint_id: id, limit: SHOWN },
  });
  return (
    <Page
      title={new URL(url).host}
      lead={description}
      mark={<EndpointBadge endpoint={endpoint} />}
      acts={
        <>
          {test.button}
          <DialogButton label={words.edit} allowed={allowed(me, 'updateWebhookEndpoint')}>
            {(close) => <EditEndpoint endpoint={endpoint} onClose={close} />}
          </DialogButton>
          <DialogButton label={words.rotate} allowed={allowed(me, 'rotateWebhookSecret')}>
            {(close) => <RotateSecret endpoint={endpoint} onClose={close} onRotated={setSecret} />}
          </DialogButton>
        </>
      }
    >
      <Trouble endpoint={endpoint} />
      {test.result}
      <Columns
        main={
          <>
            <Section
              title={words.deliveries}
              acts={
                <Button
                  size="xs"
                  variant="default"
                  component={Link}
                  to={at(to.deliveries, { mode, endpoint_id: id })}
                >
                  {words.all}
                </Button>
              }
              flush
            >
              <DeliveryTable query={recent} none={words.noDeliveries} />
            </Section>
            <Replay key={status} endpoint={endpoint} />
          </>
        }
        side={<Side endpoint={endpoint} />}
      />
      {secret && <ShownSecret endpoint={secret} onKept={() => setSecret(null)} />}
    </Page>
  );
}

/** What is wrong, until when it is tolerated, and what to do. */
function Trouble({ endpoint }: { readonly endpoint: PortalWebhookEndpoint }) {
  const { status, status_at, status_reason, failing_since, disabled_from, last_attempt } = endpoint;
  const { paused_at, staff_reason } = endpoint;
  const said = staff_reason !== null && <div className="breaks">“{staff_reason}”</div>;
  if (status === 'disabled') {
    return (
      <Alert color="yellow" variant="outline" title={words.offTitle}>
        {status_reason && `${listWords.reasons[status_reason]}, `}
        {listWords.since} <Time at={status_at} />. {words.offSays}
        {said}
      </Alert>
    );
  }
  if (paused_at !== null) {
    return (
      <Alert color="yellow" variant="outline" title={words.pausedTitle}>
        {listWords.since} <Time at={paused_at} />. {words.pausedSays}
        {said}
      </Alert>
    );
  }
  if (!failing_since) return null;
  const error = listWords.errors[last_attempt?.error ?? 'connection'];
  return (
    <Alert color="red" variant="outline" title={words.failingTitle}>
      {listWords.failing} {listWords.since} <Time at={failing_since} />. {words.failing(error)}{' '}
      {words.disabledFrom} <Time at={disabled_from} form="ago" />.
    </Alert>
  );
}

function Side({ endpoint }: { readonly endpoint: PortalWebhookEndpoint }) {
  const { id, mode, url, events, concurrency, created_at, last_success_at, rotation_ends_at } =
    endpoint;
  return (
    <Section title={words.facts}>
      <Facts
        facts={[
          [
            listWords.url,
            <span key="url" className="mono breaks">
              {url}
            </span>,
          ],
          [listWords.health, <Health key="health" endpoint={endpoint} />],
          [words.waits, groupDigits(endpoint.waiting)],
          [words.lastSuccess, <Time key="success" at={last_success_at} />],
          [
            listWords.events,
            <div key="events">
              {events.map((type) => (
                <div key={type}>{listWords.types[type] ?? type}</div>
              ))}
            </div>,
          ],
          [listWords.concurrency, groupDigits(concurrency)],
          ...(rotation_ends_at
            ? [[words.rotating, <Time key="rotating" at={rotation_ends_at} />] as const]
            : []),
          [words.id, <CopyId key="id" id={id} what={words.id} short />],
          [text.mode, text.modes[mode]],
          [words.created, <Time key="created" at={created_at} />],
        ]}
      />
      <Danger endpoint={endpoint} />
    </Section>
  );
}

function Danger({ endpoint: { id, mode, status } }: { readonly endpoint: PortalWebhookEndpoint }) {
  const me = useMe();
  const go = useGo();
  const sent = { path: { endpoint_id: id }, query: { mode } };
  const isOn = status === 'enabled';
  const turn = useDo('PATCH /webhook-endpoints/{endpoint_id}', {
    send: () => ({
      ...sent,
      body: { status: isOn ? ('disabled' as const) : ('enabled' as const) },
    }),
  });
  const remove = useDo('POST /webhook-endpoints/{endpoint_id}/delete', {
    send: () => sent,
    onDone: () => go(to.webhooks),
  });
  return (
    <Group gap="xs" mt="md">
      <ConfirmAct
        label={isOn ? words.disable : words.enable}
        says={isOn ? words.disableSays : words.enableSays}
        act={turn}
        allowed={allowed(me, 'updateWebhookEndpoint')}
      />
      <ConfirmAct
        label={words.remove}
        says={words.removeSays}
        act={remove}
        allowed={allowed(me, 'deleteWebhookEndpoint')}
        danger
      />
    </Group>
  );
}
