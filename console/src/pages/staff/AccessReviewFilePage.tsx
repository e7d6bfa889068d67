import type { ReviewedAccess } from '@psnb2b/contract';
import {
  columnsOf,
  DataTable,
  ExportButton,
  Facts,
  Loaded,
  Page,
  Section,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { useParams } from 'react-router';
import { client, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { accessWords, words } from './words.ts';

const col = columnsOf<ReviewedAccess>();

const COLUMNS = [
  col.cell('name', accessWords.name, ({ name, email, disabled }) => (
    <div>
      <span className="breaks">{name}</span>{' '}
      {disabled && <StatusBadge tone="bad">{accessWords.disabled}</StatusBadge>}
      <div className="quiet breaks">{email}</div>
    </div>
  )),
  col.cell('role', accessWords.role, ({ role }) => words.roles[role]),
  col.time('access_since', accessWords.since, { form: 'day', none: accessWords.unknown }),
  col.cell('factor', accessWords.factor, ({ totp, passkeys }) =>
    accessWords.factors(totp, passkeys),
  ),
];

/** A signed review, with the list as it was signed. */
export function AccessReviewFilePage() {
  const { id = '' } = useParams();
  const path = { access_review_id: id };
  const review = useRead('/access-reviews/{access_review_id}', { path });
  return (
    <Loaded query={review}>
      {({ signed_at, signed_by, people, admins, note, access }) => (
        <Page
          lead={accessWords.fileLead}
          acts={<ExportButton url={client.urlOf(`/access-reviews/${id}/export`)} query={{}} />}
        >
          <Section>
            <Facts
              facts={[
                [accessWords.signedAt, <Time key="at" at={signed_at} />],
                [accessWords.signedBy, signed_by],
                [accessWords.people, accessWords.peopleOf(people, admins)],
                [accessWords.note, note],
              ]}
            />
          </Section>
          <Section title={accessWords.listThen} flush>
            <DataTable
              label={accessWords.listThen}
              rows={access}
              columns={COLUMNS}
              rowKey={({ id: person }) => person}
              rowLink={({ id: person }) => to.staffMember(person)}
              listens
            />
          </Section>
        </Page>
      )}
    </Loaded>
  );
}
