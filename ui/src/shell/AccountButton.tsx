import type { ComponentProps } from 'react';
import { text } from '../text/text.ts';
import classes from './shell.module.css';

/** A person's initials, which open the menu of the account. */
export function AccountButton({
  name,
  ...props
}: ComponentProps<'button'> & { readonly name: string }) {
  return (
    <button
      aria-haspopup="menu"
      aria-expanded={false}
      {...props}
      type="button"
      className={classes.account}
      aria-label={text.account}
    >
      <span className={classes.avatar} aria-hidden>
        {initials(name)}
      </span>
    </button>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
