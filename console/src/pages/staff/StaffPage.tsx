import type { StaffMember } from '@psnb2b/contract';
import { invitableStaffRoles } from '@psnb2b/contract/states';
import { ConfirmAct, InvitationsSection, Page, PeopleSection, take } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, api, useDo, useRead } from '../../door.ts';
import { t } from '../../text/text.ts';
import { proposedText, sayDone } from '../proposals/say-proposed.ts';

/** The staff; an admin changes them and invites more. */
export function StaffPage() {
  const me = useMe();
  const staff = useRead('/staff');
  const mayInvite = allowed(me, 'listInvitations').can;
  const invitations = useRead('/invitations', {}, { enabled: mayInvite });
  return (
    <Page title={t.staff.title} lead={t.staff.lead}>
      <PeopleSection
        roles={t.staff.roles}
        query={staff}
        self={me.user.id}
        allowed={allowed(me, 'changeStaff')}
        says={proposedText}
        about="staff"
        change={(id, body) =>
          take(api.PATCH('/staff/{user_id}', { params: { path: { user_id: id } }, body }))
        }
        more={(person) => <ResetFactor person={person} />}
      />
      {mayInvite && (
        <InvitationsSection
          roles={t.staff.roles}
          offered={invitableStaffRoles}
          query={invitations}
          firstRole="read_only"
          invite={(body, once) => take(api.POST('/invitations', once({ body })))}
          revoke={(id) =>
            take(
              api.POST('/invitations/{invitation_id}/revoke', {
                params: { path: { invitation_id: id } },
              }),
            )
          }
        />
      )}
    </Page>
  );
}

function ResetFactor({ person }: { readonly person: StaffMember }) {
  const act = useDo('POST /staff/{user_id}/reset-second-factor', {
    send: () => ({ path: { user_id: person.id } }),
    onDone: (answer) => sayDone(answer, t.proposals.proposed),
  });
  if (!person.second_factor) return null;
  return (
    <ConfirmAct
      label={t.staff.resetFactor}
      says={t.staff.resetFactorSays(person.name)}
      act={act}
      button={{ size: 'compact-xs' }}
    />
  );
}
