import type { SalesReport } from '@psnb2b/contract';
import { type Bar, moneyText } from '@psnb2b/ui';
import { sumMoney } from '../../sum-money.ts';
import { dayText, everyDay } from './days-text.ts';

/** More days than these are shown as months. */
const DAYS_SHOWN = 92;

/** Net sales of each day of a report in one currency, or of each month if it covers many days. */
export function barsOf(
  { from, to, days, is_open }: Pick<SalesReport, 'from' | 'to' | 'days' | 'is_open'>,
  currency: string,
): Bar[] {
  const found = new Map(
    days.filter((each) => each.currency === currency).map(({ day, net }) => [day, net]),
  );
  const all = everyDay(from, to);
  const isByMonth = all.length > DAYS_SHOWN;
  const keyOf = (day: string) => (isByMonth ? day.slice(0, 'YYYY-MM'.length) : day);
  const last = keyOf(to);
  return [...Map.groupBy(all, keyOf)].map(([key, own]) => {
    const nets = own.flatMap((day) => found.get(day) ?? []);
    const net = nets.length === 0 ? '0' : sumMoney(nets);
    return {
      key,
      value: Number(net),
      title: `${isByMonth ? key : dayText(key)}: ${moneyText(net, currency)}`,
      isOpen: is_open && key === last,
    };
  });
}
