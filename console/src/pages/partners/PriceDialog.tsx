import type { Partner, PartnerPrice, PartnerPricePlan } from '@psnb2b/contract';
import { type Fact, Field, Money, percent, take, useAct } from '@psnb2b/ui';
import { useState } from 'react';
import { api, useFormOf } from '../../client.ts';
import { FromTo } from '../price-history/FromTo.tsx';
import { PriceSteps } from '../price-history/PriceSteps.tsx';
import { jumpText } from '../price-history/words.ts';
import { sayDone } from '../proposals/say-proposed.ts';
import { priceWords as words } from './price-words.ts';

interface Props {
  readonly partner: Partner;
  /** The price to change; without it, one of the choices gets its first. */
  readonly of?: PartnerPrice;
  readonly choices: readonly PartnerPrice[];
  readonly onClose: () => void;
}

/** Two steps: the own price, then what the business pays now and then, which is confirmed. */
export function PriceDialog({ partner, of, choices, onClose }: Props) {
  const path = { partner_id: partner.id };
  const title = of ? words.changeOf(of.sku) : words.add;
  const [plan, setPlan] = useState<PartnerPricePlan | null>(null);
  const set = useFormOf('POST /partners/{partner_id}/prices', {
    initial: { sku: of?.sku ?? '', price: of?.own_price ?? '', reason: '', jump: false },
    send: (values) => ({
      path,
      body: { ...values, sku: plan?.sku ?? values.sku, before: plan?.before ?? null },
    }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.done);
    },
  });
  const look = useAct({
    about: 'partners',
    run: ({ sku, price }: PriceFields) =>
      take(
        api.GET('/partners/{partner_id}/price-plan', { params: { path, query: { sku, price } } }),
      ),
    onDone: setPlan,
  });
  const skus = Object.fromEntries(choices.map(({ sku }) => [sku, sku]));
  return (
    <PriceSteps
      {...{ title, onClose, look, plan, effectOf, words }}
      of={set}
      jumpOf={jumpText}
      onBack={() => setPlan(null)}
    >
      {!of && (
        <Field
          of={set}
          name="sku"
          label={words.product}
          hint={words.productHint}
          choices={skus}
          mono
          first
        />
      )}
      <Field
        of={set}
        name="price"
        label={words.price}
        unit={partner.currency}
        first={of !== undefined}
      />
      <Field of={set} name="reason" label={words.reason} hint={words.reasonHint} />
    </PriceSteps>
  );
}

interface PriceFields extends Record<string, unknown> {
  sku: string;
  price: string;
}

function effectOf(plan: PartnerPricePlan): Fact[] {
  const { currency, pays_now: before, pays_then: after } = plan;
  return [
    [words.product, plan.sku],
    [words.pays, <FromTo key="pays" {...{ before, after, currency }} />],
    [words.by, percent(plan.change_bps)],
    [words.list, <Money key="list" amount={plan.list_price} currency={currency} />],
    [words.floor, <Money key="floor" amount={plan.floor} currency={currency} />],
    [words.margins, `${percent(plan.margin_now_bps)} → ${percent(plan.margin_then_bps)}`],
  ];
}
