import type { StaffOrder } from '@psnb2b/contract';
import { DataList, Empty, Link, Section } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { orderColumns } from './order-columns.tsx';
import { words as listWords, orderWords as words } from './words.ts';

const LATEST = 10;
const COLUMNS = orderColumns
  .filter(({ key }) => key !== 'partner')
  .map(({ sorts: _, ...each }) => each);

/** What the partner ordered lately, beside the order that somebody decides on. */
export function LatestSection({ order: { partner, mode } }: { readonly order: StaffOrder }) {
  const query = { partner_id: partner.id, mode, limit: LATEST };
  return (
    <Section
      title={words.latest}
      lead={words.latestLead}
      acts={<Link to={at(to.orders, { partner_id: partner.id, mode })}>{words.seeAll}</Link>}
      flush
    >
      <DataList
        label={words.latest}
        query={useRead('/orders', { query })}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        rowLink={({ id }) => to.order(id)}
        empty={<Empty title={listWords.none.all[0] ?? ''} />}
      />
    </Section>
  );
}
