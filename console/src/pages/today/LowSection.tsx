import type { StockLevel } from '@psnb2b/contract';
import { columnsOf, DataList, Empty, Link, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { Cover } from '../stock/Cover.tsx';
import { words } from './words.ts';

const SHOWN = 5;
const col = columnsOf<StockLevel>();
const COLUMNS = [
  col.mono('id', words.product),
  col.count('available', words.available),
  col.cell('cover', words.cover, (level) => <Cover level={level} />, { align: 'right' }),
];

/** Products that have fallen to their threshold, and how long they last at the pace of the last 14 days. */
export function LowSection() {
  const may = allowed(useMe(), 'listStock');
  const query = { level: 'low' as const, limit: SHOWN };
  const low = useRead('/stock', { query }, { enabled: may.can });
  if (!may.can) return null;
  return (
    <Section
      title={words.low}
      acts={<Link to={at(to.stock, { level: 'low' })}>{words.allLow}</Link>}
      flush
    >
      <DataList
        label={words.low}
        query={low}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        rowLink={({ id }) => to.product(id)}
        empty={<Empty title={words.noneLow} />}
      />
    </Section>
  );
}
