import type { QueueName } from '@psnb2b/contract/states';
import classes from './queue.module.css';
import { useWait } from './use-wait.ts';
import { waitText } from './wait-text.ts';
import { words } from './words.ts';

/** How long the oldest of a queue waits and what was promised for it; coloured only if something is late. Nothing while nothing waits. */
export function QueueLine({ queue }: { readonly queue: QueueName }) {
  const wait = useWait(queue);
  if (!wait || wait.oldest_at === null) return null;
  const { oldest_at, due_at, late, readAt } = wait;
  const since = Date.parse(oldest_at);
  const waited = waitText(readAt - since);
  return (
    <span className={classes.line}>
      {due_at === null
        ? words.oldest(waited)
        : words.promised(waited, waitText(Date.parse(due_at) - since))}
      {late > 0 && <strong className={classes.late}> {words.late(late)}</strong>}
    </span>
  );
}
