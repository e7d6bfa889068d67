import { Button } from '@mantine/core';
import type { Deposit } from '@psnb2b/contract';
import { type DepositMethodName, networkNames } from '@psnb2b/contract/states';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  depositStatuses,
  Empty,
  ExportButton,
  FilterBar,
  Money,
  moneyText,
  Section,
  StatusBadge,
  TextFilter,
  ViewTabs,
} from '@psnb2b/ui';
import { client, useList, useRead } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { methodWords, statusTones, words } from './words.ts';

const col = columnsOf<Deposit>();

const COLUMNS = [
  col.cell('payment', words.payment, (deposit) => <Payment deposit={deposit} />),
  col.time('created_at', words.seen, { from: 's' }),
  col.cell(
    'sent',
    words.sent,
    ({ sent_amount, sent_currency }) => <Money amount={sent_amount} currency={sent_currency} />,
    { align: 'right', from: 's' },
  ),
  col.cell('amount', words.credited, (deposit) => <Credited deposit={deposit} />, {
    align: 'right',
  }),
  col.cell('status', words.status, (deposit) => <State deposit={deposit} />),
];

/** The payments, from when each was first seen. */
export function DepositsSection() {
  const list = useList('/deposits', ['q', 'deposit_id', 'status', 'mode']);
  const mode = list.filters.mode === 'test' ? 'test' : 'live';
  const waiting = useRead('/deposits', { query: { mode, status: 'waiting', limit: 1 } }).data;
  return (
    <Section
      title={words.deposits}
      flush
      acts={<ExportButton url={client.urlOf('/deposits/export')} query={list.filters} size="xs" />}
    >
      <ViewTabs
        label={words.views}
        views={[
          { title: words.all, query: '' },
          { title: words.underWay, query: 'status=waiting', count: waiting?.total },
        ]}
      >
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter
            of={list}
            name="status"
            label={words.status}
            choices={{ waiting: words.underWay, ...depositStatuses }}
          />
          <ModeSwitch of={list} />
          {list.filters.deposit_id !== undefined && (
            <Button size="xs" variant="default" onClick={() => list.set('deposit_id', null)}>
              {words.depositsAll}
            </Button>
          )}
        </FilterBar>
        <DataList
          label={words.deposits}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          empty={<Empty title={words.depositsNone} hint={words.depositsNoneHint} />}
        />
      </ViewTabs>
    </Section>
  );
}

function Payment({ deposit }: { readonly deposit: Deposit }) {
  const { method, network, sent_currency, reference } = deposit;
  const over = network === null ? null : networkNames[network as keyof typeof networkNames];
  return (
    <div>
      <div>{over ? `${sent_currency} · ${over}` : methodWords[method as DepositMethodName]}</div>
      <div className="quiet mono breaks">{reference}</div>
    </div>
  );
}

/** Only what is on the balance reads as credited: before, the amount is what is expected. */
function Credited({ deposit: { status, amount, currency } }: { readonly deposit: Deposit }) {
  if (status === 'rejected') return '—';
  if (amount === null) return <span className="quiet">{words.notKnown(currency)}</span>;
  if (status === 'credited' || status === 'reversed') {
    return <Money amount={amount} currency={currency} />;
  }
  return <span className="quiet">{words.notYet(moneyText(amount, currency))}</span>;
}

function State({ deposit }: { readonly deposit: Deposit }) {
  const { status, confirmations, confirmations_required, reason } = deposit;
  return (
    <div>
      <StatusBadge tone={statusTones[status]} value={status}>
        {depositStatuses[status]}
      </StatusBadge>
      {status === 'confirming' && confirmations !== null && confirmations_required !== null && (
        <div className="quiet">{words.confirmed(confirmations, confirmations_required)}</div>
      )}
      {reason !== null && <div className="quiet breaks">{reason}</div>}
    </div>
  );
}
