import { Alert } from '@mantine/core';
import { Link, Loading } from '@psnb2b/ui';
import { lazy, type ReactNode, Suspense } from 'react';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { words } from './words.ts';

// A shop that sells does not need it.
const SetUpGuide = lazy(async () => ({ default: (await import('./SetUpGuide.tsx')).SetUpGuide }));

/** The guide in place of what it is given until the shop can sell; then one line until it has sold or an admin hid the guide. */
export function SetUpFirst({ children }: { readonly children: ReactNode }) {
  const state = useRead('/set-up').data;
  if (!state || state.dismissed_at !== null || state.has_sold) return children;
  if (!state.can_sell) {
    return (
      <Suspense fallback={<Loading />}>
        <SetUpGuide />
      </Suspense>
    );
  }
  const rest = state.steps.filter(({ is_done }) => !is_done).map(({ step }) => words.titles[step]);
  return (
    <>
      <Alert color="teal" variant="outline" mb="md">
        {words.ready} {rest.length > 0 && words.remaining(rest)}{' '}
        <Link to={to.setUp}>{words.open}</Link>
      </Alert>
      {children}
    </>
  );
}
