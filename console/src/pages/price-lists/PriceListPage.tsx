import { Alert } from '@mantine/core';
import type { PriceList, PriceListPlan } from '@psnb2b/contract';
import {
  Columns,
  CopyId,
  DialogButton,
  type Fact,
  Facts,
  Field,
  Link,
  Loaded,
  Page,
  percent,
  Section,
  Time,
  take,
  useAct,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useState } from 'react';
import { useParams } from 'react-router';
import { allowed, api, useFormOf, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { FromTo } from '../price-history/FromTo.tsx';
import { PriceSteps } from '../price-history/PriceSteps.tsx';
import { sayDone } from '../proposals/say-proposed.ts';
import { ListPartners } from './ListPartners.tsx';
import { ListPrices } from './ListPrices.tsx';
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
                <ListPrices list={each} />
              </>
            }
            side={
              <>
                <Section title={words.one}>
                  <Facts facts={factsOf(each)} />
                </Section>
                <ListPartners list={each} />
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
    [words.id, <CopyId key="id" id={list.id} what={words.one} />],
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

function EditDialog({ list, onClose }: { readonly list: PriceList; readonly onClose: () => void }) {
  const [plan, setPlan] = useState<PriceListPlan | null>(null);
  const change = useFormOf('PUT /price-lists/{price_list_id}', {
    initial: { name: list.name, percent: list.percent as number | string, jump: false },
    send: (values) => ({
      path: { price_list_id: list.id },
      body: { ...values, before: list.percent },
    }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.saved);
    },
  });
  const look = useAct({
    about: 'price-lists',
    run: ({ percent: text }: EditFields) =>
      take(
        api.POST('/price-lists/{price_list_id}/plan', {
          params: { path: { price_list_id: list.id } },
          body: { percent: Number(text) },
        }),
      ),
    onDone: setPlan,
  });
  return (
    <PriceSteps
      {...{ title: words.edit, onClose, look, plan, effectOf, words }}
      of={change}
      jumpOf={({ is_jump }) => (is_jump ? words.jump : null)}
      onBack={() => setPlan(null)}
    >
      <Field of={change} name="name" label={words.name} hint={words.nameHint} first />
      <Field
        of={change}
        name="percent"
        label={words.percent}
        hint={words.percentHint}
        unit="%"
        narrow
      />
    </PriceSteps>
  );
}

interface EditFields extends Record<string, unknown> {
  name: string;
  percent: number | string;
}

function effectOf({ before, after, prices, partners }: PriceListPlan): Fact[] {
  return [
    [words.percent, `${percent(before * BPS)} → ${percent(after * BPS)}`],
    [words.pricesChanged, prices],
    [words.partners, partners],
  ];
}
