import { Alert } from '@mantine/core';
import { useSomebodyElse } from '@psnb2b/ui';
import { words } from './words.ts';

/**
 * Says that somebody else decided what this page shows, while it was open: an open dialog is closed, and nothing was sent. The page shows who
 * and when.
 */
export function Overtaken({
  isOpen,
  what,
  hides,
}: {
  /** Whether it still waits for a decision. */
  readonly isOpen: boolean;
  /** `Somebody else decided this order` */
  readonly what: string;
  /** Whether the page says so already, because a choice was refused. */
  readonly hides: boolean;
}) {
  const isOvertaken = useSomebodyElse(isOpen);
  if (!isOvertaken || hides) return null;
  return (
    <Alert color="yellow" variant="outline" title={what} role="alert">
      {words.overtakenText}
    </Alert>
  );
}
