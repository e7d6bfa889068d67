import { Button } from '@mantine/core';
import type { Lot, Supplier, SupplierTerms } from '@psnb2b/contract';
import {
  ActButton,
  Columns,
  ConfirmAct,
  CopyId,
  columnsOf,
  DataList,
  DialogButton,
  type Draft,
  Empty,
  type Fact,
  Facts,
  FormDialog,
  Link,
  Loaded,
  Page,
  percent,
  Section,
  StatusBadge,
  say,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useParams } from 'react-router';
import { allowed, useDo, useFormOf, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { lotTones } from '../lots/LotsPage.tsx';
import { words as lotWords } from '../lots/words.ts';
import { Sums, SupplierFields } from './SuppliersPage.tsx';
import { supplierTones, words } from './words.ts';

const LOTS_SHOWN = 10;

/** One supplier: its terms and figures, its lots, and what it owes. */
export function SupplierPage() {
  const { id = '' } = useParams();
  const supplier = useRead('/suppliers/{supplier_id}', { path: { supplier_id: id } });
  return (
    <Loaded query={supplier}>
      {(each) => (
        <Page
          title={each.name}
          {...(each.status === 'archived' && { lead: words.archivedLead })}
          mark={
            <StatusBadge tone={supplierTones[each.status]} value={each.status}>
              {words.statuses[each.status]}
            </StatusBadge>
          }
          acts={<Acts supplier={each} />}
        >
          <Columns
            main={<Lots supplier={each} />}
            side={
              <>
                <Section title={words.figures}>
                  <Facts facts={figuresOf(each)} />
                </Section>
                <Section title={words.facts}>
                  <Facts facts={factsOf(each)} />
                </Section>
              </>
            }
          />
        </Page>
      )}
    </Loaded>
  );
}

function figuresOf(supplier: Supplier): Fact[] {
  const { lots, sold, unsold, unsold_costs, approved, rate_bps, owed, overdue } = supplier;
  const supplier_id = supplier.id;
  return [
    [words.lots, lots],
    [words.sold, sold],
    [words.unsold, unsold],
    [words.unsoldCosts, <Sums key="costs" sums={unsold_costs} />],
    [
      words.approved,
      <Link key="approved" to={at(to.recoveries, { supplier_id })}>
        {approved}
      </Link>,
    ],
    [words.rate, rate_bps === null ? words.rateUnknown : percent(rate_bps)],
    [words.owed, owed.length === 0 ? words.nothing : <Sums key="owed" sums={owed} />],
    ...(overdue > 0 ? [[words.late, words.overdue(overdue)] as const] : []),
    [
      words.supplierClaims,
      <Link key="supplier-claims" to={at(to.recoveries, { supplier_id, state: 'due' })}>
        {words.supplierClaimsAll}
      </Link>,
    ],
    [
      words.claims,
      <Link key="claims" to={at(to.claims, { supplier_id })}>
        {words.claimsAll}
      </Link>,
    ],
  ];
}

function factsOf(supplier: Supplier): Fact[] {
  const { id, email, cost_currency, claim_days, note, created_at, created_by, archived_at } =
    supplier;
  return [
    [words.id, <CopyId key="id" id={id} what={words.id} short />],
    [
      words.email,
      email && (
        <a key="email" href={`mailto:${email}`}>
          {email}
        </a>
      ),
    ],
    [words.currency, cost_currency],
    [words.days, claim_days],
    [words.note, note && <span className="lines">{note}</span>],
    [words.addedAt, <Time key="added" at={created_at} />],
    [words.addedBy, created_by],
    ...(archived_at === null
      ? []
      : [[words.archivedAt, <Time key="archived" at={archived_at} />] as const]),
    [
      words.record,
      <Link key="record" to={at(to.audit, { subject: id })}>
        {words.recordSee}
      </Link>,
    ],
  ];
}

function Acts({ supplier }: { readonly supplier: Supplier }) {
  const me = useMe();
  const path = { supplier_id: supplier.id };
  const restore = useDo('POST /suppliers/{supplier_id}/restore', {
    send: () => ({ path }),
    onDone: () => say(words.restored),
  });
  const archive = useDo('POST /suppliers/{supplier_id}/archive', {
    send: () => ({ path }),
    onDone: () => say(words.archived),
  });
  return (
    <>
      <DialogButton label={words.edit} allowed={allowed(me, 'setSupplier')}>
        {(close) => <EditDialog supplier={supplier} onClose={close} />}
      </DialogButton>
      {supplier.status === 'active' ? (
        <ConfirmAct
          label={words.archive}
          says={words.archiveSays}
          act={archive}
          allowed={allowed(me, 'archiveSupplier')}
        />
      ) : (
        <ActButton
          allowed={allowed(me, 'restoreSupplier')}
          loading={restore.busy}
          onClick={() => restore.run()}
        >
          {words.restore}
        </ActButton>
      )}
    </>
  );
}

function EditDialog({
  supplier,
  onClose,
}: {
  readonly supplier: Supplier;
  readonly onClose: () => void;
}) {
  const { id, name, email, note, cost_currency, claim_days } = supplier;
  const initial: Draft<SupplierTerms> = {
    ...{ name, cost_currency, claim_days },
    email: email ?? '',
    note: note ?? '',
  };
  const set = useFormOf('PUT /suppliers/{supplier_id}', {
    initial,
    send: (body) => ({ path: { supplier_id: id }, body }),
    onDone: () => {
      onClose();
      say(words.saved);
    },
  });
  return (
    <FormDialog title={words.editOf(name)} of={set} onClose={onClose}>
      <SupplierFields of={set} />
    </FormDialog>
  );
}

const lot = columnsOf<Lot>();

function Lots({ supplier }: { readonly supplier: Supplier }) {
  const lots = useRead('/lots', { query: { supplier_id: supplier.id, limit: LOTS_SHOWN } });
  const all = (
    <Button
      component={Link}
      to={at(to.lots, { supplier_id: supplier.id })}
      variant="default"
      size="xs"
    >
      {words.lotsAll}
    </Button>
  );
  return (
    <Section title={words.lots} lead={words.lotsLead} flush acts={all}>
      <DataList
        label={words.lots}
        query={lots}
        columns={[
          lot.text('file_name', words.file),
          lot.status('status', words.status, lotTones, lotWords.statuses),
          lot.count('accepted', words.codes, { from: 's' }),
          lot.count('unsold', words.unsold),
          lot.count('claimed', words.claimed, { from: 's' }),
          lot.time('created_at', words.imported, { form: 'day', from: 's' }),
        ]}
        rowKey={({ id }) => id}
        rowLink={({ id }) => to.lot(id)}
        empty={<Empty title={words.lotsNone} />}
      />
    </Section>
  );
}
