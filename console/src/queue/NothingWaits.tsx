import type { QueueName } from '@psnb2b/contract/states';
import { Empty, Time } from '@psnb2b/ui';
import { useWait } from './use-wait.ts';
import { words } from './words.ts';

/** A queue in which nothing waits, with its last decision; with what would be in it if there was none yet. */
export function NothingWaits({
  queue,
  hint,
}: {
  readonly queue: QueueName;
  readonly hint?: string | undefined;
}) {
  const wait = useWait(queue);
  return (
    <Empty
      title={words.nothing}
      hint={
        wait && wait.last_at !== null ? (
          <>
            {words.last} <Time at={wait.last_at} /> {words.by(wait.last_by)}
          </>
        ) : (
          hint
        )
      }
    />
  );
}
