import type { LotFile } from '@psnb2b/contract';
import {
  type Column,
  Columns,
  CopyId,
  DataTable,
  Empty,
  type Fact,
  Facts,
  Link,
  Loaded,
  Money,
  Page,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useRead } from '../../door.ts';
import { to } from '../../pages.ts';
import { c } from '../../text/claims.ts';
import { HeldSection } from './HeldSection.tsx';
import { lotTones } from './LotsPage.tsx';
import { MakeGoodSection } from './MakeGoodSection.tsx';
import { RecallSection } from './RecallSection.tsx';
import { WithdrawnSection } from './WithdrawnSection.tsx';

type Lot = LotFile;
const words = c.lots;
/** While a recall runs, its progress is read this often. */
const PROGRESS_MS = 500;

/** One lot: what it brought, who has its codes, and calling it back. */
export function LotPage() {
  const { id = '' } = useParams();
  const [isRunning, setRunning] = useState(false);
  const lot = useRead(
    '/lots/{lot_id}',
    { path: { lot_id: id } },
    { refetchInterval: isRunning ? PROGRESS_MS : false },
  );
  return (
    <Loaded query={lot}>
      {(each) => (
        <Page
          title={each.file_name}
          lead={each.supplier || c.noSupplier}
          mark={
            <StatusBadge tone={lotTones[each.status]}>{words.statuses[each.status]}</StatusBadge>
          }
        >
          <Columns
            main={
              <>
                <HeldSection lot={each} />
                <RecallSection lot={each} onRunning={setRunning} />
                <MakeGoodSection lot={each} onRunning={setRunning} />
                <WithdrawnSection lotId={each.id} />
                <Buyers lot={each} />
              </>
            }
            side={
              <>
                <Section title={words.facts}>
                  <Facts facts={factsOf(each)} />
                </Section>
                <Products lot={each} />
              </>
            }
          />
        </Page>
      )}
    </Loaded>
  );
}

function factsOf(lot: Lot): Fact[] {
  return [
    [words.id, <CopyId key="id" id={lot.id} what={words.id} short />],
    [words.codes, lot.accepted],
    [words.duplicates, lot.duplicates],
    [words.rejected, lot.rejected],
    [lot.recalled_at === null ? words.unsold : words.frozen, lot.unsold],
    [words.gone, lot.gone],
    [words.held, lot.held],
    [
      words.claimed,
      <Link key="claimed" to={at(to.claims, { lot_id: lot.id })}>
        {lot.claimed}
      </Link>,
    ],
    [
      words.approved,
      <Link key="approved" to={at(to.recoveries, { lot_id: lot.id })}>
        {lot.approved}
      </Link>,
    ],
    [words.imported, <Time key="imported" at={lot.created_at} />],
    [words.importedBy, lot.imported_by],
    [words.recalledAt, <Time key="recalled" at={lot.recalled_at} />],
    [
      words.record,
      <Link key="record" to={at(to.audit, { subject: lot.id })}>
        {words.recordSee}
      </Link>,
    ],
  ];
}

const PRODUCTS: readonly Column<Lot['products'][number]>[] = [
  { key: 'sku', title: words.product, cell: ({ sku }) => sku },
  { key: 'codes', title: words.codes, align: 'right', from: 's', cell: ({ codes }) => codes },
  { key: 'unsold', title: words.unsold, align: 'right', cell: ({ unsold }) => unsold },
  { key: 'elsewhere', title: words.elsewhere, align: 'right', cell: ({ elsewhere }) => elsewhere },
];

function Products({ lot }: { readonly lot: Lot }) {
  return (
    <Section title={words.products} flush>
      <DataTable
        label={words.products}
        rows={lot.products}
        columns={PRODUCTS}
        rowKey={({ sku }) => sku}
      />
    </Section>
  );
}

const BUYERS: readonly Column<Lot['buyers'][number]>[] = [
  {
    key: 'partner',
    title: c.partner,
    cell: ({ partner, mode }) => (
      <>
        {partner.name} {mode === 'test' && <span className="quiet">{c.test}</span>}
      </>
    ),
  },
  { key: 'orders', title: words.orders, align: 'right', from: 's', cell: ({ orders }) => orders },
  { key: 'codes', title: words.codes, align: 'right', cell: ({ codes }) => codes },
  {
    key: 'paid',
    title: words.paid,
    align: 'right',
    cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
  },
];

function Buyers({ lot }: { readonly lot: Lot }) {
  return (
    <Section title={words.buyers} flush>
      {lot.buyers.length === 0 ? (
        <Empty title={words.buyersNone} />
      ) : (
        <DataTable
          label={words.buyers}
          rows={lot.buyers}
          columns={BUYERS}
          rowKey={({ partner, mode, currency }) => `${partner.id} ${mode} ${currency}`}
          rowLink={({ partner }) => to.partner(partner.id)}
        />
      )}
    </Section>
  );
}
