import { Alert, Group } from '@mantine/core';
import type { Partner, PartnerPrice, PartnerPrices } from '@psnb2b/contract';
import {
  ConfirmAct,
  columnsOf,
  DataTable,
  DialogButton,
  Empty,
  Link,
  Loaded,
  Money,
  percent,
  Section,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { FromTo } from '../price-history/FromTo.tsx';
import classes from '../products/products.module.css';
import { sayDone } from '../proposals/say-proposed.ts';
import { PriceDialog } from './PriceDialog.tsx';
import { priceWords as words } from './price-words.ts';

interface Props {
  readonly partner: Partner;
}

/** The own prices of a business, which replace list and tier; for those who may see costs. */
export function PricesSection({ partner }: Props) {
  return allowed(useMe(), 'getPartnerPrices').can ? <OwnPrices partner={partner} /> : null;
}

function OwnPrices({ partner }: Props) {
  const me = useMe();
  const path = { partner_id: partner.id };
  const prices = useRead('/partners/{partner_id}/prices', { path });
  const others = prices.data?.prices.filter(({ own_price }) => own_price === null);
  return (
    <Section
      title={words.title}
      lead={words.lead}
      acts={
        others !== undefined &&
        others.length > 0 && (
          <DialogButton
            label={words.add}
            allowed={allowed(me, 'setPartnerPrice')}
            button={{ size: 'xs' }}
          >
            {(close) => <PriceDialog partner={partner} choices={others} onClose={close} />}
          </DialogButton>
        )
      }
      flush
    >
      <Loaded query={prices}>
        {(each) => (
          <>
            {each.waiting.map((proposal) => (
              <Waiting key={proposal.id} {...proposal} />
            ))}
            <Table partner={partner} prices={each} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Waiting({ subject, before, after, currency }: PartnerPrices['waiting'][number]) {
  return (
    <Alert color="yellow" variant="outline" m="md">
      {words.waits} {subject.name.split(', ').at(-1)}{' '}
      {currency !== null && <FromTo before={before} after={after} currency={currency} />}{' '}
      <Link to={to.proposals}>{words.toProposals}</Link>
    </Alert>
  );
}

const price = columnsOf<PartnerPrice>();

function Table({ partner, prices }: Props & { readonly prices: PartnerPrices }) {
  const own = prices.prices.filter(({ own_price }) => own_price !== null);
  return (
    <DataTable
      label={words.title}
      rows={own}
      rowKey={({ sku }) => sku}
      rowLink={({ sku }) => to.product(sku)}
      columns={[
        price.mono('sku', words.product),
        price.money('own_price', words.own, 'currency'),
        price.money('list_price', words.list, 'currency', { from: 's' }),
        price.money('without_own', words.without, 'currency', { from: 'm' }),
        price.cell('floor', words.floor, (each) => <Floor {...each} />, {
          align: 'right',
          from: 's',
        }),
        price.cell('margin_bps', words.margin, (each) => percent(each.margin_bps), {
          align: 'right',
          from: 's',
        }),
        price.time('changed_at', words.since, { form: 'day', from: 'm' }),
        price.acts((each) => <Acts partner={partner} of={each} />),
      ]}
      empty={<Empty title={words.none} hint={words.noneHint} />}
    />
  );
}

function Floor({ floor, below_floor, currency }: PartnerPrice) {
  return (
    <>
      <Money amount={floor} currency={currency} />
      {below_floor && <div className={classes.warn}>{words.belowFloor}</div>}
    </>
  );
}

function Acts({ partner, of }: Props & { readonly of: PartnerPrice }) {
  const me = useMe();
  const { sku, own_price: before, currency, without_own: after } = of;
  const remove = useDo('POST /partners/{partner_id}/prices', {
    send: () => ({ path: { partner_id: partner.id }, body: { sku, price: null, before } }),
    onDone: (answer) => sayDone(answer, words.removed),
  });
  return (
    <Group gap={8} justify="flex-end">
      <DialogButton
        label={words.change}
        name={words.changeOf(sku)}
        allowed={allowed(me, 'setPartnerPrice')}
        button={{ size: 'compact-xs' }}
      >
        {(close) => <PriceDialog partner={partner} of={of} choices={[of]} onClose={close} />}
      </DialogButton>
      <ConfirmAct
        label={words.remove}
        says={
          <>
            {words.removeSays} <FromTo before={before} after={after} currency={currency} />
          </>
        }
        act={remove}
        allowed={allowed(me, 'setPartnerPrice')}
        button={{ size: 'compact-xs' }}
      />
    </Group>
  );
}
