import { Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Allowed } from '../act/ActButton.tsx';
import { ConfirmAct } from '../act/ConfirmAct.tsx';
import type { Once } from '../act/keyed-sending.ts';
import { useAct } from '../act/use-act.ts';
import { Form } from '../form/Form.tsx';
import { DataList } from '../list/DataList.tsx';
import { Section } from '../page/Page.tsx';
import { say } from '../shell/say.ts';
import { Empty } from '../state/Empty.tsx';
import { text } from '../text/text.ts';
import { StatusBadge } from '../value/StatusBadge.tsx';
import { Time } from '../value/Time.tsx';

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

const words = text.people;

interface PeopleProps<Role extends string, Each extends Person<Role>> {
  /** What each role is called. */
  readonly roles: Roles<Role>;
  readonly query: UseQueryResult<Listed<Each>>;
  readonly self: string;
  readonly allowed: Allowed;
  /** The noun of the call that changes one: `staff`. */
  readonly about: string;
  readonly change: (id: string, what: { role?: Role; disabled?: boolean }) => Promise<unknown>;
  /** What to say of an answer instead of that the role was changed. */
  readonly says?: (answer: unknown) => string | null;
  /** More that can be done with a person. */
  readonly more?: (person: Each) => ReactNode;
}

/** Who works here and as what, and the acts of somebody who may change that. */
export function PeopleSection<Role extends string, Each extends Person<Role>>(
  props: PeopleProps<Role, Each>,
) {
  const { query, self } = props;
  return (
    <Section title={words.people} flush>
      <DataList<Each>
        label={words.people}
        query={query}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            title: words.name,
            cell: ({ id, name, email, disabled_at }) => (
              <div>
                <Group gap={8}>
                  <span className="breaks">{name}</span>
                  {id === self && <StatusBadge tone="info">{words.you}</StatusBadge>}
                  {disabled_at && <StatusBadge tone="bad">{words.disabled}</StatusBadge>}
                </Group>
                <span className="quiet">{email}</span>
              </div>
            ),
          },
          {
            key: 'role',
            title: words.role,
            cell: (person) => <RoleCell person={person} {...props} />,
          },
          {
            key: 'factor',
            title: words.factor,
            from: 'm',
            cell: ({ second_factor }) => (second_factor ? '✓' : '—'),
          },
          {
            key: 'seen',
            title: words.seen,
            from: 'm',
            cell: ({ last_seen_at }) =>
              last_seen_at === null ? words.never : <Time at={last_seen_at} form="ago" />,
          },
          {
            key: 'acts',
            title: '',
            align: 'right',
            cell: (person) => <PersonActs person={person} {...props} />,
          },
        ]}
        empty={<Empty title={words.people} />}
      />
    </Section>
  );
}

function RoleCell<Role extends string, Each extends Person<Role>>({
  person,
  roles,
  self,
  allowed,
  about,
  change,
  says,
}: PeopleProps<Role, Each> & { readonly person: Each }) {
  const act = useAct<Role, unknown>({
    about,
    run: (role) => change(person.id, { role }),
    onDone: (answer) => say(says?.(answer) ?? words.roleChanged),
  });
  if (!allowed.can || person.id === self) return roles[person.role];
  return (
    <Select
      size="xs"
      w={130}
      aria-label={words.roleOf(person.name)}
      data={Object.entries<string>(roles).map(([value, label]) => ({ value, label }))}
      value={person.role}
      onChange={(role) => role !== null && act.run(role as Role)}
      error={act.failure?.message}
      disabled={act.busy}
      allowDeselect={false}
    />
  );
}

function PersonActs<Role extends string, Each extends Person<Role>>({
  person,
  self,
  allowed,
  about,
  change,
  more,
}: PeopleProps<Role, Each> & { readonly person: Each }) {
  const isDisabled = person.disabled_at !== null;
  const act = useAct<string, unknown>({
    about,
    run: () => change(person.id, { disabled: !isDisabled }),
  });
  if (!allowed.can || person.id === self) return null;
  const says = isDisabled ? words.enableSays(person.name) : words.disableSays(person.name);
  return (
    <Group gap={6} justify="flex-end">
      {more?.(person)}
      <ConfirmAct
        label={isDisabled ? words.enable : words.disable}
        says={says}
        act={act}
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

/** Open invitations, and the form that sends one. */
export function InvitationsSection<Role extends string, Offered extends Role = Role>({
  roles,
  offered,
  query,
  firstRole,
  invite,
  revoke,
}: {
  /** What each role is called. */
  readonly roles: Roles<Role>;
  /** Which of them somebody can be invited as; all, where it is left out. */
  readonly offered?: readonly Offered[];
  readonly query: UseQueryResult<Listed<Invitation<Role>>>;
  /** Offered first: the least. */
  readonly firstRole: Offered;
  readonly invite: (body: { email: string; role: Offered }, once: Once) => Promise<unknown>;
  readonly revoke: (id: string) => Promise<unknown>;
}) {
  const form = useForm<{ email: string; role: Offered }>({
    initialValues: { email: '', role: firstRole },
  });
  const act = useAct({
    about: 'invitations',
    run: invite,
    onDone: (_invitation, { email }) => {
      form.reset();
      say(words.invited(email));
    },
  });
  return (
    <Section title={words.invitations} flush>
      <DataList
        label={words.invitations}
        query={query}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'email',
            title: words.email,
            cell: ({ email }) => <span className="breaks">{email}</span>,
          },
          { key: 'role', title: words.role, cell: ({ role }) => roles[role] },
          { key: 'by', title: words.by, from: 'm', cell: ({ invited_by }) => invited_by },
          {
            key: 'expires',
            title: words.expires,
            from: 's',
            cell: ({ expires_at }) => <Time at={expires_at} form="day" />,
          },
          {
            key: 'acts',
            title: '',
            align: 'right',
            cell: (each) => <TakeBack revoke={revoke} invitation={each} />,
          },
        ]}
        empty={<Empty title={words.noInvitations} />}
      />
      <div className="padded">
        <Form form={form} act={act} submit={words.inviteSubmit}>
          <Group gap="md" align="flex-start">
            <TextInput
              label={words.email}
              type="email"
              autoComplete="off"
              flex="1 1 240px"
              {...form.getInputProps('email')}
            />
            <Select
              label={words.role}
              data={(offered ?? Object.keys(roles)).map((value) => ({
                value,
                label: roles[value as Role],
              }))}
              allowDeselect={false}
              {...form.getInputProps('role')}
            />
          </Group>
        </Form>
      </div>
    </Section>
  );
}

function TakeBack<Role extends string>({
  revoke,
  invitation,
}: {
  readonly revoke: (id: string) => Promise<unknown>;
  readonly invitation: Invitation<Role>;
}) {
  const act = useAct<string, unknown>({
    about: 'invitations',
    run: () => revoke(invitation.id),
  });
  return (
    <ConfirmAct
      label={words.takeBack}
      says={words.takeBackSays(invitation.email)}
      act={act}
      button={{ size: 'compact-xs' }}
    />
  );
}
