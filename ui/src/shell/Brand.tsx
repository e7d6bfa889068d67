import { Link } from 'react-router';
import { readBrand } from '../app/brand.ts';
import classes from './shell.module.css';

/** Whose shop it is: the name with a waiting cursor. */
export function Brand({ app, to }: { readonly app: string; readonly to: string }) {
  const { name, tones } = readBrand();
  return (
    <Link to={to} className={classes.brand}>
      <span className={classes.brandName}>
        <bdi>{name}</bdi>
        <span className={classes.brandCursor} data-own={tones !== null} aria-hidden />
      </span>
      <span className={classes.brandApp}>{app}</span>
    </Link>
  );
}
