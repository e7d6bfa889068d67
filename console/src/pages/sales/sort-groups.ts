import type { SalesGroup } from '@psnb2b/contract';

const MEMBERS = ['net', 'codes', 'cost', 'margin', 'margin_bps', 'made_good'] as const;
type Member = (typeof MEMBERS)[number];

/** The falling and the rising order by a member, as a column names them. */
export function sortsBy(member: Member): readonly [falling: string, rising: string] {
  return [member, `${member}_up`];
}

/** Groups in the chosen order, unknown values last; any other order leaves them as they came. */
export function sortGroups(groups: readonly SalesGroup[], sort: string): readonly SalesGroup[] {
  const isRising = sort.endsWith('_up');
  const member = MEMBERS.find((each) => each === (isRising ? sort.slice(0, -3) : sort));
  if (member === undefined) return groups;
  const way = isRising ? 1 : -1;
  return [...groups].sort((a, b) => {
    const [left, right] = [a[member], b[member]];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return way * (Number(left) - Number(right));
  });
}
