import { Alert } from '@mantine/core';
import type { PriceList, PriceListPrice } from '@psnb2b/contract';
import {
  Columns,
  ConfirmAct,
  CopyId,
  columnsOf,
  DataTable,
  DialogButton,
  Empty,
  type Fact,
  Facts,
  Field,
  FormDialog,
  Link,
  Loaded,
  Money,
  Page,
  percent,
  Section,
  say,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useParams } from 'react-router';
import { allowed, useDo, useFormOf, useRead } from '../../client.ts';
import { PartnerSelect } from '../../PartnerSelect.tsx';
import { to } from '../../pages.ts';
import { FromTo } from '../price-history/FromTo.tsx';
import classes from '../products/products.module.css';
import { sayDone } from '../proposals/say-proposed.ts';
import { words } from './words.ts';

const BPS = 100;

/** One price list: its percentage, the price of every product, and the partners that buy at it. */
export function PriceListPage() {
  const { id = '' } = useParams();
  const list = useRead('/price-lists/{price_list_id}', { path: { price_list_id: id } });
  return (
    <Loaded query={list}>
      {(each) => (
        <Page title={each.name} lead={words.lead} acts={<Edit list={each} />}>
          <Columns
            main={
              <>
                {each.waiting.map((proposal) => (
                  <Waiting key={proposal.id} {...proposal} />
                ))}
                <Prices list={each} />
              </>
            }
            side={
              <>
                <Section title={words.list}>
                  <Facts facts={factsOf(each)} />
                </Section>
                <Partners list={each} />
              </>
            }
          />
        </Page>
      )}
    </Loaded>
  );
}

function factsOf(list: PriceList): Fact[] {
  return [
    [words.percent, percent(list.percent * BPS)],
    [words.currency, list.currency],
    [words.fixed, list.fixed_prices],
    [words.changedBy, list.changed_by],
    [words.changedAt, <Time key="at" at={list.changed_at} />],
    ['Id', <CopyId key="id" id={list.id} what={words.list} />],
    [
      words.prices,
      <Link key="history" to={at(to.priceHistory, { of: 'price_lists' })}>
        {words.history}
      </Link>,
    ],
  ];
}

function Waiting({ before, after, currency }: PriceList['waiting'][number]) {
  return (
    <Alert color="yellow" variant="outline" title={words.waiting}>
      {currency === null ? (
        `${before} → ${after}`
      ) : (
        <FromTo before={before} after={after} currency={currency} />
      )}{' '}
      <Link to={to.proposals}>{words.waitingSee}</Link>
    </Alert>
  );
}

function Edit({ list }: { readonly list: PriceList }) {
  return (
    <DialogButton label={words.edit} allowed={allowed(useMe(), 'changePriceList')}>
      {(close) => <EditDialog list={list} onClose={close} />}
    </DialogButton>
  );
}

interface DialogProps {
  readonly list: PriceList;
  readonly onClose: () => void;
}

function EditDialog({ list, onClose }: DialogProps) {
  const change = useFormOf('PUT /price-lists/{price_list_id}', {
    initial: { name: list.name, percent: list.percent as number | string },
    send: (values) => ({
      path: { price_list_id: list.id },
      body: { ...values, before: list.percent },
    }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.saved);
    },
  });
  return (
    <FormDialog title={words.edit} of={change} onClose={onClose}>
      <Field of={change} name="name" label={words.name} hint={words.nameHint} first />
      <Field
        of={change}
        name="percent"
        label={words.percent}
        hint={words.percentHint}
        unit="%"
        narrow
      />
    </FormDialog>
  );
}

const price = columnsOf<PriceListPrice>();

function Prices({ list }: { readonly list: PriceList }) {
  return (
    <Section title={words.prices} flush>
      {list.prices.length === 0 ? (
        <Empty title={words.pricesNone} />
      ) : (
        <DataTable
          label={words.prices}
          rows={list.prices}
          rowKey={({ sku }) => sku}
          rowLink={({ sku }) => to.product(sku)}
          columns={[
            price.mono('sku', words.product),
            price.money('list_price', words.listPrice, 'currency', { from: 's' }),
            price.money('fixed_price', words.fixedPrice, 'currency'),
            price.money('price', words.price, 'currency'),
            price.cell('floor', words.floor, (each) => <Floor {...each} />, {
              align: 'right',
              from: 'm',
            }),
            price.acts((each) => <Fix list={list} of={each} />),
          ]}
        />
      )}
    </Section>
  );
}

