import type { Balance } from '@psnb2b/contract';
import { DialogButton, Facts, Field, FormDialog, Loaded, Money, Section, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf, useRead } from '../../client.ts';
import { text } from '../../text.ts';
import classes from './keys.module.css';
import { testMoneyWords as words } from './words.ts';

/** The balance of test keys, which the business sets itself. */
export function TestBalance() {
  const me = useMe();
  const balance = useRead('/test-balance');
  return (
    <Section
      title={words.title}
      acts={
        balance.data && (
          <DialogButton
            label={words.set}
            allowed={allowed(me, 'setTestBalance')}
            button={{ size: 'xs' }}
          >
            {(close) => <SetBalance balance={balance.data} onClose={close} />}
          </DialogButton>
        )
      }
    >
      <p className={classes.quiet}>{words.lead}</p>
      <Loaded query={balance}>
        {(each) => (
          <Facts
            facts={[
              [text.available, <Money key="a" amount={each.available} currency={each.currency} />],
              [text.held, <Money key="h" amount={each.held} currency={each.currency} />],
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

function SetBalance({ balance, onClose }: { balance: Balance; onClose: () => void }) {
  const set = useFormOf('POST /test-balance', {
    initial: { balance: balance.balance },
    send: (body) => ({ body }),
    onDone: () => {
      onClose();
      say(words.done);
    },
  });
  return (
    <FormDialog title={words.set} onClose={onClose} of={set} submit={words.set}>
      <Field
        of={set}
        name="balance"
        label={words.amount(balance.currency)}
        hint={words.hint}
        first
      />
    </FormDialog>
  );
}
