import { Alert } from '@mantine/core';
import type { TierInUse, TierSet } from '@psnb2b/contract';
import {
  columnsOf,
  DataTable,
  DialogButton,
  Empty,
  Link,
  Loaded,
  Page,
  percent,
  Section,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, useRead } from '../../client.ts';
import { PricesNav } from '../../PricesNav.tsx';
import { to } from '../../pages.ts';
import { TiersDialog } from './TiersDialog.tsx';
import { words } from './words.ts';

const BPS = 100;
const col = columnsOf<TierInUse>();
const COLUMNS = [
  col.text('name', words.name),
  col.money('volume_30d', words.from, 'currency'),
  col.cell('discount', words.discount, ({ discount_percent }) => percent(discount_percent * BPS), {
    align: 'right',
  }),
  col.count('business_count', words.holders),
];

/** The tiers of every currency in use. */
export function TiersPage() {
  const sets = useRead('/tiers');
  return (
    <Page lead={words.lead}>
      <PricesNav here="tiers" />
      <Loaded query={sets}>
        {({ data }) => data.map((set) => <Currency key={set.id} set={set} />)}
      </Loaded>
    </Page>
  );
}

function Currency({ set }: { readonly set: TierSet }) {
  const { id, tiers, waiting, changed_at, changed_by, business_count } = set;
  return (
    <Section
      title={words.of(id)}
      lead={
        <>
          {words.businesses(business_count)}
          {changed_at !== null && changed_by !== null && (
            <>
              {'. '}
              {words.setBy(changed_by)} <Time at={changed_at} />.{' '}
              <Link to={at(to.audit, { action: 'tiers.changed', subject: id })}>
                {words.history}
              </Link>
            </>
          )}
        </>
      }
      flush
      acts={<ChangeTiers set={set} />}
    >
      {waiting.map((proposal) => (
        <Alert key={proposal.id} color="yellow" variant="outline" m="md" title={words.waiting}>
          {proposal.after} <Link to={to.proposals}>{words.waitingSee}</Link>
        </Alert>
      ))}
      {tiers.length === 0 ? (
        <Empty title={words.none} hint={words.noneHint} />
      ) : (
        <DataTable
          label={words.of(id)}
          rows={tiers}
          columns={COLUMNS}
          rowKey={({ name }) => name}
        />
      )}
    </Section>
  );
}

function ChangeTiers({ set }: { readonly set: TierSet }) {
  return (
    <DialogButton
      label={words.change}
      name={words.changeOf(set.id)}
      allowed={allowed(useMe(), 'setTiers')}
      button={{ size: 'xs' }}
    >
      {(close) => <TiersDialog set={set} onClose={close} />}
    </DialogButton>
  );
}
