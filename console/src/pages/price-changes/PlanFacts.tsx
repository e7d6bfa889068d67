import type { PriceChangePlan } from '@psnb2b/contract';
import { Link, percent } from '@psnb2b/ui';
import { to } from '../../pages.ts';
import classes from './price-changes.module.css';
import { newWords as words } from './words.ts';

interface Props {
  readonly plan: PriceChangePlan;
  /** Products without a known cost. */
  readonly unknown: number;
}

/** Whom new prices concern, and what is not among them. */
export function PlanFacts({ plan: { partners, skipped }, unknown }: Props) {
  const { concerned, large, large_count } = partners;
  return (
    <div className={classes.facts}>
      <p>{concerned === 0 ? words.noPartners : words.partners(concerned)}</p>
      {large_count > 0 && (
        <>
          <p>{words.large(large_count)}</p>
          <ul>
            {large.map(({ partner, prices, most_bps }) => (
              <li key={partner.id}>
                <Link to={to.partner(partner.id)}>{partner.name}</Link>
                {': '}
                {words.largeOf(prices, percent(most_bps))}
              </li>
            ))}
          </ul>
        </>
      )}
      {unknown > 0 && <p>{words.unknownCosts(unknown)}</p>}
      {skipped.length > 0 && (
        <details>
          <summary>{words.skipped(skipped.length)}</summary>
          <ul className={classes.skipped}>
            {skipped.map(({ sku, why }) => (
              <li key={sku}>
                <span className="mono">{sku}</span> {words.skips[why]}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
