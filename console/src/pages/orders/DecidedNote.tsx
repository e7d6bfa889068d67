import { Alert } from '@mantine/core';
import { Link } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { orderWords as words } from './words.ts';

/** What was just decided, and the way to the order that has waited longest since. */
export function DecidedNote({ said, id }: { readonly said: string; readonly id: string }) {
  const query = { queue: 'approval' as const, sort: 'oldest' as const, limit: 2 };
  const waiting = useRead('/orders', { query }).data;
  const next = waiting?.data.find((order) => order.id !== id);
  return (
    <Alert variant="outline" title={said} role="status">
      {next ? (
        <Link to={to.order(next.id)}>{words.next(next)}</Link>
      ) : (
        <Link to={at(to.orders, { queue: 'failed' })}>{words.noNext}</Link>
      )}
    </Alert>
  );
}
