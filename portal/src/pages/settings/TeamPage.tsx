import { InvitationsSection, Page, PeopleSection, take } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useQuery } from '@tanstack/react-query';
import { allowed } from '../../allowed.ts';
import { api } from '../../api/api.ts';
import { colleaguesQuery, invitationsQuery } from '../../api/queries.ts';
import { t } from '../../text/text.ts';

/** The people of the business; an owner changes them and invites more. */
export function TeamPage() {
  const me = useMe();
  const people = useQuery(colleaguesQuery);
  const mayInvite = allowed(me, 'listInvitations').can;
  const invitations = useQuery({ ...invitationsQuery, enabled: mayInvite });
  return (
    <Page title={t.team.title} of={t.app} lead={t.team.lead}>
      <PeopleSection
        roles={t.team.roles}
        query={people}
        self={me.user.id}
        allowed={allowed(me, 'changeColleague')}
        stale={colleaguesQuery.queryKey}
        change={(id, body) =>
          take(api.PATCH('/colleagues/{user_id}', { params: { path: { user_id: id } }, body }))
        }
      />
      {mayInvite && (
        <InvitationsSection
          roles={t.team.roles}
          query={invitations}
          firstRole="read_only"
          stale={invitationsQuery.queryKey}
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
