import { Alert } from '@mantine/core';
import { useRefusals, useSomebodyElse } from '@psnb2b/ui';
import { words } from './words.ts';

/**
 * Says that somebody else decided what this page shows, while it was open: an open dialog is closed, and nothing was sent. The page shows who
 * and when.
 */
export function Overtaken({
  isOpen,
  what,
}: {
  /** Whether it still waits for a decision. */
  readonly isOpen: boolean;
  /** `Somebody else decided this order` */
  readonly what: string;
}) {
  const isOvertaken = useSomebodyElse(isOpen);
  // A choice that was refused says so itself.
  const isSaid = useRefusals()?.refused != null;
  if (!isOvertaken || isSaid) return null;
  return (
    <Alert color="yellow" variant="outline" title={what} role="alert">
      {words.overtakenText}
    </Alert>
  );
}
