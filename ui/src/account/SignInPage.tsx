import { Anchor, Button, Divider, Stack } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useSearchParams } from 'react-router';
import { ProofForm } from '../act/ProofForm.tsx';
import { passkeysWork } from '../act/passkey.ts';
import { useAct } from '../act/use-act.ts';
import { Field } from '../form/Field.tsx';
import { Form } from '../form/Form.tsx';
import { take } from '../http/create-api.ts';
import { CardPage } from '../shell/CardPage.tsx';
import { FailureNote } from '../state/FailureNote.tsx';
import { type Me, meQuery, proofOf, useAccount, useSetMe } from './account.ts';
import { OtherCells } from './OtherCells.tsx';
import { ownPath } from './own-path.ts';
import { passkeyAnswer } from './passkey-proof.ts';
import { words } from './words.ts';

/** Asks for the password, then for the second factor if there is one; or for a passkey alone. */
export function SignInPage() {
  const { api, to } = useAccount();
  const [params] = useSearchParams();
  const me = useQuery(meQuery(api));
  switch (me.data?.session.state) {
    case 'active':
      return <Navigate to={ownPath(params.get('next')) ?? to.home} replace />;
    case 'enrolment':
      return <Navigate to={to.enrol} replace />;
    case 'second_factor':
      return <SecondStep me={me.data} />;
    default:
      return <FirstStep />;
  }
}

function FirstStep() {
  const { app, api, to, useFormOf } = useAccount();
  const setMe = useSetMe();
  const signIn = useFormOf('POST /sign-in', {
    initial: { email: '', password: '' },
    onDone: setMe,
  });
  const withPasskey = useAct<void, Me>({
    about: 'sign-in',
    run: async () => {
      const body = await passkeyAnswer(api);
      return take(api.POST('/sign-in/passkey', { body }));
    },
    onDone: setMe,
  });
  return (
    <CardPage
      app={app}
      home={to.signIn}
      title={words.signIn.title}
      foot={
        <>
          {to.signUp && (
            <>
              {words.signIn.noAccount} <Link to={to.signUp}>{words.signIn.signUp}</Link>
            </>
          )}
          <OtherCells />
        </>
      }
    >
      <Form {...signIn} submit={words.signIn.submit} wide question>
        <Field of={signIn} name="email" label={words.signIn.email} autoComplete="username" />
        <Field
          of={signIn}
          name="password"
          label={words.signIn.password}
          autoComplete="current-password"
        />
      </Form>
      <Stack gap="md" mt="md">
        <Anchor component={Link} to={to.forgot} size="sm" ta="center">
          {words.signIn.forgot}
        </Anchor>
        {passkeysWork() && (
          <>
            <Divider />
            {withPasskey.failure && <FailureNote failure={withPasskey.failure} />}
            <Button
              variant="default"
              leftSection={<IconFingerprint size={16} aria-hidden />}
              loading={withPasskey.busy}
              onClick={() => withPasskey.run()}
            >
              {words.signIn.passkey}
            </Button>
          </>
        )}
      </Stack>
    </CardPage>
  );
}

function SecondStep({ me }: { readonly me: Me }) {
  const { app, api, to, useDo } = useAccount();
  const setMe = useSetMe();
  const finish = async (proof: Parameters<typeof proofOf>) =>
    setMe(await take(api.POST('/sign-in/second-factor', { body: proofOf(...proof) })));
  const signOut = useDo('POST /sign-out', { onDone: () => setMe(null) });
  return (
    <CardPage
      app={app}
      home={to.signIn}
      title={words.signIn.second}
      lead={words.signIn.secondLead}
      foot={
        <Anchor component="button" size="sm" onClick={() => signOut.run()}>
          {words.signIn.other}
        </Anchor>
      }
    >
      <ProofForm
        methods={me.second_factor.methods}
        prove={(method, value) => finish([method, value])}
        provePasskey={async () => {
          const body = { method: 'passkey' as const, ...(await passkeyAnswer(api)) };
          setMe(await take(api.POST('/sign-in/second-factor', { body })));
        }}
        submit={words.signIn.submit}
        onDone={() => {}}
      />
    </CardPage>
  );
}
