import { Alert, Button } from '@mantine/core';
import type { Adjustment, AdjustmentPropose } from '@psnb2b/contract';
import {
  columnsOf,
  DataList,
  DialogButton,
  type Draft,
  Empty,
  ExportButton,
  Field,
  FilterBar,
  FormDialog,
  Link,
  Money,
  Page,
  Section,
  say,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, client, useFormOf, useList, useRead } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { PartnerSelect } from '../../PartnerSelect.tsx';
import { to } from '../../pages.ts';
import { adjustmentWords as words } from './words.ts';

const col = columnsOf<Adjustment>();
const COLUMNS = [
  col.cell('partner', words.business, ({ partner, reason }) => (
    <div>
      <Link to={to.partner(partner.id)} className="breaks">
        {partner.name}
      </Link>
      <div className="quiet breaks">{reason}</div>
    </div>
  )),
  col.money('amount', words.amount, 'currency'),
  col.text('proposed_by', words.proposedBy, { from: 's' }),
  col.text('agreed_by', words.agreedBy, { from: 's' }),
  col.time('at', words.at, { from: 'm' }),
];

/** Corrections of balances that took effect, and proposing one. */
export function AdjustmentsPage() {
  const list = useList('/adjustments', ['partner_id']);
  return (
    <Page
      lead={words.lead}
      acts={
        <>
          <Button variant="default" component={Link} to={to.proposals}>
            {words.see}
          </Button>
          <ExportButton url={client.urlOf('/adjustments/export')} query={list.filters} />
          <DialogButton
            label={words.propose}
            allowed={allowed(useMe(), 'proposeAdjustment')}
            button={{ variant: 'filled' }}
          >
            {(close) => <ProposeDialog partnerId={list.filters.partner_id} onClose={close} />}
          </DialogButton>
        </>
      }
    >
      <Waiting partnerId={list.filters.partner_id} />
      <Section flush>
        <FilterBar>
          <PartnerFilter list={list} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}

/** Those that wait for a second admin. */
function Waiting({ partnerId }: { readonly partnerId: string | undefined }) {
  const query = { state: 'waiting' as const, limit: WAITING_MAX };
  const proposals = useRead('/proposals', { query }).data?.data ?? []; // nothing: not read yet.
  const waiting = proposals.filter(
    ({ kind, subject }) =>
      kind === 'adjustment' && (partnerId === undefined || subject.id === partnerId),
  );
  if (waiting.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" title={words.waiting(waiting.length)}>
      {waiting.map(({ id, subject, after, currency }) => (
        <div key={id}>
          {subject.name}: <Money amount={after} currency={currency ?? ''} />
        </div>
      ))}
      <Link to={to.proposals}>{words.see}</Link>
    </Alert>
  );
}

const WAITING_MAX = 100;

export function ProposeDialog({
  partnerId = '',
  onClose,
}: {
  readonly partnerId?: string | undefined;
  readonly onClose: () => void;
}) {
  const initial: Draft<AdjustmentPropose> = {
    ...{ partner_id: partnerId, direction: 'add', amount: '', reason: '' },
  };
  const propose = useFormOf('POST /adjustments', {
    initial,
    onDone: () => {
      onClose();
      say(words.proposed);
    },
  });
  const { form } = propose;
  return (
    <FormDialog title={words.propose} submit={words.submit} of={propose} onClose={onClose}>
      {/* by hand: a business is found by the letters of its name. */}
      <PartnerSelect
        label={words.business}
        error={form.getInputProps('partner_id').error}
        value={form.values.partner_id || null}
        onChange={(id) => form.setFieldValue('partner_id', id ?? '')}
      />
      <Field of={propose} name="direction" label={words.direction} choices={words.directions} />
      <Field of={propose} name="amount" label={words.amount} hint={words.amountHint} narrow />
      <Field of={propose} name="reason" label={words.reason} rows={3} />
    </FormDialog>
  );
}
