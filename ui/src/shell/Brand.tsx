import { Link } from 'react-router';
import classes from './shell.module.css';

/** The logo: the name with a waiting cursor. */
export function Brand({ app, to }: { readonly app: string; readonly to: string }) {
  return (
    <Link to={to} className={classes.brand}>
      <span className={classes.brandName}>
        psnb2b
        <span className={classes.brandCursor} aria-hidden />
      </span>
      <span className={classes.brandApp}>{app}</span>
    </Link>
  );
}
