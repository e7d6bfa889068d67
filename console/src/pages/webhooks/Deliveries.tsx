import { Modal, Stack } from '@mantine/core';
import type {
  PortalWebhookDelivery,
  WebhookAttempt,
  WebhookDeliveryStatus,
} from '@psnb2b/contract';
import {
  ActButton,
  ChoiceFilter,
  CopyValue,
  columnsOf,
  DataList,
  DialogButton,
  Empty,
  FilterBar,
  groupDigits,
  Loaded,
  type Moment,
  Section,
  Timeline,
  type Tone,
  useListState,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useRead } from '../../client.ts';
import { AttemptResult } from './EndpointHealth.tsx';
import { EventType } from './EventType.tsx';
import { words } from './words.ts';

const tones: Readonly<Record<WebhookDeliveryStatus, Tone>> = {
  waiting: 'wait',
  delivered: 'good',
  exhausted: 'bad',
  dropped: 'neutral',
};

const col = columnsOf<PortalWebhookDelivery>();
const COLUMNS = [
  col.cell('type', words.event, ({ type, sequence }) => (
    <div>
      <EventType type={type} />
      <div className="quiet mono">#{groupDigits(sequence)}</div>
    </div>
  )),
  col.status('status', words.deliveryStatus, tones, words.deliveryStatuses),
  col.cell('answer', words.answer, ({ attempts }) => {
    const last = attempts.at(-1);
    return last ? <AttemptResult attempt={last} /> : null;
  }),
  col.time('next_attempt_at', words.next, { form: 'ago', from: 'm' }),
  col.time('created_at', words.happened, { form: 'ago', from: 's' }),
  col.acts((delivery) => (
    <DialogButton
      label={words.attempts}
      name={words.attemptsOf(`#${groupDigits(delivery.sequence)}`)}
      button={{ size: 'compact-xs' }}
    >
      {(close) => <Attempts delivery={delivery} onClose={close} />}
    </DialogButton>
  )),
];

/** What was sent to an endpoint, and what it replied. */
export function Deliveries({ endpointId }: { readonly endpointId: string }) {
  const state = useListState(['status'] as const);
  const { limit, cursor } = state.query;
  const { status } = state.filters;
  const query = {
    limit,
    ...(cursor !== undefined && { cursor }),
    ...(status && { status: status as WebhookDeliveryStatus }),
  };
  const reply = useRead(
    '/webhook-endpoints/{endpoint_id}/deliveries',
    { path: { endpoint_id: endpointId }, query },
    { keep: true },
  );
  const list = { ...state, isFiltered: status !== undefined, reply };
  return (
    <Section title={words.deliveries} flush>
      <FilterBar>
        <ChoiceFilter
          of={list}
          name="status"
          label={words.deliveryStatus}
          choices={words.deliveryStatuses}
        />
      </FilterBar>
      <DataList
        label={words.deliveries}
        list={list}
        columns={COLUMNS}
        rowKey={({ event_id }) => event_id}
        empty={<Empty title={words.noDeliveries} hint={words.noDeliveriesHint} />}
      />
    </Section>
  );
}

interface AttemptsProps {
  readonly delivery: PortalWebhookDelivery;
  readonly onClose: () => void;
}

/** Every attempt with the reply; on request also the event itself, which is audited. */
function Attempts({ delivery: { endpoint_id, event_id, sequence }, onClose }: AttemptsProps) {
  const mayShow = allowed(useMe(), 'showWebhookEvent');
  const [shows, setShows] = useState(false);
  const path = { endpoint_id, event_id };
  const delivery = useRead('/webhook-endpoints/{endpoint_id}/deliveries/{event_id}', { path });
  return (
    <Modal opened onClose={onClose} size="lg" title={words.attemptsOf(`#${groupDigits(sequence)}`)}>
      <Stack gap="md">
        <Loaded query={delivery}>
          {({ attempts }) =>
            attempts.length === 0 ? (
              <div className="quiet">{words.noAttemptsYet}</div>
            ) : (
              <Timeline label={words.attempts} moments={attempts.map(momentOf)} />
            )
          }
        </Loaded>
        {shows ? (
          <Content path={path} />
        ) : (
          <div>
            <div className="quiet">{words.contentHint}</div>
            <ActButton size="xs" variant="default" allowed={mayShow} onClick={() => setShows(true)}>
              {words.showContent}
            </ActButton>
          </div>
        )}
      </Stack>
    </Modal>
  );
}

function Content({ path }: { readonly path: { endpoint_id: string; event_id: string } }) {
  const content = useRead('/webhook-endpoints/{endpoint_id}/events/{event_id}', { path });
  return (
    <Loaded query={content}>
      {({ event }) => {
        const body = JSON.stringify(event, null, 2);
        return (
          <div className="boxed">
            <pre className="breaks">{body}</pre>
            <CopyValue value={body} what={words.content} />
          </div>
        );
      }}
    </Loaded>
  );
}

function momentOf(attempt: WebhookAttempt): Moment {
  const { id, at, error, duration_ms, reply, reply_headers } = attempt;
  const headers = Object.entries(reply_headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  return {
    key: id,
    at,
    title: <AttemptResult attempt={attempt} />,
    by: words.ms(duration_ms),
    text: [...headers, ...(reply === null ? [] : [`${words.reply}: ${reply}`])].join('\n'),
    tone: error === null ? 'good' : 'bad',
  };
}
