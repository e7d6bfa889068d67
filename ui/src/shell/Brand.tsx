import { Link } from 'react-router';
import { readBrand } from '../app/brand.ts';
import classes from './shell.module.css';

/** Whose shop it is: its logo, or its name with a waiting cursor. */
export function Brand({ app, to }: { readonly app: string; readonly to: string }) {
  const { name, tones, logo } = readBrand();
  return (
    <Link to={to} className={classes.brand}>
      {logo === null ? (
        <span className={classes.brandName}>
          <bdi>{name}</bdi>
          <span className={classes.brandCursor} data-own={tones !== null} aria-hidden />
        </span>
      ) : (
        <img className={classes.brandLogo} src={logo} alt={name} />
      )}
      <span className={classes.brandApp}>{app}</span>
    </Link>
  );
}
