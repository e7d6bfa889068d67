import { Button } from '@mantine/core';
import type { StaffMember } from '@psnb2b/contract';
import { staffRoleTexts } from '@psnb2b/contract/states';
import { ConfirmAct, InvitationsSection, Link, Page, PeopleSection, peopleWords } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { sayDone } from '../proposals/say-proposed.ts';
import { words } from './words.ts';

/** The staff; an admin changes them and invites more. */
export function StaffPage() {
  const me = useMe();
  const staff = useRead('/staff');
  const maySee = allowed(me, 'listStaffSessions').can;
  const mayInvite = allowed(me, 'listInvitations').can;
  return (
    <Page
      lead={words.lead}
      acts={
        allowed(me, 'listStaffAccess').can && (
          <Button component={Link} to={to.accessReview} variant="default">
            {words.accessReview}
          </Button>
        )
      }
    >
      <PeopleSection
        roles={words.roles}
        query={staff}
        self={me.user.id}
        allowed={allowed(me, 'changeStaff')}
        useChange={useChange}
        more={(person) => <ResetFactor person={person} />}
        {...(maySee && { link: ({ id }: StaffMember) => to.staffMember(id) })}
      />
      {mayInvite && <Invitations />}
    </Page>
  );
}

function useChange({ id }: { readonly id: string }) {
  return useDo('PATCH /staff/{user_id}', {
    send: (body: { role?: StaffMember['role']; disabled?: boolean }) => ({
      path: { user_id: id },
      body,
    }),
    onDone: (answer) => sayDone(answer, peopleWords.changed),
  });
}

function Invitations() {
  const initial = { email: '', role: 'read_only' } as const;
  const invite = useFormOf('POST /invitations', { initial });
  const open = useRead('/invitations');
  const setUp = useRead('/set-up');
  return (
    <InvitationsSection
      roles={words.roles}
      explain={staffRoleTexts}
      query={open}
      invite={invite}
      useRevoke={useRevoke}
      note={
        <>
          <p className="quiet">{words.inviteAdmin}</p>
          {setUp.data?.is_smtp_set === false && <p>{words.inviteUnsent}</p>}
        </>
      }
    />
  );
}

function useRevoke(invitation_id: string) {
  return useDo('POST /invitations/{invitation_id}/revoke', {
    send: () => ({ path: { invitation_id } }),
  });
}

function ResetFactor({ person }: { readonly person: StaffMember }) {
  const act = useDo('POST /staff/{user_id}/reset-second-factor', {
    send: () => ({ path: { user_id: person.id } }),
    onDone: (answer) => sayDone(answer, words.resetDone),
  });
  if (!person.second_factor) return null;
  return (
    <ConfirmAct
      label={words.resetFactor}
      says={words.resetFactorSays(person.name)}
      act={act}
      button={{ size: 'compact-xs' }}
    />
  );
}
