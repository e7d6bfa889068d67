import { Group, Select, SimpleGrid } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Allowed } from '../act/ActButton.tsx';
import { ConfirmAct } from '../act/ConfirmAct.tsx';
import type { Act } from '../act/use-act.ts';
import { Field } from '../form/Field.tsx';
import { Form } from '../form/Form.tsx';
import type { CallForm } from '../form/form-of-call.ts';
import { columnsOf } from '../list/columns.tsx';
import { DataList } from '../list/DataList.tsx';
import { Section } from '../page/Page.tsx';
import type { Address } from '../pages/address.ts';
import { say } from '../shell/say.ts';
import { Empty } from '../state/Empty.tsx';
import { StatusBadge } from '../value/StatusBadge.tsx';
import { words } from './words.ts';

interface Person<Role extends string> {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly second_factor: boolean;
  readonly disabled_at: string | null;
  readonly last_seen_at: string | null;
}

interface Listed<Row> {
  data: Row[];
  has_more: boolean;
  next_cursor: string | null;
}

type Roles<Role extends string> = Readonly<Record<Role, string>>;

interface PeopleProps<Role extends string, Each extends Person<Role>> {
  /** The label of each role. */
  readonly roles: Roles<Role>;
  readonly query: UseQueryResult<Listed<Each>>;
  readonly self: string;
  readonly allowed: Allowed;
  /** The act that changes a person. */
  readonly useChange: (person: Each) => Act<{ role?: Role; disabled?: boolean }, unknown>;
  /** More actions for a person. */
  readonly more?: (person: Each) => ReactNode;
  /** The page of a person. */
  readonly link?: (person: Each) => Address<string>;
}

/** The people with their roles, and the actions of whoever may change them. */
export function PeopleSection<Role extends string, Each extends Person<Role>>(
  props: PeopleProps<Role, Each>,
) {
  const { query, self, link } = props;
  const col = columnsOf<Person<string>>();
  const own = columnsOf<Each>();
  return (
    <Section title={words.people} flush>
      <DataList<Each>
        label={words.people}
        query={query}
        rowKey={({ id }) => id}
        {...(link && { rowLink: link })}
        columns={[
          col.cell('name', words.name, ({ id, name, email, disabled_at }) => (
            <div>
              <Group gap={8}>
                <span className="breaks">{name}</span>
                {id === self && <StatusBadge tone="info">{words.you}</StatusBadge>}
                {disabled_at && <StatusBadge tone="bad">{words.disabled}</StatusBadge>}
              </Group>
              <span className="quiet">{email}</span>
            </div>
          )),
          own.cell('role', words.role, (person) => <RoleCell person={person} {...props} />),
          col.cell('factor', words.factor, (person) => (person.second_factor ? '✓' : '—'), {
            from: 'm',
          }),
          col.time('last_seen_at', words.seen, { form: 'ago', from: 'm', none: words.never }),
          own.acts((person) => <PersonActs person={person} {...props} />),
        ]}
        empty={<Empty title={words.people} />}
      />
    </Section>
  );
}

/** by hand: a choice in a row is an act of its own, sent when it is made. */
function RoleCell<Role extends string, Each extends Person<Role>>({
  person,
  roles,
  self,
  allowed,
  useChange,
}: PeopleProps<Role, Each> & { readonly person: Each }) {
  const act = useChange(person);
  if (!allowed.can || person.id === self) return roles[person.role];
  return (
    <Select
      size="xs"
      w={130}
      aria-label={words.roleOf(person.name)}
      data={Object.entries<string>(roles).map(([value, label]) => ({ value, label }))}
      value={person.role}
      onChange={(role) => role !== null && act.run({ role: role as Role })}
      error={act.failure?.sentences.join(' ')}
      disabled={act.busy}
      allowDeselect={false}
    />
  );
}

function PersonActs<Role extends string, Each extends Person<Role>>({
  person,
  self,
  allowed,
  useChange,
  more,
}: PeopleProps<Role, Each> & { readonly person: Each }) {
  const isDisabled = person.disabled_at !== null;
  const act = useChange(person);
  if (!allowed.can || person.id === self) return null;
  const says = isDisabled ? words.enableSays(person.name) : words.disableSays(person.name);
  return (
    <Group gap={6} justify="flex-end">
      {more?.(person)}
      <ConfirmAct
        label={isDisabled ? words.enable : words.disable}
        says={says}
        act={{ ...act, run: () => act.run({ disabled: !isDisabled }) }}
        danger={!isDisabled}
        button={{ size: 'compact-xs' }}
      />
    </Group>
  );
}

interface Invitation<Role extends string> {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invited_by: string;
  readonly expires_at: string;
}

/** The act that revokes an invitation. */
type UseRevoke = (id: string) => Act<string, unknown>;

/** Open invitations, and the form that sends one. */
export function InvitationsSection<Role extends string, Offered extends Role>({
  roles,
  explain,
  query,
  invite,
  useRevoke,
  note,
}: {
  /** The label of each role. */
  readonly roles: Roles<Role>;
  /** What each is for. */
  readonly explain: Roles<Role>;
  readonly query: UseQueryResult<Listed<Invitation<Role>>>;
  /** The form of `POST /invitations`. */
  readonly invite: CallForm<{ email: string; role: Offered | '' }>;
  readonly useRevoke: UseRevoke;
  /** What whoever invites should know. */
  readonly note?: ReactNode;
}) {
  const col = columnsOf<Invitation<Role>>();
  // Its fields are the same, whichever roles an app has.
  const form = invite as unknown as CallForm<{ email: string; role: string }>;
  const send: typeof form.act.run = async (values) => {
    const sent = await form.act.run(values);
    if (sent === null) return null;
    form.form.reset();
    say(words.invited(values.email));
    return sent;
  };
  return (
    <Section title={words.invitations} flush>
      <DataList
        label={words.invitations}
        query={query}
        rowKey={({ id }) => id}
        columns={[
          col.text('email', words.email),
          col.cell('role', words.role, ({ role }) => roles[role]),
          col.text('invited_by', words.by, { from: 'm' }),
          col.time('expires_at', words.expires, { form: 'day', from: 's' }),
          col.acts((each) => <Revoke useRevoke={useRevoke} invitation={each} />),
        ]}
        empty={<Empty title={words.noInvitations} />}
      />
      <div className="padded">
        {note}
        <Form {...form} act={{ ...form.act, run: send }} submit={words.invite}>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Field
              of={form}
              name="email"
              label={words.email}
              hint={words.emailHint}
              autoComplete="off"
            />
            <Field
              of={form}
              name="role"
              label={words.role}
              choices={roles}
              hint={explain[form.form.values.role as Role]}
            />
          </SimpleGrid>
        </Form>
      </div>
    </Section>
  );
}

function Revoke<Role extends string>({
  useRevoke,
  invitation,
}: {
  readonly useRevoke: UseRevoke;
  readonly invitation: Invitation<Role>;
}) {
  const act = useRevoke(invitation.id);
  return (
    <ConfirmAct
      label={words.revoke}
      says={words.revokeSays(invitation.email)}
      act={act}
      button={{ size: 'compact-xs' }}
    />
  );
}
