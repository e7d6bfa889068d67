import type { Supplier, SupplierSum, SupplierTerms } from '@psnb2b/contract';
import {
  type CallForm,
  ChoiceFilter,
  columnsOf,
  DataList,
  DialogButton,
  type Draft,
  Empty,
  Field,
  FilterBar,
  FormDialog,
  Money,
  Page,
  percent,
  Section,
  say,
  TextFilter,
  useGo,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf, useList } from '../../client.ts';
import { to } from '../../pages.ts';
import { words } from './words.ts';

const col = columnsOf<Supplier>();

const COLUMNS = [
  col.text('name', words.name),
  col.count('lots', words.lots, { from: 'm' }),
  col.count('unsold', words.unsold),
  col.cell('costs', words.unsoldCosts, ({ unsold_costs }) => <Sums sums={unsold_costs} />, {
    align: 'right',
  }),
  col.cell('rate', words.rate, ({ rate_bps }) => percent(rate_bps), { align: 'right' }),
  col.cell('owed', words.owed, (supplier) => <Owed {...supplier} />, { align: 'right' }),
];

/** The suppliers. */
export function SuppliersPage() {
  const list = useList('/suppliers', ['q', 'status'], { status: 'active' });
  return (
    <Page lead={words.lead} acts={<AddSupplier />}>
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter
            of={list}
            name="status"
            label={words.status}
            fallback="active"
            choices={words.statuses}
          />
        </FilterBar>
        <DataList
          label={words.list}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.supplier(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}

function AddSupplier() {
  return (
    <DialogButton
      label={words.add}
      allowed={allowed(useMe(), 'addSupplier')}
      button={{ variant: 'filled' }}
    >
      {(close) => <AddDialog onClose={close} />}
    </DialogButton>
  );
}

function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const go = useGo();
  const add = useFormOf('POST /suppliers', {
    initial: { name: '', email: '', cost_currency: 'USD', claim_days: 30, note: '' },
    onDone: ({ id }) => {
      onClose();
      say(words.added);
      go(to.supplier(id));
    },
  });
  return (
    <FormDialog title={words.add} of={add} onClose={onClose}>
      <SupplierFields of={add} />
    </FormDialog>
  );
}

/** The fields of a supplier, to add or to change one. */
export function SupplierFields({ of }: { readonly of: CallForm<Draft<SupplierTerms>> }) {
  return (
    <>
      <Field of={of} name="name" label={words.name} hint={words.nameHint} first />
      <Field of={of} name="email" label={words.email} hint={words.emailHint} />
      <Field of={of} name="cost_currency" label={words.currency} hint={words.currencyHint} narrow />
      <Field of={of} name="claim_days" label={words.days} hint={words.daysHint} narrow />
      <Field of={of} name="note" label={words.note} />
    </>
  );
}

/** What it owes, and how much of that is overdue. */
function Owed({ owed, overdue }: Pick<Supplier, 'owed' | 'overdue'>) {
  return (
    <>
      <Sums sums={owed} />
      {overdue > 0 && <div className="quiet">{words.overdue(overdue)}</div>}
    </>
  );
}

/** One line per currency, with the number of codes that its amount leaves out; a dash if there is none. */
export function Sums({ sums }: { readonly sums: readonly SupplierSum[] }) {
  if (sums.length === 0) return '—';
  return sums.map(({ currency, amount, unknown }) => (
    <div key={currency}>
      {amount !== null && <Money amount={amount} currency={currency} />}
      {unknown > 0 && <div className="quiet">{words.unknown(unknown)}</div>}
    </div>
  ));
}
