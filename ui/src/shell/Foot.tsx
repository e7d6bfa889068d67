import { readBrand } from '../app/brand.ts';
import { text } from '../text/text.ts';
import classes from './shell.module.css';

const links = Object.entries(text.foot.links);

/** The foot of every page: what the shop says about itself. These pages are not of the app, so they are opened by the browser. */
export function Foot() {
  const { supportEmail } = readBrand();
  return (
    <footer className={classes.foot}>
      <nav aria-label={text.foot.label}>
        {links.map(([address, label]) => (
          <a key={address} href={address}>
            {label}
          </a>
        ))}
        {supportEmail !== null && <a href={`mailto:${supportEmail}`}>{supportEmail}</a>}
      </nav>
      <p>{text.foot.independent}</p>
    </footer>
  );
}
