import type { SetUp } from '@psnb2b/contract';
import { ActButton, FailureNote, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo } from '../../client.ts';
import { words } from './words.ts';

/** Sends the reader a test e-mail, where a mail server is set. */
export function EmailAct({ state, isNext }: { readonly state: SetUp; readonly isNext: boolean }) {
  const send = useDo('POST /set-up/email-test', {
    send: () => ({}),
    onDone: () => say(words.sent),
  });
  const may = allowed(useMe(), 'sendEmailTest');
  if (!state.is_smtp_set) return null;
  return (
    <div>
      <ActButton
        size="xs"
        {...(!isNext && { variant: 'default' })}
        allowed={may}
        loading={send.busy}
        onClick={() => send.run()}
      >
        {state.last_test ? words.sendAgain : words.acts.email}
      </ActButton>
      {send.failure && <FailureNote failure={send.failure} />}
    </div>
  );
}
