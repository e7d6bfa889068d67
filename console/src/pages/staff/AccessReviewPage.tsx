import { Text } from '@mantine/core';
import type { AccessReview, StaffAccess } from '@psnb2b/contract';
import {
  columnsOf,
  DataList,
  DialogButton,
  Empty,
  ExportButton,
  Field,
  FormDialog,
  Loaded,
  Page,
  Section,
  StatusBadge,
  say,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, client, useFormOf, useList, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { accessWords, words } from './words.ts';

const col = columnsOf<StaffAccess>();
const review = columnsOf<AccessReview>();

/** A review needs everything, also on a telephone. */
const IN_CARD = { from: 'm', inCard: true } as const;

const COLUMNS = [
  col.cell('name', accessWords.name, ({ name, email, disabled_at }) => (
    <div>
      <span className="breaks">{name}</span>{' '}
      {disabled_at !== null && <StatusBadge tone="bad">{accessWords.disabled}</StatusBadge>}
      <div className="quiet breaks">{email}</div>
    </div>
  )),
  col.cell('role', accessWords.role, ({ role }) => words.roles[role]),
  col.time('access_since', accessWords.since, { form: 'day', from: 's', inCard: true }),
  col.cell('access_by', accessWords.by, ({ access_by }) => access_by ?? accessWords.unknown, {
    ...IN_CARD,
  }),
  col.time('last_seen_at', accessWords.seen, { form: 'ago', none: accessWords.never, ...IN_CARD }),
  col.cell(
    'factor',
    accessWords.factor,
    ({ totp, passkeys }) => accessWords.factors(totp, passkeys),
    IN_CARD,
  ),
  col.cell('sessions', accessWords.sessions, ({ sessions }) => sessions, {
    align: 'right',
    from: 's',
    inCard: true,
  }),
];

/** Who on the staff may do what, and the reviews that admins signed. */
export function AccessReviewPage() {
  const members = useRead('/access-reviews/members');
  const reviews = useList('/access-reviews', []);
  return (
    <Page
      lead={accessWords.lead}
      acts={<ExportButton url={client.urlOf('/access-reviews/members/export')} query={{}} />}
    >
      <Section
        title={accessWords.list}
        flush
        acts={<Loaded query={members}>{({ data }) => <Sign staff={data} />}</Loaded>}
      >
        <DataList
          label={accessWords.list}
          query={members}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.staffMember(id)}
          empty={<Empty title={accessWords.list} />}
        />
      </Section>
      <Section title={accessWords.history} flush>
        <DataList
          label={accessWords.history}
          list={reviews}
          columns={[
            review.time('signed_at', accessWords.signedAt),
            review.text('signed_by', accessWords.signedBy),
            review.cell('people', accessWords.people, (each) =>
              accessWords.peopleOf(each.people, each.admins),
            ),
            review.cell('note', accessWords.note, ({ note }) => note ?? '—', IN_CARD),
          ]}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.accessReviewFile(id)}
          empty={<Empty title={accessWords.none} hint={accessWords.noneHint} />}
        />
      </Section>
    </Page>
  );
}

interface SignProps {
  readonly staff: readonly StaffAccess[];
}

function Sign({ staff }: SignProps) {
  return (
    <DialogButton
      label={accessWords.sign}
      allowed={allowed(useMe(), 'signAccessReview')}
      button={{ size: 'xs' }}
    >
      {(close) => <SignDialog staff={staff} onClose={close} />}
    </DialogButton>
  );
}

function SignDialog({ staff, onClose }: SignProps & { readonly onClose: () => void }) {
  const open = staff.filter(({ disabled_at }) => disabled_at === null);
  const admins = open.filter(({ role }) => role === 'admin').length;
  const latest = staff
    .map(({ access_since }) => access_since)
    .sort()
    .at(-1);
  const sign = useFormOf('POST /access-reviews', {
    initial: { note: '' },
    send: ({ note }) => ({
      body: { latest_access_since: String(latest), ...(note !== '' && { note }) },
    }),
    onDone: () => {
      onClose();
      say(accessWords.signed);
    },
  });
  return (
    <FormDialog title={accessWords.sign} of={sign} onClose={onClose}>
      <Text size="sm">{accessWords.states(open.length, admins)}</Text>
      <Field of={sign} name="note" label={accessWords.note} hint={accessWords.noteHint} first />
    </FormDialog>
  );
}
