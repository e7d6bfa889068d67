import type { Recovery } from '@psnb2b/contract';
import {
  ActButton,
  ChoiceFilter,
  type Column,
  DataList,
  DataTable,
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
import { useState } from 'react';
import { allowed, useList } from '../../door.ts';
import { to } from '../../pages.ts';
import { c } from '../../text/claims.ts';
import { Cost } from './Cost.tsx';
import classes from './lots.module.css';
import { SettleDialog } from './SettleDialog.tsx';
import { SupplierFilter } from './SupplierFilter.tsx';
import { type SupplierSum, sumBySupplier } from './sum-by-supplier.ts';

const words = c.owed;
const LIST_MAX = 1_000;

const TONES: Readonly<Record<Recovery['state'], Tone>> = {
  due: 'wait',
  asked: 'info',
  recovered: 'good',
  written_off: 'neutral',
  void: 'neutral',
};

/** What can be asked back of suppliers, and until when. */
export function RecoveriesPage() {
  const list = useList('/recoveries', ['supplier_id', 'state', 'lot_id']);
  const [settling, setSettling] = useState<Recovery | null>(null);
  const rows = list.reply.data?.data ?? [];
  return (
    <Page title={words.title} lead={words.lead}>
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
          <ChoiceFilter
            label={words.state}
            value={list.filters.state}
            choices={words.states}
            onChange={(value) => list.set('state', value)}
          />
          <TextFilter
            label={c.lot}
            value={list.filters.lot_id}
            onChange={(value) => list.set('lot_id', value)}
          />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={columnsWith(setSettling)}
          rowKey={({ code_id }) => code_id}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
      {settling && <SettleDialog recovery={settling} onClose={() => setSettling(null)} />}
    </Page>
  );
}

const SUMS: readonly Column<SupplierSum>[] = [
  {
    key: 'supplier',
    title: words.supplier,
    cell: ({ supplier, soonest }) => (
      <>
        {supplier || words.unnamed}
        <span className="quiet narrow">
          {words.soonest} <Time at={soonest} form="day" />
        </span>
      </>
    ),
  },
  { key: 'codes', title: c.codes, align: 'right', from: 's', cell: ({ codes }) => codes },
  {
    key: 'open',
    title: words.open,
    align: 'right',
    cell: (sum) => <Open sum={sum} />,
  },
  {
    key: 'back',
    title: words.back,
    align: 'right',
    from: 's',
    cell: ({ back, currency }) =>
      back === null ? words.nothing : <Money amount={back} currency={currency} />,
  },
  {
    key: 'soonest',
    title: words.soonest,
    align: 'right',
    from: 's',
    cell: ({ soonest }) => <Time at={soonest} form="day" />,
  },
];

/** What is known of what is owed, and how many codes it leaves out. */
function Open({ sum }: { readonly sum: SupplierSum }) {
  const { open, unknown, currency } = sum;
  return (
    <>
      {open !== null && <Money amount={open} currency={currency} />}
      {unknown > 0 && <div className="quiet">{words.unknownOf(unknown)}</div>}
      {open === null && unknown === 0 && words.nothing}
    </>
  );
}

function columnsWith(onSettle: (recovery: Recovery) => void): readonly Column<Recovery>[] {
  return [
    {
      key: 'code',
      title: words.code,
      cell: ({ code_id, claim_id, lot_id, due_at, supplier, amount, currency }) => (
        <>
          <Link to={to.claim(claim_id)} className={`mono ${classes.link}`}>
            …{code_id.slice(-6)}
          </Link>
          <br />
          <Link to={to.lot(lot_id)} className={classes.link}>
            {words.itsLot}
          </Link>
          <span className="narrow">
            <Cost amount={amount} currency={currency} />
          </span>
          <span className="quiet narrow">{supplier || words.unnamed}</span>
          <span className="quiet narrow">
            {words.due} <Time at={due_at} form="day" />
          </span>
        </>
      ),
    },
    {
      key: 'supplier',
      title: words.supplier,
      from: 's',
      cell: ({ supplier, note }) => (
        <>
          {supplier || words.unnamed}
          {note && <div className="quiet">{note}</div>}
        </>
      ),
    },
    {
      key: 'amount',
      title: words.amount,
      align: 'right',
      from: 's',
      cell: ({ amount, currency }) => <Cost amount={amount} currency={currency} />,
    },
    {
      key: 'state',
      title: words.state,
      cell: ({ state, recovered, currency }) => (
        <>
          <StatusBadge tone={TONES[state]}>{words.states[state]}</StatusBadge>{' '}
          {recovered !== null && <Money amount={recovered} currency={currency} />}
        </>
      ),
    },
    {
      key: 'due',
      title: words.due,
      align: 'right',
      from: 's',
      cell: ({ due_at, state }) =>
        state === 'due' || state === 'asked' ? <Time at={due_at} form="day" /> : '—',
    },
    {
      key: 'act',
      title: '',
      align: 'right',
      cell: (recovery) => <Settle recovery={recovery} onSettle={onSettle} />,
    },
  ];
}

function Settle({
  recovery,
  onSettle,
}: {
  readonly recovery: Recovery;
  readonly onSettle: (recovery: Recovery) => void;
}) {
  const may = allowed(useMe(), 'settleRecovery');
  if (recovery.state !== 'due' && recovery.state !== 'asked') return null;
  return (
    <ActButton
      size="compact-xs"
      variant="default"
      aria-label={words.settleOf(recovery.code_id.slice(-6))}
      allowed={may}
      onClick={() => onSettle(recovery)}
    >
      {words.settle}
    </ActButton>
  );
}
