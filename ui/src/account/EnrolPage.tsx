import { Anchor, Button, Stack } from '@mantine/core';
import type { TotpSetup as Setup } from '@psnb2b/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { makePasskey, passkeysWork } from '../act/passkey.ts';
import { useAct } from '../act/use-act.ts';
import { take } from '../http/create-api.ts';
import { CardPage } from '../shell/CardPage.tsx';
import { FailureNote } from '../state/FailureNote.tsx';
import { meQuery, useAccount } from './account.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { TotpSetup } from './TotpSetup.tsx';
import { words } from './words.ts';

/** The first sign-in of a person whose role needs a second factor: until it is set up, no other page opens. */
export function EnrolPage() {
  const { app, api, to, useDo } = useAccount();
  const client = useQueryClient();
  const navigate = useNavigate();
  const me = useQuery(meQuery(api));
  const [setup, setSetup] = useState<Setup | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const start = useDo('POST /second-factor/totp', { onDone: setSetup });
  const passkey = useAct<void, { codes: string[] }>({
    about: 'passkeys',
    run: async () => {
      const { flow, options } = await take(api.POST('/passkeys/options'));
      const body = { flow, name: words.security.passkeys, response: await makePasskey(options) };
      return take(api.POST('/passkeys', { body }));
    },
    onDone: ({ codes: made }) => setCodes(made),
  });
  const enter = async () => {
    await client.invalidateQueries(meQuery(api));
    navigate(to.home, { replace: true });
  };
  if (me.data === null) return <Navigate to={to.signIn} replace />;
  if (me.data?.session.state === 'active' && codes === null) {
    return <Navigate to={to.home} replace />;
  }
  return (
    <CardPage app={app} home={to.signIn} title={words.enrol.title} lead={words.enrol.lead}>
      {setup ? (
        <TotpSetup setup={setup} onDone={setCodes} />
      ) : (
        <Stack gap="md">
          {(start.failure ?? passkey.failure) && (
            <FailureNote
              failure={(start.failure ?? passkey.failure) as NonNullable<typeof start.failure>}
            />
          )}
          <Button loading={start.busy} onClick={() => start.run()}>
            {words.enrol.start}
          </Button>
          {passkeysWork() && (
            <Anchor component="button" size="sm" onClick={() => passkey.run()}>
              {words.enrol.passkeyInstead}
            </Anchor>
          )}
        </Stack>
      )}
      {codes && <RecoveryCodes codes={codes} onKept={enter} />}
    </CardPage>
  );
}
