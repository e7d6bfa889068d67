import type { Order, OrderCode } from '@psnb2b/contract';
import { take, useAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { api } from '../../client.ts';

/** The people who have been told, since the app was loaded, what reading means. */
const told = new Set<string>();

/**
 * Reads codes by their ids and gives them to `onShow`. What an act resolves with is kept for a while, so this one resolves with
 * their number. Before the first reading, `asked` has the ids until somebody confirms.
 */
export function useReveal(
  { id, mode }: Pick<Order, 'id' | 'mode'>,
  onShow: (codes: readonly OrderCode[]) => void,
) {
  const person = useMe().user.id;
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  const act = useAct<readonly string[], number>({
    about: 'orders',
    run: async (codes) => {
      const params = { path: { order_id: id }, query: { mode } };
      const body = { codes: [...codes] };
      const { data } = await take(api.POST('/orders/{order_id}/codes', { params, body }));
      onShow(data);
      return data.length;
    },
  });
  return {
    act,
    asked,
    /** Reads at once, or asks before the first time. */
    ask: (codes: readonly string[]) => {
      act.reset();
      if (told.has(person)) act.run(codes);
      else setAsked(codes);
    },
    confirm: async () => {
      told.add(person);
      if (asked && (await act.run(asked)) !== null) setAsked(null);
    },
    close: () => {
      act.reset();
      setAsked(null);
    },
  };
}
