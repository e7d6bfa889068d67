import type { Purchase } from '@psnb2b/contract';
import { ConfirmAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useDo } from '../../client.ts';
import { words } from './words.ts';

/** All codes of a purchase as one file. They go into the file alone, and nothing keeps them. */
export function AllCodes({
  id,
  mode,
  size = 'xs',
}: Pick<Purchase, 'id' | 'mode'> & { readonly size?: 'xs' | 'sm' }) {
  const me = useMe();
  const act = useDo('POST /purchases/{purchase_id}/codes', {
    send: () => ({ path: { purchase_id: id }, query: { mode } }),
    onDone: ({ csv }) => {
      save(csv, `${mode}-${id}-codes.csv`);
      act.reset();
    },
  });
  if (!me.may.includes('readPurchaseCodes')) return null;
  return (
    <ConfirmAct
      label={words.allCodes}
      submit={words.readAndSave}
      says={words.allCodesSay}
      act={act}
      button={{ size }}
    />
  );
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
