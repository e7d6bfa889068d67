import { InvitationsSection, Page, PeopleSection, take } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, api, useRead } from '../../door.ts';
import { t } from '../../text/text.ts';

/** The people of the business; an owner changes them and invites more. */
export function TeamPage() {
  const me = useMe();
  const people = useRead('/colleagues');
  const mayInvite = allowed(me, 'listInvitations').can;
  const invitations = useRead('/invitations', {}, { enabled: mayInvite });
  return (
    <Page title={t.team.title} lead={t.team.lead}>
      <PeopleSection
        roles={t.team.roles}
        query={people}
        self={me.user.id}
        allowed={allowed(me, 'changeColleague')}
        about="colleagues"
        change={(id, body) =>
          take(api.PATCH('/colleagues/{user_id}', { params: { path: { user_id: id } }, body }))
        }
      />
      {mayInvite && (
        <InvitationsSection
          roles={t.team.roles}
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
