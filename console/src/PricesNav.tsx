import { Link } from '@psnb2b/ui';
import { to } from './pages.ts';
import classes from './prices-nav.module.css';
import { text } from './text.ts';

const places = {
  products: to.products,
  lists: to.priceLists,
  tiers: to.tiers,
  changes: to.priceChanges,
  floors: to.priceFloors,
  history: to.priceHistory,
} as const;

/** Between the pages about prices. */
export function PricesNav({ here }: { readonly here: keyof typeof places }) {
  return (
    <nav className={classes.nav} aria-label={text.prices.nav}>
      {Object.entries(places).map(([name, place]) => (
        <Link
          key={name}
          to={place}
          className={classes.place}
          {...(name === here && { 'aria-current': 'page' as const })}
        >
          {text.prices.titles[name as keyof typeof places]}
        </Link>
      ))}
    </nav>
  );
}
