import { Button } from '@mantine/core';
import { Link } from '@psnb2b/ui';
import type { Address } from '@psnb2b/ui/pages';
import { words } from './words.ts';

/** Leads to the whole list. */
export function All({ to: place }: { readonly to: Address<string> }) {
  return (
    <Button size="xs" variant="default" component={Link} to={place}>
      {words.all}
    </Button>
  );
}
