import classes from './webhooks.module.css';

/** The type of an event as the API writes it; where there is no room for a line, it breaks after its noun only. */
export function EventType({ type }: { readonly type: string }) {
  const noun = type.slice(0, type.indexOf('.') + 1);
  return (
    <div className={`mono ${classes.type}`}>
      <span>{noun}</span>
      <wbr />
      <span>{type.slice(noun.length)}</span>
    </div>
  );
}
