import type { PartnerClaimRate } from '@psnb2b/contract';
import { DataList, Empty, Facts, Link, Loaded, percent, Section } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { orderColumns } from '../orders/order-columns.tsx';
import { tierWords as words } from './tier-words.ts';

const LATEST = 5;
const COLUMNS = orderColumns
  .filter(({ key }) => key !== 'partner')
  .map(({ sorts: _, ...each }) => each);

interface Props {
  readonly partnerId: string;
}

/** What the business ordered lately, in live mode. */
export function LatestOrdersSection({ partnerId }: Props) {
  const query = { partner_id: partnerId, mode: 'live', limit: LATEST } as const;
  return (
    <Section
      title={words.latest}
      acts={<Link to={at(to.orders, { partner_id: partnerId })}>{words.seeAll}</Link>}
      flush
    >
      <DataList
        label={words.latest}
        query={useRead('/orders', { query })}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        rowLink={({ id }) => to.order(id)}
        empty={<Empty title={words.noOrders} />}
      />
    </Section>
  );
}

/** How much of what it bought was claimed, beside all businesses. */
export function ClaimRateSection({ partnerId }: Props) {
  const rates = useRead('/partners/{partner_id}/claim-rate', { path: { partner_id: partnerId } });
  return (
    <Section title={words.claims}>
      <Loaded query={rates}>
        {({ business, shop }) => (
          <Facts
            facts={[
              [words.business, rateText(business)],
              [words.shop, rateText(shop)],
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

function rateText({ rate_bps, approved, sold }: PartnerClaimRate['shop']): string {
  return rate_bps === null ? words.nothingSold : words.rate(percent(rate_bps), approved, sold);
}
