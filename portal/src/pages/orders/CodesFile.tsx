import type { Order } from '@psnb2b/contract';
import { revealCodesMax } from '@psnb2b/contract/states';
import { ConfirmAct, useDownload } from '@psnb2b/ui';
import { client } from '../../client.ts';
import { codeWords as words } from './words.ts';

/** A file with the ticked codes, or with all codes of the order. The server writes it, and records it as the reading that it is. */
export function CodesFile({
  order: { id, mode },
  ids,
}: {
  readonly order: Order;
  readonly ids: readonly string[];
}) {
  const act = useDownload<unknown>('orders', () => ({
    url: client.urlOf(`/orders/${encodeURIComponent(id)}/codes?mode=${mode}`),
    init: {
      method: 'POST',
      headers: { ...client.headers, 'content-type': 'application/json', accept: 'text/csv' },
      body: JSON.stringify(ids.length > 0 ? { codes: ids } : {}),
    },
    name: `${mode === 'test' ? 'test-' : ''}${id}-codes.csv`,
  }));
  return (
    <ConfirmAct
      label={ids.length > 0 ? words.fileOf(ids.length) : words.file}
      submit={words.fileSubmit}
      says={words.fileSays}
      act={act}
      button={{ size: 'xs' }}
      {...(ids.length > revealCodesMax && {
        allowed: { can: false, why: words.tooMany(revealCodesMax) },
      })}
    />
  );
}
