import { Button, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { PortalClaimCreate } from '@psnb2b/contract';
import { claimReasons } from '@psnb2b/contract/states';
import { Empty, Form, Link, Page, Section, take, useAct, useGo } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';
import { CodeChoice } from './CodeChoice.tsx';
import { CodeFaults } from './CodeFaults.tsx';
import { codesOf, type Fields, isOrderId, leaveOut } from './claim-form.ts';
import { FoundOrder } from './FoundOrder.tsx';
import { ReasonChoice } from './ReasonChoice.tsx';
import { useClaimable } from './read-claim.ts';

const words = t.claims.file;

export function NewClaimPage() {
  const mayFile = useMe().may.includes('createClaim');
  return (
    <Page title={t.claims.create} lead={words.lead} width="text">
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
  const form = useForm<Fields>({
    initialValues: {
      order_id: params.get('order') ?? '',
      way: 'list',
      codes: [],
      pasted: '',
      reason: null,
      description: '',
    },
    validate: {
      order_id: (value) => (value.trim() === '' ? words.orderMissing : null),
      codes: (_, fields) => (codesOf(fields).length === 0 ? words.noneChosen : null),
      reason: (value) => (value === null ? words.reasonMissing : null),
    },
  });
  const orderId = form.values.order_id.trim();
  const order = useClaimable(orderId, isOrderId(orderId));
  const [sent, setSent] = useState(form.values);
  const act = useAct({
    about: 'claims',
    run: (fields: Fields, once) => {
      setSent(fields);
      const body = toBody(fields, order.data?.mode ?? 'live');
      return take(api.POST('/claims', once({ body })));
    },
    onDone: ({ id }) => go(to.claim(id)),
  });
  return (
    <Form
      form={form}
      act={act}
      submit={words.submit}
      more={
        <Button variant="default" component={Link} to={to.claims}>
          {t.cancel}
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
      <TextInput
        label={words.order}
        description={words.orderHint}
        classNames={{ input: 'mono' }}
        spellCheck={false}
        {...form.getInputProps('order_id')}
      />
      <FoundOrder query={order} />
      <CodeChoice form={form} order={order.data} />
      <ReasonChoice reasons={claimReasons} {...form.getInputProps('reason')} />
      <Textarea
        label={words.description}
        description={`${words.descriptionHint} ${words.never}`}
        autosize
        minRows={4}
        {...form.getInputProps('description')}
      />
    </Form>
  );
}

function toBody(fields: Fields, mode: 'live' | 'test'): PortalClaimCreate {
  return {
    order_id: fields.order_id.trim(),
    codes: codesOf(fields),
    // Without one the form is not sent.
    reason: fields.reason ?? 'invalid',
    description: fields.description,
    mode,
  };
}
