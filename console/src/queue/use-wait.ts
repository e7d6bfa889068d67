import type { QueueWait } from '@psnb2b/contract';
import type { QueueName } from '@psnb2b/contract/states';
import { useRead } from '../client.ts';

/** How often the times are read again, which also moves them on. */
const WAITS_MS = 60_000;

/** How long a queue waits, and when that was read, in milliseconds; undefined until it is known. */
export function useWait(queue: QueueName): (QueueWait & { readonly readAt: number }) | undefined {
  const { data, dataUpdatedAt: readAt } = useRead(
    '/today/queues',
    {},
    { refetchInterval: WAITS_MS },
  );
  const wait = data?.data.find((each) => each.queue === queue);
  return wait && { ...wait, readAt };
}
