import { Alert, Group } from '@mantine/core';
import type { PricePlan, ProductFile, ProductPrice } from '@psnb2b/contract';
import {
  Columns,
  CopyId,
  columnsOf,
  DataTable,
  DialogButton,
  Empty,
  type Fact,
  Facts,
  Field,
  Link,
  Loaded,
  Money,
  Page,
  percent,
  Section,
  StatusBadge,
  Time,
  take,
  useAct,
  withUnit,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useState } from 'react';
import { useParams } from 'react-router';
import { allowed, api, useFormOf, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { FromTo } from '../price-history/FromTo.tsx';
import { HistorySection } from '../price-history/HistorySection.tsx';
import { PriceSteps } from '../price-history/PriceSteps.tsx';
import { jumpText } from '../price-history/words.ts';
import { sayDone } from '../proposals/say-proposed.ts';
import { StockSection } from '../stock/StockSection.tsx';
import { Cost, Floor } from './ProductsPage.tsx';
import { StatusActs } from './StatusActs.tsx';
import { productTones, words } from './words.ts';

/** One product: its prices and our costs, and the form that changes its price. */
export function ProductPage() {
  const { sku = '' } = useParams();
  const product = useRead('/products/{sku}', { path: { sku } });
  return (
    <Loaded query={product}>
      {(each) => (
        <Page
          title={`${each.region_name} ${withUnit(each.denomination, each.face_currency)}`}
          lead={words.marginLead}
          acts={<StatusActs product={each} />}
          mark={
            <StatusBadge tone={productTones[each.status]} value={each.status}>
              {words.statuses[each.status]}
            </StatusBadge>
          }
        >
          <Columns
            main={
              <>
                {each.waiting.map((proposal) => (
                  <Waiting key={proposal.id} {...proposal} />
                ))}
                {each.scheduled.map((change) => (
                  <Scheduled key={change.currency} of={change} prices={each.prices} />
                ))}
                <Prices product={each} />
                <OwnPrices product={each} />
                <HistorySection sku={each.id} />
              </>
            }
            side={
              <>
                <Section title={words.facts}>
                  <Facts facts={factsOf(each)} />
                </Section>
                <StockSection sku={each.id} />
              </>
            }
          />
        </Page>
      )}
    </Loaded>
  );
}

function factsOf({ id, available, cost_unknown }: ProductFile): Fact[] {
  return [
    [words.sku, <CopyId key="sku" id={id} what={words.sku} />],
    [words.available, available],
    [words.cost, cost_unknown > 0 ? words.costUnknown(cost_unknown) : null],
    [
      words.record,
      <Link key="record" to={at(to.audit, { subject: id })}>
        {words.recordSee}
      </Link>,
    ],
  ];
}

function Waiting({ before, after, currency }: ProductFile['waiting'][number]) {
  return (
    <Alert color="yellow" variant="outline" title={words.waiting}>
      <Group gap="sm">
        <FromTo before={before} after={after} currency={currency ?? ''} />
        <Link to={to.proposals}>{words.waitingSee}</Link>
      </Group>
    </Alert>
  );
}

interface ScheduledProps {
  readonly of: ProductFile['scheduled'][number];
  readonly prices: readonly ProductPrice[];
}

function Scheduled({ of, prices }: ScheduledProps) {
  const { currency, after, takes_effect_at, price_change_id } = of;
  const now = prices.find((each) => each.currency === currency);
  return (
    <Alert color="yellow" variant="outline" title={words.willBe}>
      <Group gap="sm">
        <FromTo before={now?.list_price ?? null} after={after} currency={currency} />
        <Time at={takes_effect_at} />
        <Link to={to.priceChange(price_change_id)}>{words.willBeSee}</Link>
      </Group>
    </Alert>
  );
}

const price = columnsOf<ProductPrice>();
const own = columnsOf<ProductFile['own_prices'][number]>();

function Prices({ product }: { readonly product: ProductFile }) {
  return (
    <Section title={words.prices} flush acts={<ChangePrice product={product} />}>
      <DataTable
        label={words.prices}
        rows={product.prices}
        rowKey={({ currency }) => currency}
        columns={[
          price.mono('currency', words.currency),
          price.money('list_price', words.price, 'currency'),
          price.cell('cost', words.cost, (each) => <Cost {...each} />, { align: 'right' }),
          price.cell('margin', words.margin, (each) => percent(each.margin_bps), {
            align: 'right',
          }),
          price.cell('floor', words.floor, (each) => <Floor {...each} />, { align: 'right' }),
          price.time('changed_at', words.since, { form: 'day', from: 's' }),
          price.acts((each) => <ChangePrice product={product} of={each} />),
        ]}
      />
    </Section>
  );
}

function OwnPrices({ product }: { readonly product: ProductFile }) {
  return (
    <Section title={words.own} lead={words.ownLead} flush>
      {product.own_prices.length === 0 ? (
        <Empty title={words.ownNone} />
      ) : (
        <DataTable
          label={words.own}
          rows={product.own_prices}
          rowKey={({ partner, currency }) => `${partner.id} ${currency}`}
          rowLink={({ partner }) => to.partner(partner.id)}
          columns={[
            own.cell('partner', words.partner, ({ partner }) => partner.name),
            own.money('unit_price', words.unitPrice, 'currency'),
          ]}
        />
      )}
    </Section>
  );
}

interface ChangeProps {
  readonly product: ProductFile;
  /** The price to change; without it, a price in another currency is set. */
  readonly of?: ProductPrice;
}

function ChangePrice({ product, of }: ChangeProps) {
  return (
    <DialogButton
      label={of ? words.change : titleOf(product)}
      {...(of && { name: words.changeOf(of.currency) })}
      allowed={allowed(useMe(), 'setListPrice')}
      button={{ size: of ? 'compact-xs' : 'xs' }}
    >
      {(close) => <PriceDialog product={product} {...(of && { of })} onClose={close} />}
    </DialogButton>
  );
}

function titleOf({ prices }: ProductFile, of?: ProductPrice): string {
  if (of) return words.changeOf(of.currency);
  return prices.length === 0 ? words.addFirst : words.add;
}

/** Two steps: the new price, then its effect, which is confirmed. */
function PriceDialog({ product, of, onClose }: ChangeProps & { readonly onClose: () => void }) {
  const path = { sku: product.id };
  const title = titleOf(product, of);
  const [plan, setPlan] = useState<PricePlan | null>(null);
  const set = useFormOf('POST /products/{sku}/price', {
    initial: {
      currency: of?.currency ?? '',
      list_price: of?.list_price ?? '',
      reason: '',
      jump: false,
    },
    send: (values) => ({ path, body: { ...values, before: plan?.before ?? null } }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.done);
    },
  });
  const look = useAct({
    about: 'products',
    run: ({ currency, list_price }: PriceFields) =>
      take(
        api.GET('/products/{sku}/price-plan', {
          params: { path, query: { currency, list_price } },
        }),
      ),
    onDone: setPlan,
  });
  return (
    <PriceSteps
      {...{ title, onClose, look, plan, effectOf }}
      of={set}
      jumpOf={jumpText}
      onBack={() => setPlan(null)}
      words={{
        ...words,
        needsTwo: plan?.before === null ? words.firstTakesTwo : words.needsTwo,
      }}
    >
      {!of && <Field of={set} name="currency" label={words.currency} first />}
      <Field
        of={set}
        name="list_price"
        label={words.newPrice}
        unit={set.form.values.currency}
        first={of !== undefined}
      />
      <Field of={set} name="reason" label={words.reason} hint={words.reasonHint} />
    </PriceSteps>
  );
}

interface PriceFields extends Record<string, unknown> {
  currency: string;
  list_price: string;
}

/** The effect of a new price. */
function effectOf(plan: PricePlan): Fact[] {
  return [
    [words.fromTo, <FromTo key="price" {...plan} />],
    [words.by, percent(plan.change_bps)],
    [words.margin, percent(plan.margin_bps)],
    [words.floor, <Money key="floor" amount={plan.floor} currency={plan.currency} />],
    [words.ownStay, plan.own_prices],
    [words.scheduled, plan.scheduled_at && <Time key="at" at={plan.scheduled_at} />],
  ];
}
