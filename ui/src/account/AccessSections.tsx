import { Group, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Passkey, Session } from '@psnb2b/contract';
import { useState } from 'react';
import { ConfirmAct } from '../act/ConfirmAct.tsx';
import { makePasskey, passkeysWork } from '../act/passkey.ts';
import { useAct } from '../act/use-act.ts';
import { Form } from '../form/Form.tsx';
import { take } from '../http/create-api.ts';
import { DataList } from '../list/DataList.tsx';
import { Section } from '../page/Page.tsx';
import { say } from '../shell/say.ts';
import { Empty } from '../state/Empty.tsx';
import { text } from '../text/text.ts';
import { StatusBadge } from '../value/StatusBadge.tsx';
import { Time } from '../value/Time.tsx';
import { useAccount, useMe } from './account.ts';
import { browserName } from './browser-name.ts';
import { mayRemoveFactor } from './may-remove-factor.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/** Passkeys of this person. */
export function PasskeySection() {
  const { api, useRead } = useAccount();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const passkeys = useRead('/passkeys');
  const form = useForm({ initialValues: { name: '' } });
  const add = useAct({
    about: 'passkeys',
    run: async ({ name }: { name: string }) => {
      const { flow, options } = await take(api.POST('/passkeys/options'));
      const response = await makePasskey(options);
      return take(api.POST('/passkeys', { body: { flow, name, response } }));
    },
    onDone: ({ codes: made }) => {
      form.reset();
      setCodes(made);
    },
  });
  return (
    <Section title={text.security.passkeys} lead={text.security.passkeysLead} flush>
      <DataList
        label={text.security.passkeys}
        query={passkeys}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', title: text.security.passkeyName, cell: ({ name }) => name },
          {
            key: 'used',
            title: text.security.used,
            from: 's',
            cell: ({ last_used_at }) =>
              last_used_at === null ? text.security.never : <Time at={last_used_at} />,
          },
          { key: 'act', title: '', align: 'right', cell: (each) => <RemovePasskey {...each} /> },
        ]}
        empty={
          <Empty
            title={text.security.passkeysNone}
            {...(!passkeysWork() && { hint: text.security.passkeyUnable })}
          />
        }
      />
      {passkeysWork() && (
        <div className="padded">
          <Form form={form} act={add} submit={text.security.passkeyAdd}>
            <TextInput
              label={text.security.passkeyName}
              description={text.security.passkeyNameHint}
              maw={360}
              {...form.getInputProps('name')}
            />
          </Form>
        </div>
      )}
      {codes.length > 0 && <RecoveryCodes codes={codes} onKept={() => setCodes([])} />}
    </Section>
  );
}

function RemovePasskey({ id, name }: Passkey) {
  const { useDo } = useAccount();
  const { second_factor: factor } = useMe();
  const remove = useDo('POST /passkeys/{passkey_id}/remove', {
    send: () => ({ path: { passkey_id: id } }),
    onDone: () => say(text.security.removed),
  });
  return (
    <ConfirmAct
      label={text.security.passkeyRemove}
      says={text.security.passkeyRemoveSays(name)}
      act={remove}
      allowed={mayRemoveFactor(factor, { totp: 0, passkeys: 1 })}
      danger
      button={{ size: 'compact-xs' }}
    />
  );
}

/** Browsers that are signed in. */
export function SessionSection() {
  const { useRead, useDo } = useAccount();
  const sessions = useRead('/sessions');
  const others = useDo('POST /sessions/revoke-others', { send: () => ({}) });
  return (
    <Section
      title={text.security.sessions}
      lead={text.security.sessionsLead}
      flush
      acts={
        (sessions.data?.data.length ?? 0) > 1 && (
          <ConfirmAct
            label={text.security.endOthers}
            says={text.security.endOthersSays}
            act={others}
            button={{ size: 'xs' }}
          />
        )
      }
    >
      <DataList
        label={text.security.sessions}
        query={sessions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'browser',
            title: text.security.browser,
            cell: ({ user_agent, current }) => (
              <Group gap="xs">
                <span title={user_agent}>{browserName(user_agent)}</span>
                {current && <StatusBadge tone="info">{text.security.thisSession}</StatusBadge>}
              </Group>
            ),
          },
          {
            key: 'address',
            title: text.security.address,
            cell: ({ address }) => <span className="mono">{address}</span>,
          },
          {
            key: 'used',
            title: text.security.used,
            from: 's',
            cell: ({ last_used_at }) => <Time at={last_used_at} form="ago" />,
          },
          {
            key: 'act',
            title: '',
            align: 'right',
            cell: (each) => (each.current ? null : <EndSession {...each} />),
          },
        ]}
        empty={<Empty title={text.security.sessions} />}
      />
    </Section>
  );
}

function EndSession({ id }: Session) {
  const { useDo } = useAccount();
  const end = useDo('POST /sessions/{session_id}/revoke', {
    send: () => ({ path: { session_id: id } }),
  });
  return (
    <ConfirmAct
      label={text.security.end}
      says={text.security.endSays}
      act={end}
      button={{ size: 'compact-xs' }}
    />
  );
}
