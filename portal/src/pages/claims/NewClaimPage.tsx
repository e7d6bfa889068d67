import { Button } from '@mantine/core';
import { claimReasons } from '@psnb2b/contract/states';
import { Field, Form, Link, Page, Section, useGo, useOpenedWith } from '@psnb2b/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useFormOf } from '../../client.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { CodeChoice } from './CodeChoice.tsx';
import { CodeFaults } from './CodeFaults.tsx';
import { chosenIn, codesOf, type Fields, leaveOut } from './claim-form.ts';
import { FoundOrder } from './FoundOrder.tsx';
import { OrderChoice } from './OrderChoice.tsx';
import { ReasonChoice } from './ReasonChoice.tsx';
import { useNamedOrder } from './use-named-order.ts';
import { fileWords as words } from './words.ts';

export function NewClaimPage() {
  return (
    <Page width="text">
      <Section>
        <NewClaim />
      </Section>
    </Page>
  );
}

function NewClaim() {
  const go = useGo();
  const [params] = useSearchParams();
  const openedWith = useOpenedWith();
  const initial: Fields = {
    order_id: params.get('order') ?? '',
    way: 'list',
    codes: chosenIn(openedWith),
    pasted: '',
    reason: null,
    description: '',
  };
  const [sent, setSent] = useState(initial);
  const file = useFormOf('POST /claims', {
    initial,
    validate: {
      order_id: (value) => (value.trim() === '' ? words.orderMissing : null),
      codes: (_, fields) => (codesOf(fields).length === 0 ? words.noneChosen : null),
      reason: (value) => (value === null ? words.reasonMissing : null),
    },
    send: (fields) => {
      setSent(fields);
      const { description } = fields;
      const order_id = order.id ?? fields.order_id.trim();
      // Without a reason the form is not sent.
      const reason = fields.reason ?? 'invalid';
      const mode = order.claimable.data?.mode ?? 'live';
      return { body: { order_id, codes: codesOf(fields), reason, description, mode } };
    },
    onDone: ({ id }) => go(to.claim(id)),
  });
  const { form, act } = file;
  const order = useNamedOrder(form.values.order_id);
  return (
    <Form
      {...file}
      submit={words.submit}
      more={
        <Button variant="default" component={Link} to={to.claims}>
          {text.cancel}
        </Button>
      }
    >
      {act.failure && (
        <CodeFaults
          failure={act.failure}
          sent={sent}
          onLeaveOut={(faulty) => {
            form.setValues(leaveOut(form.values, faulty));
            act.reset();
          }}
        />
      )}
      <OrderChoice form={form} />
      <FoundOrder query={order.claimable} isNone={order.isNone} />
      <CodeChoice form={form} order={order.id === null ? undefined : order.claimable.data} />
      <ReasonChoice reasons={claimReasons} {...form.getInputProps('reason')} />
      <Field
        of={file}
        name="description"
        label={words.description}
        hint={`${words.descriptionHint} ${words.never}`}
        rows={4}
      />
    </Form>
  );
}
