import { Money } from '@psnb2b/ui';

/** A price before and after a change; a dash where there was none. */
export function FromTo(price: {
  readonly before: string | null;
  readonly after: string | null;
  readonly currency: string;
}) {
  return (
    <span>
      {price.before ?? '—'} → <Money amount={price.after} currency={price.currency} />
    </span>
  );
}
