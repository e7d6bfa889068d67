import type { SalesGroup, SalesReport } from '@psnb2b/contract';
import { type Column, columnsOf, DataTable, Money, percent, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { type Address, at } from '@psnb2b/ui/pages';
import { allowed } from '../../client.ts';
import { to } from '../../pages.ts';
import { daysText } from './days-text.ts';
import classes from './sales.module.css';
import type { SalesState } from './sales-state.ts';
import { sortGroups, sortsBy } from './sort-groups.ts';
import { words } from './words.ts';

interface Row extends SalesGroup {
  /** The sum of all groups. */
  readonly isAll: boolean;
}

const col = columnsOf<Row>();
const COSTS: readonly Column<Row>[] = [
  col.money('cost', words.cost, 'currency', { from: 'm', sorts: sortsBy('cost') }),
  col.money('margin', words.margin, 'currency', { from: 's', sorts: sortsBy('margin') }),
  col.cell('margin_bps', words.marginShare, ({ margin_bps }) => percent(margin_bps), {
    ...{ align: 'right', from: 'm', sorts: sortsBy('margin_bps') },
  }),
];

/** What was sold by day, region, product, business, supplier or tier; the last row is the sum. */
export function GroupsSection({
  report,
  currency,
  list,
}: {
  readonly report: SalesReport;
  readonly currency: string;
  readonly list: SalesState;
}) {
  const maySeeCosts = allowed(useMe(), 'exportSales').can;
  const groups = report.groups.filter((each) => each.currency === currency);
  const total = report.totals.find((each) => each.currency === currency)?.now;
  if (groups.length === 0 || !total) return null;
  const rows = sortGroups(groups, list.sorting.sort).map((each) => ({ ...each, isAll: false }));
  const all = { ...total, group: '', name: words.all, isAll: true };
  return (
    <Section title={words.groupings[report.by]} flush>
      <DataTable
        label={words.groupings[report.by]}
        rows={[...rows, all]}
        columns={columnsFor(report, maySeeCosts)}
        rowKey={({ group, isAll }) => (isAll ? 'all' : `of ${group}`)}
        rowLink={(row) => (row.isAll ? null : placeOf(row, report, list))}
        sorting={list.sorting}
      />
      {report.groups_left_out > 0 && (
        <p className={classes.note}>{words.leftOut(report.groups_left_out)}</p>
      )}
    </Section>
  );
}

function columnsFor({ by }: SalesReport, maySeeCosts: boolean): readonly Column<Row>[] {
  return [
    col.cell('group', words.group[by], (row) => (
      <span className="breaks">{row.isAll ? <strong>{words.all}</strong> : nameOf(row, by)}</span>
    )),
    col.cell('net', words.net, ({ net, currency }) => <Money amount={net} currency={currency} />, {
      ...{ align: 'right', sorts: sortsBy('net') },
    }),
    col.count('codes', words.codes, { sorts: sortsBy('codes') }),
    ...(maySeeCosts ? COSTS : []),
    col.count('made_good', words.madeGood, { from: 'm', sorts: sortsBy('made_good') }),
  ];
}

function nameOf({ group, name }: SalesGroup, by: SalesReport['by']): string {
  if (by === 'day') return daysText(group, group);
  if (group === '') return by === 'tier' ? words.noTier : words.noSupplier;
  return name ?? group;
}

/** Where the sales of a group are: its orders; of a supplier and a tier, its products. */
function placeOf(
  { group }: SalesGroup,
  { by, from, to: last, time_zone: zone }: SalesReport,
  { filters }: SalesState,
): Address<string> | null {
  const { partner_id, sku, region } = filters;
  const orders = (own: Partial<Record<OrderFilter, string>>) =>
    at(to.orders, {
      ...{ mode: 'live', when: 'delivered', from, to: last, zone, partner_id, sku, region, ...own },
    });
  switch (by) {
    case 'day':
      return orders({ from: group, to: group });
    case 'region':
      return orders({ region: group });
    case 'product':
      return orders({ sku: group });
    case 'partner':
      return orders({ partner_id: group });
    case 'supplier':
      return group === '' ? null : at(to.sales, { ...filters, by: 'product', supplier_id: group });
    case 'tier':
      return at(to.sales, { ...filters, by: 'product', tier: group });
    default:
      return by satisfies never;
  }
}

type OrderFilter = 'mode' | 'when' | 'from' | 'to' | 'zone' | 'partner_id' | 'sku' | 'region';
