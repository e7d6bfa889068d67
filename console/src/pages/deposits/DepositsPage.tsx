import { Button } from '@mantine/core';
import type { StaffDeposit } from '@psnb2b/contract';
import { type DepositMethodName, networkNames } from '@psnb2b/contract/states';
import {
  type Bulk,
  ChoiceFilter,
  columnsOf,
  DataList,
  DialogButton,
  ExportButton,
  FilterBar,
  Link,
  Money,
  Page,
  Section,
  StatusBadge,
  TextFilter,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, client, useList } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { to } from '../../pages.ts';
import { NothingWaits } from '../../queue/NothingWaits.tsx';
import { QueueLine } from '../../queue/QueueLine.tsx';
import { DepositActs } from './DepositActs.tsx';
import { DepositsMany, depositName } from './DepositsMany.tsx';
import { RecordDialog } from './RecordDialog.tsx';
import { depositTones, words } from './words.ts';

const col = columnsOf<StaffDeposit>();

const COLUMNS = [
  col.cell('partner', words.partner, ({ partner, reference }) => (
    <div>
      <Link to={to.partner(partner.id)} className="breaks">
        {partner.name}
      </Link>
      <div className="quiet mono breaks">{reference}</div>
    </div>
  )),
  col.cell('sent', words.sent, (deposit) => <Sent deposit={deposit} />, { align: 'right' }),
  col.money('amount', words.amount, 'currency', { from: 's' }),
  col.cell('status', words.status, (deposit) => <State deposit={deposit} />),
  col.time('created_at', words.seen, { form: 'ago', from: 'm' }),
  col.acts((deposit) => <DepositActs deposit={deposit} />),
];

/** Payments that wait for staff, and settled ones. */
export function DepositsPage() {
  const me = useMe();
  const list = useList('/deposits', ['status', 'reference', 'partner_id'], { status: 'waiting' });
  return (
    <Page
      lead={
        <>
          {words.lead} <QueueLine queue="deposits" />
        </>
      }
      acts={
        <>
          <Button variant="default" component={Link} to={to.depositMethods}>
            {words.toMethods}
          </Button>
          <ExportButton
            url={client.urlOf('/deposits/export')}
            query={{ status: 'waiting', ...list.filters }}
          />
          <DialogButton
            label={words.record}
            allowed={allowed(me, 'recordDeposit')}
            button={{ variant: 'filled' }}
          >
            {(close) => <RecordDialog onClose={close} />}
          </DialogButton>
        </>
      }
    >
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="reference" label={words.search} />
          <ChoiceFilter
            of={list}
            name="status"
            label={words.status}
            fallback="waiting"
            choices={{ waiting: words.waiting, ...words.statuses }}
          />
          <PartnerFilter list={list} />
        </FilterBar>
        <DataList
          label={words.list}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          empty={<NothingWaits queue="deposits" hint={words.noneHint} />}
          queue
          {...(allowed(me, 'creditDeposit').can && {
            bulk: (bulk: Bulk<StaffDeposit>) => <DepositsMany bulk={bulk} />,
            nameOf: depositName,
          })}
        />
      </Section>
    </Page>
  );
}

function Sent({ deposit }: { readonly deposit: StaffDeposit }) {
  const { sent_amount, sent_currency, method, network } = deposit;
  const over = network === null ? null : networkNames[network as keyof typeof networkNames];
  return (
    <div>
      <div>
        {sent_amount === null ? (
          words.open
        ) : (
          <Money amount={sent_amount} currency={sent_currency} />
        )}
      </div>
      <div className="quiet">{over ?? words.methods[method as DepositMethodName]}</div>
    </div>
  );
}

function State({ deposit }: { readonly deposit: StaffDeposit }) {
  const { status, confirmations, confirmations_required, reason, recorded_by, credited_by } =
    deposit;
  const waits = deposit.reversal?.proposal_id ?? null;
  return (
    <div>
      <StatusBadge tone={depositTones[status]} value={status}>
        {words.statuses[status]}
      </StatusBadge>
      {status === 'confirming' && confirmations !== null && confirmations_required !== null && (
        <div className="quiet">{words.confirmed(confirmations, confirmations_required)}</div>
      )}
      {waits !== null && (
        <div>
          <Link to={to.proposals}>{words.reversalWaits}</Link>
        </div>
      )}
      {reason !== null && <div className="quiet breaks">{reason}</div>}
      <div className="quiet">{words.by(credited_by ?? recorded_by)}</div>
    </div>
  );
}
