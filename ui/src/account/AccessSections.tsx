import type { Passkey, Session } from '@psnb2b/contract';
import { useState } from 'react';
import { ConfirmAct } from '../act/ConfirmAct.tsx';
import { makePasskey, passkeysWork } from '../act/passkey.ts';
import { Field } from '../form/Field.tsx';
import { Form } from '../form/Form.tsx';
import { take } from '../http/create-api.ts';
import { columnsOf } from '../list/columns.tsx';
import { DataList } from '../list/DataList.tsx';
import { Section } from '../page/Page.tsx';
import { say } from '../shell/say.ts';
import { Empty } from '../state/Empty.tsx';
import { useAccount, useMe } from './account.ts';
import { mayRemoveFactor } from './may-remove-factor.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { SessionList } from './SessionList.tsx';
import { words } from './words.ts';

const passkey = columnsOf<Passkey>();

/** The passkeys of this person. */
export function PasskeySection() {
  const { api, useRead, useFormOf } = useAccount();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const passkeys = useRead('/passkeys');
  const add = useFormOf('POST /passkeys', {
    initial: { name: '' },
    send: async ({ name }) => {
      const { flow, options } = await take(api.POST('/passkeys/options'));
      return { body: { flow, name, response: await makePasskey(options) } };
    },
    onDone: ({ codes: made }) => {
      add.form.reset();
      setCodes(made);
    },
  });
  return (
    <Section title={words.security.passkeys} lead={words.security.passkeysLead} flush>
      <DataList
        label={words.security.passkeys}
        query={passkeys}
        rowKey={({ id }) => id}
        columns={[
          passkey.text('name', words.security.passkeyName),
          passkey.time('last_used_at', words.security.used, {
            from: 's',
            none: words.security.never,
          }),
          passkey.acts((each) => <RemovePasskey {...each} />),
        ]}
        empty={
          <Empty
            title={words.security.passkeysNone}
            {...(!passkeysWork() && { hint: words.security.passkeyUnable })}
          />
        }
      />
      {passkeysWork() && (
        <div className="padded">
          <Form {...add} submit={words.security.passkeyAdd}>
            <Field
              of={add}
              name="name"
              label={words.security.passkeyName}
              hint={words.security.passkeyNameHint}
              narrow
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
    onDone: () => say(words.security.removed),
  });
  return (
    <ConfirmAct
      label={words.security.passkeyRemove}
      says={words.security.passkeyRemoveSays(name)}
      act={remove}
      allowed={mayRemoveFactor(factor, { totp: 0, passkeys: 1 })}
      danger
      button={{ size: 'compact-xs' }}
    />
  );
}

/** The browsers in which this person is signed in. */
export function SessionSection() {
  const { useRead, useDo } = useAccount();
  const sessions = useRead('/sessions');
  const others = useDo('POST /sessions/revoke-others', { send: () => ({}) });
  return (
    <SessionList
      lead={words.security.sessionsLead}
      query={sessions}
      acts={
        (sessions.data?.data.length ?? 0) > 1 && (
          <ConfirmAct
            label={words.security.endOthers}
            says={words.security.endOthersSays}
            act={others}
            button={{ size: 'xs' }}
          />
        )
      }
      end={(each) => (each.current ? null : <EndSession {...each} />)}
    />
  );
}

function EndSession({ id }: Session) {
  const { useDo } = useAccount();
  const end = useDo('POST /sessions/{session_id}/revoke', {
    send: () => ({ path: { session_id: id } }),
  });
  return (
    <ConfirmAct
      label={words.security.end}
      says={words.security.endSays}
      act={end}
      button={{ size: 'compact-xs' }}
    />
  );
}
