import { useForm } from '@mantine/form';
import type { Link as LinkFacts } from '@psnb2b/contract';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAct } from '../act/use-act.ts';
import { Field } from '../form/Field.tsx';
import { Form } from '../form/Form.tsx';
import { take } from '../http/create-api.ts';
import { toFailure } from '../http/failure.ts';
import { onceKey } from '../http/reading.ts';
import { CardPage } from '../shell/CardPage.tsx';
import { say } from '../shell/say.ts';
import { FailureNote } from '../state/FailureNote.tsx';
import { Loading } from '../state/Loading.tsx';
import { type Me, useAccount, useSetMe } from './account.ts';
import { ConfirmEmail } from './ConfirmEmail.tsx';
import { NewPasswordField } from './NewPasswordField.tsx';
import { Username } from './Username.tsx';
import { words } from './words.ts';

/**
 * The page that every link of an e-mail opens. Its token follows `#`, which reaches no server and no log, and is
 * removed from the address at once.
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
  const back = <Link to={to.signIn}>{words.signIn.title}</Link>;
  if (token === null || link.error !== null) {
    return (
      <CardPage app={app} home={to.signIn} title={words.link.invalidTitle} foot={back}>
        {link.error === null ? (
          <p>{words.link.missing}</p>
        ) : (
          <FailureNote failure={toFailure(link.error)} />
        )}
      </CardPage>
    );
  }
  if (!link.data) {
    return (
      <CardPage app={app} home={to.signIn} title={words.link.title}>
        <Loading />
      </CardPage>
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
  // by hand: only the portal has this call, and these pages are in every app.
  const form = useForm({ initialValues: { password: '' } });
  const act = useAct({
    about: 'sign-up',
    run: ({ password }: { password: string }) => confirm(token, password),
    onDone: enter,
  });
  const sign = { call: 'POST /sign-up/confirm', form, act };
  const lead = words.link.signUpLead(link.email, link.business_name ?? '');
  return (
    <LinkCard title={words.link.signUp} lead={lead}>
      <Form {...sign} submit={words.link.signUpSubmit} wide>
        <Username email={link.email} />
        <Field
          of={sign}
          name="password"
          label={words.signIn.password}
          autoComplete="current-password"
        />
      </Form>
    </LinkCard>
  );
}

function NewPassword({ token, link }: Facts) {
  const { to, useFormOf } = useAccount();
  const navigate = useNavigate();
  const reset = useFormOf('POST /password-resets/confirm', {
    initial: { password: '' },
    send: ({ password }) => ({ body: { token, password } }),
    onDone: () => {
      say(words.link.resetDone);
      navigate(to.signIn, { replace: true });
    },
  });
  return (
    <LinkCard title={words.link.reset} lead={words.link.resetLead(link.email)}>
      <Form {...reset} submit={words.link.reset} wide>
        <Username email={link.email} />
        <NewPasswordField of={reset} />
      </Form>
    </LinkCard>
  );
}

function Join({ token, link }: Facts) {
  const { useFormOf } = useAccount();
  const enter = useEnter();
  const join = useFormOf('POST /invitations/accept', {
    initial: { name: link.name ?? '', password: '' },
    send: (values) => ({ body: { token, ...values } }),
    onDone: enter,
  });
  const lead = words.link.invitationLead(link.business_name, link.email);
  return (
    <LinkCard title={words.link.invitation} lead={lead}>
      <Form {...join} submit={words.link.join} wide>
        <Username email={link.email} />
        <Field of={join} name="name" label={words.link.name} autoComplete="name" />
        <NewPasswordField of={join} />
      </Form>
    </LinkCard>
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

function LinkCard(props: { title: string; lead: string; children: ReactNode }) {
  const { app, to } = useAccount();
  return <CardPage app={app} home={to.signIn} {...props} />;
}
