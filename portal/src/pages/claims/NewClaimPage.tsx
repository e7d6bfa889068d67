import { Button } from '@mantine/core';
import { claimReasons } from '@psnb2b/contract/states';
import { Empty, Field, Form, Link, Page, Section, useGo } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useFormOf } from '../../client.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { CodeChoice } from './CodeChoice.tsx';
import { CodeFaults } from './CodeFaults.tsx';
import { codesOf, type Fields, isOrderId, leaveOut } from './claim-form.ts';
import { FoundOrder } from './FoundOrder.tsx';
import { ReasonChoice } from './ReasonChoice.tsx';
import { useClaimable } from './read-claim.ts';
import { fileWords as words } from './words.ts';

export function NewClaimPage() {
  const mayFile = useMe().may.includes('createClaim');
  return (
    <Page lead={words.lead} width="text">
      <Section>{mayFile ? <NewClaim /> : <Forbidden />}</Section>
    </Page>
  );
}

function Forbidden() {
  const back = (
    <Button variant="default" component={Link} to={to.claims}>
      {words.back}
    </Button>
  );
  return <Empty title={words.forbidden} action={back} />;
}

function NewClaim() {
  const go = useGo();
  const [params] = useSearchParams();
  const initial: Fields = {
    order_id: params.get('order') ?? '',
    way: 'list',
    codes: [],
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
      const { order_id, description } = fields;
      // Without a reason the form is not sent.
      const reason = fields.reason ?? 'invalid';
      const mode = order.data?.mode ?? 'live';
      return { body: { order_id, codes: codesOf(fields), reason, description, mode } };
    },
    onDone: ({ id }) => go(to.claim(id)),
  });
  const { form, act } = file;
  const orderId = form.values.order_id.trim();
  const order = useClaimable(orderId, isOrderId(orderId));
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
      <Field of={file} name="order_id" label={words.order} hint={words.orderHint} mono />
      <FoundOrder query={order} />
      <CodeChoice form={form} order={order.data} />
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
