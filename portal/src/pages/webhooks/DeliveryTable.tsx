import type { PortalWebhookDelivery } from '@psnb2b/contract';
import { webhookTriesMax } from '@psnb2b/contract/states';
import {
  columnsOf,
  DataTable,
  Empty,
  groupDigits,
  Loaded,
  StatusBadge,
  type Tone,
} from '@psnb2b/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { to } from '../../pages.ts';
import { About } from './About.tsx';
import { AttemptResult } from './AttemptResult.tsx';
import { words as listWords, eventWords as words } from './words.ts';

export const tones: Readonly<Record<PortalWebhookDelivery['status'], Tone>> = {
  waiting: 'wait',
  delivered: 'good',
  exhausted: 'bad',
  dropped: 'neutral',
};

const col = columnsOf<PortalWebhookDelivery>();

export const deliveryColumns = [
  col.cell('type', words.type, ({ type, sequence }) => (
    <div>
      <div>{listWords.types[type] ?? type}</div>
      <div className="quiet mono">#{groupDigits(sequence)}</div>
    </div>
  )),
  col.cell('status', words.state, (delivery) => <DeliveryState delivery={delivery} />),
  col.cell('about', words.about, ({ about_id }) => <About id={about_id} />, { from: 's' }),
  col.cell('answer', words.answer, ({ attempts }) => {
    const last = attempts.at(-1);
    return last ? <AttemptResult attempt={last} /> : null;
  }),
  col.time('next_attempt_at', words.next, { form: 'ago', from: 'm' }),
  col.time('created_at', words.happened, { form: 'ago', from: 's' }),
];

/** The state of a delivery, and how many tries it took so far. */
export function DeliveryState({
  delivery: { status, tries },
}: {
  readonly delivery: Pick<PortalWebhookDelivery, 'status' | 'tries'>;
}) {
  return (
    <div>
      <StatusBadge tone={tones[status]} value={status}>
        {words.statuses[status]}
      </StatusBadge>
      {status === 'waiting' && (
        <div className="quiet">{words.triesOf(groupDigits(tries), webhookTriesMax)}</div>
      )}
    </div>
  );
}

export const deliveryKey = ({ endpoint_id, event_id }: PortalWebhookDelivery) =>
  `${endpoint_id} ${event_id}`;

/** A few deliveries, each with a link to its event. */
export function DeliveryTable({
  query,
  none,
}: {
  readonly query: UseQueryResult<{ readonly data: readonly PortalWebhookDelivery[] }>;
  readonly none: string;
}) {
  return (
    <Loaded query={query}>
      {({ data }) =>
        data.length === 0 ? (
          <Empty title={none} />
        ) : (
          <DataTable
            label={words.deliveriesTitle}
            rows={data}
            rowKey={deliveryKey}
            rowLink={({ event_id }) => to.event(event_id)}
            columns={deliveryColumns}
          />
        )
      }
    </Loaded>
  );
}