function Floor({ floor, below_floor, currency }: PriceListPrice) {
  return (
    <>
      <Money amount={floor} currency={currency} />
      {below_floor && <div className={classes.warn}>{words.belowFloor}</div>}
    </>
  );
}

function Fix({ list, of }: { readonly list: PriceList; readonly of: PriceListPrice }) {
  return (
    <DialogButton
      label={words.fix}
      name={words.fixOf(of.sku)}
      allowed={allowed(useMe(), 'setFixedPrice')}
      button={{ size: 'compact-xs' }}
    >
      {(close) => <FixDialog list={list} of={of} onClose={close} />}
    </DialogButton>
  );
}

function FixDialog({ list, of, onClose }: DialogProps & { readonly of: PriceListPrice }) {
  const set = useFormOf('PUT /price-lists/{price_list_id}/prices/{sku}', {
    initial: { price: of.fixed_price ?? '' },
    send: (values) => ({
      path: { price_list_id: list.id, sku: of.sku },
      body: { ...values, before: of.fixed_price },
    }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.saved);
    },
  });
  return (
    <FormDialog title={words.fixOf(of.sku)} of={set} onClose={onClose}>
      <Field
        of={set}
        name="price"
        label={words.fixedPrice}
        hint={words.fixHint}
        unit={list.currency}
        first
      />
    </FormDialog>
  );
}

type Member = PriceList['partners'][number];
const member = columnsOf<Member>();

function Partners({ list }: { readonly list: PriceList }) {
  const { partners } = list;
  return (
    <Section
      title={words.partners}
      lead={words.partnersLead}
      flush
      acts={
        <DialogButton
          label={words.add}
          allowed={allowed(useMe(), 'addPriceListPartner')}
          button={{ size: 'xs' }}
        >
          {(close) => <AddDialog list={list} onClose={close} />}
        </DialogButton>
      }
    >
      {partners.length === 0 ? (
        <Empty title={words.partnersNone} />
      ) : (
        <DataTable
          label={words.partners}
          rows={partners}
          rowKey={({ partner }) => partner.id}
          rowLink={({ partner }) => to.partner(partner.id)}
          columns={[
            member.cell('name', words.partner, ({ partner }) => partner.name),
            member.time('since', words.since, { form: 'day' }),
            member.acts((each) => <Remove list={list} of={each} />),
          ]}
        />
      )}
    </Section>
  );
}

function AddDialog({ list, onClose }: DialogProps) {
  const add = useFormOf('POST /price-lists/{price_list_id}/partners', {
    initial: { partner_id: '' },
    send: (body) => ({ path: { price_list_id: list.id }, body }),
    onDone: () => {
      onClose();
      say(words.added);
    },
  });
  const { form } = add;
  return (
    <FormDialog
      title={words.add}
      of={add}
      onClose={onClose}
      submit={words.add}
      ready={form.values.partner_id !== ''}
    >
      {/* by hand: a business is found by the letters of its name. */}
      <PartnerSelect
        label={words.partner}
        error={form.getInputProps('partner_id').error}
        value={form.values.partner_id || null}
        onChange={(id) => form.setFieldValue('partner_id', id ?? '')}
      />
    </FormDialog>
  );
}

function Remove({ list, of }: { readonly list: PriceList; readonly of: Member }) {
  const remove = useDo('POST /price-lists/{price_list_id}/partners/remove', {
    send: () => ({ path: { price_list_id: list.id }, body: { partner_id: of.partner.id } }),
    onDone: () => say(words.removed),
  });
  return (
    <ConfirmAct
      label={words.remove}
      says={words.removeSays}
      act={remove}
      allowed={allowed(useMe(), 'removePriceListPartner')}
      button={{ size: 'compact-xs' }}
    />
  );
}
