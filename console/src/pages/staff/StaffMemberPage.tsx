import type { StaffMember, StaffSession } from '@psnb2b/contract';
import {
  ConfirmAct,
  Empty,
  Facts,
  Loaded,
  Page,
  Section,
  StatusBadge,
  say,
  Time,
} from '@psnb2b/ui';
import { SessionList, useMe } from '@psnb2b/ui/account';
import { useParams } from 'react-router';
import { allowed, useDo, useRead } from '../../client.ts';
import { sessionWords, words } from './words.ts';

/** One member of staff, and the browsers in which they are signed in. */
export function StaffMemberPage() {
  const { id = '' } = useParams();
  const staff = useRead('/staff');
  return (
    <Loaded query={staff}>
      {({ data }) => {
        const person = data.find((each) => each.id === id);
        if (person) return <OneMember person={person} />;
        return (
          <Page>
            <Empty title={sessionWords.unknown} />
          </Page>
        );
      }}
    </Loaded>
  );
}

interface Props {
  readonly person: StaffMember;
}

function OneMember({ person }: Props) {
  const { name, email, role, second_factor, disabled_at, last_seen_at, created_at } = person;
  return (
    <Page
      title={name}
      lead={email}
      {...(disabled_at !== null && {
        mark: <StatusBadge tone="bad">{sessionWords.disabled}</StatusBadge>,
      })}
    >
      <Sessions person={person} />
      <Section title={sessionWords.about}>
        <Facts
          facts={[
            [sessionWords.role, words.roles[role]],
            [sessionWords.factor, second_factor ? sessionWords.isSet : sessionWords.isMissing],
            [
              sessionWords.seen,
              last_seen_at === null ? (
                sessionWords.never
              ) : (
                <Time key="seen" at={last_seen_at} form="ago" />
              ),
            ],
            [sessionWords.since, <Time key="since" at={created_at} form="day" />],
          ]}
        />
      </Section>
    </Page>
  );
}

function Sessions({ person }: Props) {
  const me = useMe();
  const isSelf = person.id === me.user.id;
  const sessions = useRead('/staff/{user_id}/sessions', { path: { user_id: person.id } });
  const all = useDo('POST /staff/{user_id}/sessions/end', {
    send: () => ({ path: { user_id: person.id } }),
    onDone: () => say(sessionWords.allEnded(person.name)),
  });
  return (
    <SessionList<StaffSession>
      lead={isSelf ? sessionWords.ownLead : sessionWords.lead}
      query={sessions}
      acts={
        !isSelf && (
          <ConfirmAct
            label={sessionWords.endAll}
            says={sessionWords.endAllSays(person.name)}
            act={all}
            allowed={allowed(me, 'endStaffSessions')}
            danger
            button={{ size: 'xs' }}
          />
        )
      }
      end={(session) => (isSelf ? null : <EndOne person={person} session={session} />)}
    />
  );
}

function EndOne({ person, session }: Props & { readonly session: StaffSession }) {
  const end = useDo('POST /staff/{user_id}/sessions/{session_id}/end', {
    send: () => ({ path: { user_id: person.id, session_id: session.id } }),
  });
  return (
    <ConfirmAct
      label={sessionWords.end}
      says={sessionWords.endSays(person.name)}
      act={end}
      allowed={allowed(useMe(), 'endStaffSession')}
      button={{ size: 'compact-xs' }}
    />
  );
}
