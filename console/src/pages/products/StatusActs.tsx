import type { ProductFile } from '@psnb2b/contract';
import { ConfirmAct, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo } from '../../client.ts';
import { words } from './words.ts';

type Status = ProductFile['status'];

/** Pauses, retires or activates a product: what its state allows. */
export function StatusActs({ product: { id, status } }: { readonly product: ProductFile }) {
  const others = (['active', 'paused', 'retired'] as const).filter((each) => each !== status);
  return others.map((to) => <StatusAct key={to} sku={id} to={to} />);
}

function StatusAct({ sku, to }: { readonly sku: string; readonly to: Status }) {
  const me = useMe();
  const set = useDo('POST /products/{sku}/status', {
    send: () => ({ path: { sku }, body: { status: to } }),
    onDone: () => say(words.statusDone[to]),
  });
  return (
    <ConfirmAct
      label={words.statusActs[to]}
      says={words.statusSays[to]}
      act={set}
      allowed={allowed(me, 'setProductStatus')}
      danger={to === 'retired'}
    />
  );
}
