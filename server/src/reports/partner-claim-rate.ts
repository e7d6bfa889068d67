import type { Db } from '../kit/database/index.ts';
import { addDays, readToday, startOfDay } from '../sales/index.ts';
import { type ClaimRate, rateOf, ratesByPartner } from './claim-rates.ts';

const DAYS = 90;

type Rate = Omit<ClaimRate, 'name'>;

/** The claim rate of a business in the last 90 days of the shop, of which the last is not over, beside that of all businesses. */
export async function partnerClaimRate(
  db: Db,
  partnerId: string,
  until: Date,
): Promise<{
  readonly from: Date;
  readonly until: Date;
  readonly business: Rate;
  readonly shop: Rate;
}> {
  const { today } = await readToday(db, until);
  const days = { from: addDays(today, 1 - DAYS), to: today };
  const from = await startOfDay(db, days.from);
  const rates = await ratesByPartner(db, { days, span: { from, until } });
  const own = rates.filter(({ name }) => name === partnerId);
  return { from, until, business: sumOf(own), shop: sumOf(rates) };
}

function sumOf(rates: readonly ClaimRate[]): Rate {
  const sum = (pick: (rate: ClaimRate) => number) =>
    rates.reduce((total, each) => total + pick(each), 0);
  const sold = sum((each) => each.sold);
  const approved = sum((each) => each.approved);
  const claimed = sum((each) => each.claimed);
  return { sold, claimed, approved, rateBps: rateOf(approved, sold) };
}
