import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { StepUpProvider } from '../act/StepUpProvider.tsx';
import { take } from '../http/create-api.ts';
import { CardPage } from '../shell/CardPage.tsx';
import { Loaded } from '../state/Loaded.tsx';
import { type Me, MeContext, meQuery, proofOf, useAccount } from './account.ts';
import { passkeyAnswer } from './passkey-proof.ts';
import { words } from './words.ts';

/** Shows its children only to a person whose sign-in is complete; others are sent to complete it. */
export function SignedIn({ children }: { readonly children: (me: Me) => ReactNode }) {
  const { app, api, to } = useAccount();
  const client = useQueryClient();
  // The same person: what was read stays.
  const setMe = (person: Me) => client.setQueryData(meQuery(api).queryKey, person);
  const { pathname, search } = useLocation();
  const me = useQuery(meQuery(api));
  if (me.data === undefined && me.error !== null) {
    return (
      <CardPage app={app} home={to.home} title={words.unopened}>
        <Loaded query={me}>{() => null}</Loaded>
      </CardPage>
    );
  }
  return (
    <Loaded query={me}>
      {(person) => {
        if (person?.session.state === 'enrolment') return <Navigate to={to.enrol} replace />;
        if (person?.session.state !== 'active') {
          const next = pathname === to.home ? '' : `?next=${encodeURIComponent(pathname + search)}`;
          return <Navigate to={to.signIn + next} replace />;
        }
        return (
          <StepUpProvider
            methods={person.second_factor.methods}
            prove={async (method, value) =>
              setMe(await take(api.POST('/step-up', { body: proofOf(method, value) })))
            }
            provePasskey={async () => {
              const body = { method: 'passkey' as const, ...(await passkeyAnswer(api)) };
              setMe(await take(api.POST('/step-up', { body })));
            }}
          >
            <MeContext value={person}>{children(person)}</MeContext>
          </StepUpProvider>
        );
      }}
    </Loaded>
  );
}
