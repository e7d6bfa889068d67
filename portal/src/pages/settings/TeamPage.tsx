import type { Colleague } from '@psnb2b/contract';
import { partnerRoleTexts } from '@psnb2b/contract/states';
import { InvitationsSection, Page, PeopleSection, peopleWords, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf, useRead } from '../../client.ts';
import { teamWords as words } from './words.ts';

/** The people of the business; an owner changes them and invites more. */
export function TeamPage() {
  const me = useMe();
  const people = useRead('/colleagues');
  return (
    <Page>
      <PeopleSection
        roles={words.roles}
        query={people}
        self={me.user.id}
        allowed={allowed(me, 'changeColleague')}
        useChange={useChange}
      />
      {allowed(me, 'listInvitations').can && <Invitations />}
    </Page>
  );
}

function useChange({ id }: { readonly id: string }) {
  return useDo('PATCH /colleagues/{user_id}', {
    send: (body: { role?: Colleague['role']; disabled?: boolean }) => ({
      path: { user_id: id },
      body,
    }),
    onDone: () => say(peopleWords.changed),
  });
}

function Invitations() {
  const initial = { email: '', role: 'read_only' } as const;
  const invite = useFormOf('POST /invitations', { initial });
  const open = useRead('/invitations');
  return (
    <InvitationsSection
      roles={words.roles}
      explain={partnerRoleTexts}
      query={open}
      invite={invite}
      useRevoke={useRevoke}
    />
  );
}

function useRevoke(invitation_id: string) {
  return useDo('POST /invitations/{invitation_id}/revoke', {
    send: () => ({ path: { invitation_id } }),
  });
}
