import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';

/** What is confirmed in a second step: it gets the focus when it appears, so that it is read out first, and never again. */
export function ReadFirst({ children }: { readonly children: ReactNode }) {
  return (
    <Stack gap="sm" tabIndex={-1} ref={focus}>
      {children}
    </Stack>
  );
}

/** One function for good: another one in each drawing would take the focus from a field that is ticked below. */
const focus = (element: HTMLElement | null) => element?.focus();
