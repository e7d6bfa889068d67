import { ActButton } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useRead } from '../../client.ts';
import classes from './buy.module.css';
import { words } from './words.ts';

/** Begins or ends the watch of a product that is sold out; whoever watches it is notified when it is back. */
export function WatchProduct({ sku, name }: { readonly sku: string; readonly name: string }) {
  const alerts = useRead('/alerts').data?.data ?? [];
  const set = useDo('PUT /alerts');
  const isWatched = alerts.some(({ kind, product }) => kind === 'product_back' && product === sku);
  const label = isWatched ? words.watching : words.watch;
  return (
    <ActButton
      variant="subtle"
      size="compact-xs"
      classNames={{ root: classes.watch ?? '', label: classes.watchLabel ?? '' }}
      aria-label={`${label}: ${name}`}
      aria-pressed={isWatched}
      allowed={allowed(useMe(), 'setAlert')}
      loading={set.busy}
      onClick={() =>
        set.run({
          body: { kind: 'product_back', product: sku, by_email: true, on: !isWatched },
        })
      }
    >
      {label}
    </ActButton>
  );
}
