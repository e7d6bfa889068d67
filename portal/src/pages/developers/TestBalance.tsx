import { Button, Modal, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Balance } from '@psnb2b/contract';
import { ActButton, Facts, Form, Loaded, Money, Section, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo, useRead } from '../../door.ts';
import { t } from '../../text/text.ts';
import classes from './keys.module.css';

const words = t.testMoney;

/** The money of test keys, which the business gives itself. */
export function TestBalance() {
  const me = useMe();
  const balance = useRead('/test-balance');
  const [open, setOpen] = useState(false);
  return (
    <Section
      title={words.title}
      acts={
        <ActButton
          variant="default"
          size="xs"
          allowed={allowed(me, 'setTestBalance')}
          onClick={() => setOpen(true)}
        >
          {words.set}
        </ActButton>
      }
    >
      <p className={classes.quiet}>{words.lead}</p>
      <Loaded query={balance}>
        {(each) => (
          <>
            <Facts
              facts={[
                [
                  words.available,
                  <Money key="a" amount={each.available} currency={each.currency} />,
                ],
                [words.held, <Money key="h" amount={each.held} currency={each.currency} />],
              ]}
            />
            {open && <SetBalance balance={each} onClose={() => setOpen(false)} />}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function SetBalance({ balance, onClose }: { balance: Balance; onClose: () => void }) {
  const form = useForm({ initialValues: { balance: balance.balance } });
  const act = useDo('POST /test-balance', {
    send: (body: { balance: string }) => ({ body }),
    onDone: () => {
      onClose();
      say(words.done);
    },
  });
  return (
    <Modal opened onClose={onClose} title={words.set}>
      <Form
        form={form}
        act={act}
        submit={words.set}
        more={
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
        }
      >
        <TextInput
          label={words.amount(balance.currency)}
          description={words.hint}
          inputMode="decimal"
          data-autofocus
          {...form.getInputProps('balance')}
        />
      </Form>
    </Modal>
  );
}
