import type { PriceListSummary } from '@psnb2b/contract';
import {
  columnsOf,
  DataList,
  DialogButton,
  Empty,
  Field,
  FormDialog,
  Page,
  percent,
  Section,
  say,
  useGo,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf, useWhole } from '../../client.ts';
import { PricesNav } from '../../PricesNav.tsx';
import { to } from '../../pages.ts';
import { words } from './words.ts';

const col = columnsOf<PriceListSummary>();
const BPS = 100;

const COLUMNS = [
  col.text('name', words.name),
  col.mono('currency', words.currency),
  col.cell('percent', words.percent, ({ percent: each }) => percent(each * BPS), {
    align: 'right',
  }),
  col.count('fixed_prices', words.fixed),
  col.count('partner_count', words.partners),
  col.text('changed_by', words.changedBy, { from: 'm' }),
  col.time('changed_at', words.changedAt, { form: 'day', from: 's' }),
];

/** Prices of some partners in place of the list prices. */
export function PriceListsPage() {
  const list = useWhole('/price-lists', []);
  return (
    <Page lead={words.lead} acts={<Create />}>
      <PricesNav here="lists" />
      <Section flush>
        <DataList
          label={words.list}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.priceList(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}

function Create() {
  return (
    <DialogButton
      label={words.create}
      allowed={allowed(useMe(), 'createPriceList')}
      button={{ variant: 'filled' }}
    >
      {(close) => <CreateDialog onClose={close} />}
    </DialogButton>
  );
}

function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const go = useGo();
  const create = useFormOf('POST /price-lists', {
    initial: { name: '', currency: 'USD' },
    onDone: ({ id }) => {
      onClose();
      say(words.created);
      go(to.priceList(id));
    },
  });
  return (
    <FormDialog title={words.create} of={create} onClose={onClose}>
      <Field of={create} name="name" label={words.name} hint={words.nameHint} first />
      <Field of={create} name="currency" label={words.currency} hint={words.currencyHint} mono />
    </FormDialog>
  );
}
