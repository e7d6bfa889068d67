import type { StaffOrderFile } from '@psnb2b/contract';
import {
  CopyId,
  columnsOf,
  DataTable,
  Empty,
  type Moment,
  Money,
  Section,
  StatusBadge,
  Timeline,
  type Tone,
} from '@psnb2b/ui';
import { to } from '../../pages.ts';
import { claimTones } from '../../tones.ts';
import { words as claimWords } from '../claims/words.ts';
import { orderWords as words } from './words.ts';

interface Props {
  readonly order: StaffOrderFile;
}
type Event = StaffOrderFile['events'][number];
type Entry = StaffOrderFile['entries'][number];
type Delivery = Event['deliveries'][number];

/** States, and what people and keys did, in one line of time. */
export function HistorySection({ order }: Props) {
  // What somebody did comes before what followed in the same moment, and reading codes after it.
  const acts = order.entries.filter(({ action }) => !isReading(action));
  const readings = order.entries.filter(({ action }) => isReading(action));
  const moments = [
    ...acts.map(momentOfEntry),
    ...order.events.map(momentOfEvent),
    ...readings.map(momentOfEntry),
  ];
  return (
    <Section title={words.history} lead={words.historyLead}>
      <Timeline
        label={words.history}
        moments={moments.toSorted((one, other) => one.at.localeCompare(other.at))}
      />
    </Section>
  );
}

const isReading = (action: string) => action.startsWith('codes.');

const TONES: Readonly<Record<Event['status'], Tone>> = {
  pending: 'info',
  paid: 'info',
  delivered: 'good',
  failed: 'bad',
};

function momentOfEvent({ id, at, status, previous_status: before }: Event): Moment {
  const isReturn = before === status;
  return {
    key: id,
    at,
    title: isReturn ? words.returned : words.passed[status],
    tone: isReturn ? 'neutral' : TONES[status],
  };
}

function momentOfEntry({ id, at, action, actor, name, reason, codes }: Entry): Moment {
  return {
    key: id,
    at,
    title: words.actions[action] ?? action,
    by: name ?? actor,
    text: reason ?? (codes === null ? null : words.codesOf(codes)),
  };
}

const event = columnsOf<Event>();
const EVENTS = [
  event.cell('event', words.event, ({ id, status }) => (
    <div>
      {words.passed[status]}
      <div className="quiet">
        <CopyId id={id} what={words.event} short />
      </div>
    </div>
  )),
  event.time('at', words.at, { from: 's' }),
  event.cell('deliveries', words.deliveries, ({ deliveries }) =>
    deliveries.length === 0 ? (
      <span className="quiet">{words.noDeliveries}</span>
    ) : (
      deliveries.map((each) => <OneDelivery key={each.endpoint_id} delivery={each} />)
    ),
  ),
];

const deliveryTones: Readonly<Record<Delivery['status'], Tone>> = {
  waiting: 'wait',
  delivered: 'good',
  exhausted: 'bad',
  dropped: 'neutral',
};

function OneDelivery({ delivery }: { readonly delivery: Delivery }) {
  const { endpoint_id, status, attempts, http_status } = delivery;
  return (
    <div>
      <StatusBadge tone={deliveryTones[status]} value={status}>
        {words.deliveryStates[status]}
      </StatusBadge>{' '}
      <span className="quiet">
        {words.tries(attempts)}
        {http_status !== null && `, ${words.answered(http_status)}`}
      </span>{' '}
      <CopyId id={endpoint_id} what={words.deliveries} short />
    </div>
  );
}

/** What the partner's endpoints were sent. */
export function EventsSection({ order }: Props) {
  return (
    <Section title={words.events} lead={words.eventsLead} flush>
      {order.events.length === 0 ? (
        <Empty title={words.noEvents} />
      ) : (
        <DataTable
          label={words.events}
          rows={order.events}
          columns={EVENTS}
          rowKey={({ id }) => id}
        />
      )}
    </Section>
  );
}

/** The transfers of the order and of its codes. */
export function MoneySection({ order }: Props) {
  const { transfers, currency } = order;
  const transfer = columnsOf<StaffOrderFile['transfers'][number]>();
  return (
    <Section title={words.money} lead={words.moneyLead} flush>
      {transfers.length === 0 ? (
        <Empty title={words.noMoney} />
      ) : (
        <DataTable
          label={words.money}
          rows={transfers}
          columns={[
            transfer.cell('kind', words.kind, ({ kind, code_id }) => (
              <div>
                {words.kinds[kind] ?? kind}
                {code_id !== null && (
                  <div className="quiet">
                    <CopyId id={code_id} what={words.code} short />
                  </div>
                )}
              </div>
            )),
            transfer.cell(
              'from',
              words.fromTo,
              ({ from, to: into }) =>
                `${words.accounts[from] ?? from} → ${words.accounts[into] ?? into}`,
            ),
            transfer.cell(
              'amount',
              words.amount,
              ({ amount }) => <Money amount={amount} currency={currency} />,
              { align: 'right' },
            ),
            transfer.time('at', words.at, { from: 's' }),
          ]}
          rowKey={({ kind, code_id, at }) => `${kind} ${code_id} ${at}`}
        />
      )}
    </Section>
  );
}

const claim = columnsOf<StaffOrderFile['claims'][number]>();

export function ClaimsSection({ order }: Props) {
  return (
    <Section title={words.claims} flush>
      {order.claims.length === 0 ? (
        <Empty title={words.noClaims} />
      ) : (
        <DataTable
          label={words.claims}
          rows={order.claims}
          columns={[
            claim.word('reason', claimWords.reason, claimWords.reasons),
            claim.count('codes', words.codes),
            claim.status('status', words.state, claimTones, claimWords.statuses),
            claim.time('created_at', words.at, { from: 's' }),
          ]}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.claim(id)}
        />
      )}
    </Section>
  );
}
