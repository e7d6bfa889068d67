import { PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Link as LinkFacts } from '@psnb2b/contract';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAct } from '../act/use-act.ts';
import { Form } from '../form/Form.tsx';
import { take } from '../http/create-api.ts';
import { toFailure } from '../http/failure.ts';
import { onceKey } from '../http/reading.ts';
import { Gate } from '../shell/Gate.tsx';
import { say } from '../shell/say.ts';
import { FailureNote } from '../state/FailureNote.tsx';
import { Loading } from '../state/Loading.tsx';
import { text } from '../text/text.ts';
import { type Me, useAccount, useSetMe } from './account.ts';
import { ConfirmEmail } from './ConfirmEmail.tsx';

/**
 * Where every link of an e-mail leads. Its token stands behind `#`, which no server and no log sees,
 * and is taken out of the address at once.
 */
export function LinkPage() {
  const { app, api, to, confirmSignUp } = useAccount();
  const [token] = useState(readToken);
  useEffect(() => {
    if (token) history.replaceState(history.state, '', location.pathname);
  }, [token]);
  const link = useQuery({
    queryKey: onceKey('/links/look', token),
    queryFn: () => take(api.POST('/links/look', { body: { token: token ?? '' } })),
    enabled: token !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const back = <Link to={to.signIn}>{text.signIn.title}</Link>;
  if (token === null || link.error !== null) {
    return (
      <Gate app={app} home={to.signIn} title={text.link.invalidTitle} foot={back}>
        {link.error === null ? (
          <p>{text.link.missing}</p>
        ) : (
          <FailureNote failure={toFailure(link.error)} />
        )}
      </Gate>
    );
  }
  if (!link.data) {
    return (
      <Gate app={app} home={to.signIn} title={text.link.title}>
        <Loading />
      </Gate>
    );
  }
  const facts = { token, link: link.data };
  switch (link.data.kind) {
    case 'sign_up':
      return confirmSignUp ? <ConfirmSignUp {...facts} confirm={confirmSignUp} /> : null;
    case 'password_reset':
      return <NewPassword {...facts} />;
    case 'invitation':
      return <Join {...facts} />;
    case 'email_change':
      return <ConfirmEmail token={token} email={link.data.email} />;
    default:
      return link.data.kind satisfies never;
  }
}

function readToken(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('token');
}

interface Facts {
  readonly token: string;
  readonly link: LinkFacts;
}

function ConfirmSignUp({
  token,
  link,
  confirm,
}: Facts & { confirm: (token: string, password: string) => Promise<Me> }) {
  const enter = useEnter();
  const form = useForm({ initialValues: { password: '' } });
  const act = useAct({
    about: 'sign-up',
    run: ({ password }: { password: string }) => confirm(token, password),
    onDone: enter,
  });
  const lead = text.link.signUpLead(link.email, link.business_name ?? '');
  return (
    <LinkGate title={text.link.signUp} lead={lead}>
      <Form form={form} act={act} submit={text.link.signUpSubmit} wide>
        <Username email={link.email} />
        <PasswordInput
          label={text.signIn.password}
          autoComplete="current-password"
          {...form.getInputProps('password')}
        />
      </Form>
    </LinkGate>
  );
}

function NewPassword({ token, link }: Facts) {
  const { to, useDo } = useAccount();
  const navigate = useNavigate();
  const form = useForm({ initialValues: { password: '' } });
  const act = useDo('POST /password-resets/confirm', {
    send: ({ password }: { password: string }) => ({ body: { token, password } }),
    onDone: () => {
      say(text.link.resetDone);
      navigate(to.signIn, { replace: true });
    },
  });
  return (
    <LinkGate title={text.link.reset} lead={text.link.resetLead(link.email)}>
      <Form form={form} act={act} submit={text.link.reset} wide>
        <Username email={link.email} />
        <PasswordInput
          label={text.signIn.newPassword}
          description={text.signIn.newPasswordHint}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      </Form>
    </LinkGate>
  );
}

function Join({ token, link }: Facts) {
  const { useDo } = useAccount();
  const enter = useEnter();
  const form = useForm({ initialValues: { name: link.name ?? '', password: '' } });
  const act = useDo('POST /invitations/accept', {
    send: (values: { name: string; password: string }) => ({ body: { token, ...values } }),
    onDone: enter,
  });
  const lead = text.link.invitationLead(link.business_name, link.email);
  return (
    <LinkGate title={text.link.invitation} lead={lead}>
      <Form form={form} act={act} submit={text.link.join} wide>
        <Username email={link.email} />
        <TextInput label={text.link.name} autoComplete="name" {...form.getInputProps('name')} />
        <PasswordInput
          label={text.signIn.newPassword}
          description={text.signIn.newPasswordHint}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      </Form>
    </LinkGate>
  );
}

function useEnter(): (me: Me) => void {
  const { to } = useAccount();
  const setMe = useSetMe();
  const navigate = useNavigate();
  return (me) => {
    setMe(me);
    navigate(me.session.state === 'active' ? to.home : to.signIn, { replace: true });
  };
}

function LinkGate(props: { title: string; lead: string; children: ReactNode }) {
  const { app, to } = useAccount();
  return <Gate app={app} home={to.signIn} {...props} />;
}

/** For password managers, which keep a password with a name. */
function Username({ email }: { email: string }) {
  return <input type="email" autoComplete="username" value={email} readOnly hidden />;
}
