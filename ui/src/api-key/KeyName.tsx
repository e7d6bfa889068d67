import classes from './key-name.module.css';

/** The name of a key above what is visible of it. */
export function KeyName({ name, hint }: { readonly name: string | null; readonly hint: string }) {
  return (
    <div>
      {name !== null && <div className={classes.name}>{name}</div>}
      <div className={classes.hint}>{hint}</div>
    </div>
  );
}
