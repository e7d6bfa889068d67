import type { LotFile } from '@psnb2b/contract';
import {
  Columns,
  CopyId,
  columnsOf,
  DataTable,
  Empty,
  type Fact,
  Facts,
  Link,
  Loaded,
  Page,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useState } from 'react';
import { useParams } from 'react-router';
import { allowed, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { actorText } from '../records/AuditSentence.tsx';
import { DiscardSection } from './DiscardSection.tsx';
import { HeldSection } from './HeldSection.tsx';
import { lotTones } from './LotsPage.tsx';
import { MakeGoodSection } from './MakeGoodSection.tsx';
import { RecallSection } from './RecallSection.tsx';
import { RejectsSection } from './RejectsSection.tsx';
import { WithdrawnSection } from './WithdrawnSection.tsx';
import { words } from './words.ts';

/** While a recall runs, its progress is read this often. */
const PROGRESS_MS = 500;

/** One lot: what was imported, who has its codes, and its recall. */
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
          lead={<SupplierName lot={each} />}
          mark={
            <StatusBadge tone={lotTones[each.status]} value={each.status}>
              {words.statuses[each.status]}
            </StatusBadge>
          }
        >
          <Columns
            main={
              <>
                <HeldSection lot={each} />
                <RecallSection lot={each} onRunning={setRunning} />
                <MakeGoodSection lot={each} onRunning={setRunning} />
                <DiscardSection lot={each} />
                <RejectsSection lotId={each.id} rows={each.duplicates + each.rejected} />
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

/** The supplier; a link for people who may see more about it. */
function SupplierName({ lot: { supplier, supplier_id } }: { readonly lot: LotFile }) {
  const may = allowed(useMe(), 'getSupplier');
  if (supplier_id === null) return words.noSupplier;
  return may.can ? <Link to={to.supplier(supplier_id)}>{supplier}</Link> : supplier;
}

function factsOf(lot: LotFile): Fact[] {
  return [
    [words.id, <CopyId key="id" id={lot.id} what={words.id} short />],
    [words.codes, lot.accepted],
    [words.duplicates, lot.duplicates],
    [words.rejected, lot.rejected],
    [lot.recalled_at === null ? words.unsold : words.frozen, lot.unsold],
    [words.gone, lot.gone],
    [words.discardedCodes, lot.discarded],
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
    [words.importedBy, actorText({ actor: lot.imported_by, actor_name: lot.imported_by_name })],
    [words.recalledAt, <Time key="recalled" at={lot.recalled_at} />],
    [
      words.record,
      <Link key="record" to={at(to.audit, { subject: lot.id })}>
        {words.recordSee}
      </Link>,
    ],
  ];
}

const product = columnsOf<LotFile['products'][number]>();
const buyer = columnsOf<LotFile['buyers'][number]>();

function Products({ lot }: { readonly lot: LotFile }) {
  return (
    <Section title={words.products} flush>
      <DataTable
        label={words.products}
        rows={lot.products}
        columns={[
          product.mono('sku', words.product),
          product.count('codes', words.codes, { from: 's' }),
          product.count('unsold', words.unsold),
          product.count('elsewhere', words.elsewhere),
        ]}
        rowKey={({ sku }) => sku}
      />
    </Section>
  );
}

function Buyers({ lot }: { readonly lot: LotFile }) {
  return (
    <Section title={words.buyers} flush>
      {lot.buyers.length === 0 ? (
        <Empty title={words.buyersNone} />
      ) : (
        <DataTable
          label={words.buyers}
          rows={lot.buyers}
          columns={[
            buyer.cell('partner', words.buyer, ({ partner, mode }) => (
              <>
                {partner.name} {mode === 'test' && <span className="quiet">{words.test}</span>}
              </>
            )),
            buyer.count('orders', words.orders, { from: 's' }),
            buyer.count('codes', words.codes),
            buyer.money('amount', words.paid, 'currency'),
          ]}
          rowKey={({ partner, mode, currency }) => `${partner.id} ${mode} ${currency}`}
          rowLink={({ partner }) => to.partner(partner.id)}
        />
      )}
    </Section>
  );
}
