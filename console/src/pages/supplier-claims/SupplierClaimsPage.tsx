import type { Recovery } from '@psnb2b/contract';
import {
  ChoiceFilter,
  type Column,
  columnsOf,
  DataList,
  DataTable,
  DialogButton,
  Empty,
  FilterBar,
  Link,
  Money,
  Page,
  Section,
  StatusBadge,
  TextFilter,
  Time,
  type Tone,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { Cost } from '../../Cost.tsx';
import { allowed, useWhole } from '../../client.ts';
import { to } from '../../pages.ts';
import { SupplierFilter } from '../../SupplierFilter.tsx';
import { SettleDialog } from './SettleDialog.tsx';
import { type SupplierSum, sumBySupplier } from './sum-by-supplier.ts';
import classes from './supplier-claims.module.css';
import { words } from './words.ts';

const LIST_MAX = 1_000;

const TONES: Readonly<Record<Recovery['state'], Tone>> = {
  due: 'wait',
  asked: 'info',
  recovered: 'good',
  written_off: 'neutral',
  void: 'neutral',
};

/** The open supplier claims, and their deadlines. */
export function SupplierClaimsPage() {
  const list = useWhole('/recoveries', ['supplier_id', 'state', 'lot_id']);
  const rows = list.reply.data?.data ?? [];
  return (
    <Page lead={words.lead}>
      {rows.length > 0 && (
        <Section title={words.sums} flush>
          <DataTable
            label={words.sums}
            rows={sumBySupplier(rows)}
            columns={SUMS}
            rowKey={({ supplier_id, currency }) => `${supplier_id} ${currency}`}
          />
        </Section>
      )}
      <Section flush {...(rows.length === LIST_MAX && { lead: words.tooMany })}>
        <FilterBar>
          <SupplierFilter list={list} />
          <ChoiceFilter of={list} name="state" label={words.state} choices={words.states} />
          <TextFilter of={list} name="lot_id" label={words.lot} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ code_id }) => code_id}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}

const sum = columnsOf<SupplierSum>();

const SUMS: readonly Column<SupplierSum>[] = [
  sum.cell('supplier', words.supplier, ({ supplier, soonest }) => (
    <>
      {supplier || words.unnamed}
      <span className="quiet narrow">
        {words.soonest} <Time at={soonest} form="day" />
      </span>
    </>
  )),
  sum.count('codes', words.codes, { from: 's' }),
  sum.cell('open', words.open, (each) => <Open sum={each} />, { align: 'right' }),
  sum.money('back', words.paid, 'currency', { from: 's' }),
  sum.time('soonest', words.soonest, { form: 'day', from: 's' }),
];

/** The known part of what is owed, and the number of codes that it leaves out. */
function Open({ sum: { open, unknown, currency } }: { readonly sum: SupplierSum }) {
  return (
    <>
      {(open !== null || unknown === 0) && <Money amount={open} currency={currency} />}
      {unknown > 0 && <div className="quiet">{words.unknownOf(unknown)}</div>}
    </>
  );
}

const isOpen = ({ state }: Recovery) => state === 'due' || state === 'asked';
const col = columnsOf<Recovery>();

const COLUMNS: readonly Column<Recovery>[] = [
  col.cell('code', words.code, (each) => (
    <>
      <Link to={to.claim(each.claim_id)} className={`mono ${classes.link}`}>
        …{each.code_id.slice(-6)}
      </Link>
      <br />
      <Link to={to.lot(each.lot_id)} className={classes.link}>
        {words.itsLot}
      </Link>
      <span className="narrow">
        <Cost amount={each.amount} currency={each.currency} />
      </span>
      <span className="quiet narrow">{each.supplier || words.unnamed}</span>
      <span className="quiet narrow">
        {words.due} <Time at={each.due_at} form="day" />
      </span>
    </>
  )),
  col.cell(
    'supplier',
    words.supplier,
    ({ supplier, note }) => (
      <>
        {supplier || words.unnamed}
        {note && <div className="quiet">{note}</div>}
      </>
    ),
    { from: 's' },
  ),
  col.cell('amount', words.amount, (each) => <Cost {...each} />, { align: 'right', from: 's' }),
  col.cell('state', words.state, ({ state, recovered, currency }) => (
    <>
      <StatusBadge tone={TONES[state]}>{words.states[state]}</StatusBadge>{' '}
      {recovered !== null && <Money amount={recovered} currency={currency} />}
    </>
  )),
  col.cell('due', words.due, (each) => <Time at={isOpen(each) ? each.due_at : null} form="day" />, {
    align: 'right',
    from: 's',
  }),
  col.acts((each) => <Settle recovery={each} />),
];

function Settle({ recovery }: { readonly recovery: Recovery }) {
  const may = allowed(useMe(), 'settleRecovery');
  if (!isOpen(recovery)) return null;
  return (
    <DialogButton
      label={words.settle}
      name={words.settleOf(recovery.code_id.slice(-6))}
      allowed={may}
      button={{ size: 'compact-xs' }}
    >
      {(close) => <SettleDialog recovery={recovery} onClose={close} />}
    </DialogButton>
  );
}
