import type { PriceHistoryEntry } from '@psnb2b/contract';
import { columnsOf, Link } from '@psnb2b/ui';
import { to } from '../../pages.ts';
import { FromTo } from './FromTo.tsx';
import { words } from './words.ts';

const col = columnsOf<PriceHistoryEntry>();

/** What the history says of a price, except its product. */
export const entryColumns = [
  col.cell('change', words.change, (each) => <FromTo {...each} />, { align: 'right' }),
  col.text('changed_by', words.by),
  col.cell(
    'why',
    words.why,
    ({ reason, price_change_id: id, partner, price_list: list }) => (
      <span className="breaks">
        {id === null ? reason : <Link to={to.priceChange(id)}>{reason}</Link>}
        {partner && (
          <div className="quiet">
            {words.partner} <Link to={to.partner(partner.id)}>{partner.name}</Link>
          </div>
        )}
        {list && (
          <div className="quiet">
            {words.fixed} <Link to={to.priceList(list.id)}>{list.name}</Link>
          </div>
        )}
        {reason === null && partner === null && list === null && '—'}
      </span>
    ),
    { from: 's' },
  ),
  col.time('changed_at', words.at),
];
