import { Button, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { CardPage } from '../shell/CardPage.tsx';
import { say } from '../shell/say.ts';
import { FailureNote } from '../state/FailureNote.tsx';
import { Loaded } from '../state/Loaded.tsx';
import { type Me, meQuery, useAccount } from './account.ts';
import { words } from './words.ts';

/**
 * The page of the link to a new address: it is confirmed only by the person who requested it, signed in in this
 * browser.
 */
export function ConfirmEmail({ token, email }: { readonly token: string; readonly email: string }) {
  const { app, api, to } = useAccount();
  const me = useQuery(meQuery(api));
  const isSignedIn = me.data?.session.state === 'active';
  return (
    <CardPage
      app={app}
      home={to.signIn}
      title={words.link.email}
      lead={<span className="breaks">{words.link.emailLead(email)}</span>}
      foot={isSignedIn ? null : <Link to={to.signIn}>{words.signIn.title}</Link>}
    >
      <Loaded query={me}>
        {(person) =>
          person?.session.state === 'active' ? (
            <Confirm token={token} me={person} />
          ) : (
            <Text size="sm">{words.link.emailSignIn}</Text>
          )
        }
      </Loaded>
    </CardPage>
  );
}

function Confirm({ token, me }: { readonly token: string; readonly me: Me }) {
  const { api, to, useDo } = useAccount();
  const client = useQueryClient();
  const navigate = useNavigate();
  const act = useDo('POST /me/email/confirm', {
    send: () => ({ body: { token } }),
    onDone: (person) => {
      client.setQueryData(meQuery(api).queryKey, person);
      say(words.link.emailDone);
      navigate(to.home, { replace: true });
    },
  });
  return (
    <Stack gap="md">
      {act.failure && <FailureNote failure={act.failure} />}
      <Text size="sm" className="breaks">
        {words.link.emailInstead(me.user.email)}
      </Text>
      <Button loading={act.busy} onClick={() => act.run()} fullWidth>
        {words.link.emailSubmit}
      </Button>
    </Stack>
  );
}
