import { CopyValue } from '@psnb2b/ui';
import classes from './top-up.module.css';

/** A long value in groups of four, for the eye alone: what is copied, by the button or by hand, has no blanks. */
export function Grouped({ value, what }: { readonly value: string; readonly what: string }) {
  const groups = value.match(/.{1,4}/g) ?? []; // nothing: an empty value has no groups.
  return (
    <span className={classes.value}>
      <span className={`mono ${classes.groups}`}>
        {groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups of one value have no other name.
          <span key={index} className={classes.group}>
            {group}
          </span>
        ))}
      </span>
      <CopyValue value={value} what={what} />
    </span>
  );
}
