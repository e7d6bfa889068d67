import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ClaimReason, claimReasons } from '@psnb2b/contract/states';
import { Form, Page, Section, useGo } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useSearchParams } from 'react-router';
import { allowed, useDo } from '../../door.ts';
import { to } from '../../pages.ts';
import { c } from '../../text/claims.ts';
import { PartnerSelect } from './PartnerSelect.tsx';

const words = c.new;

interface Fields extends Record<string, unknown> {
  partner_id: string;
  order_id: string;
  codes: string;
  reason: ClaimReason;
  description: string;
  late: boolean;
}

/** A claim that staff open for a partner, also late where the fault is ours. */
export function NewClaimPage() {
  const may = allowed(useMe(), 'openClaim');
  return (
    <Page title={words.title} lead={words.lead} width="text">
      <Section>{may.can ? <NewClaim /> : <p>{may.why}</p>}</Section>
    </Page>
  );
}

function NewClaim() {
  const go = useGo();
  const [params] = useSearchParams();
  const form = useForm<Fields>({
    initialValues: {
      partner_id: params.get('partner_id') ?? '',
      order_id: '',
      codes: '',
      reason: 'invalid',
      description: '',
      late: false,
    },
  });
  const act = useDo('POST /claims', {
    send: ({ codes, ...fields }: Fields) => ({ body: { ...fields, codes: linesOf(codes) } }),
    onDone: ({ id }) => go(to.claim(id)),
  });
  const field = form.getInputProps;
  const partner = field('partner_id');
  return (
    <Form form={form} act={act} submit={words.submit}>
      <PartnerSelect
        label={words.partner}
        {...partner}
        value={form.values.partner_id || null}
        onChange={(id) => form.setFieldValue('partner_id', id ?? '')}
      />
      <TextInput label={words.order} classNames={{ input: 'mono' }} {...field('order_id')} />
      <Textarea
        label={words.codes}
        description={words.codesHint}
        autosize
        minRows={2}
        classNames={{ input: 'mono' }}
        {...field('codes')}
      />
      <Select
        label={words.reason}
        data={claimReasons.map((each) => ({ value: each, label: c.reasons[each] }))}
        allowDeselect={false}
        {...field('reason')}
      />
      <Textarea label={words.description} autosize minRows={3} {...field('description')} />
      <Checkbox
        label={words.late}
        description={words.lateHint}
        {...form.getInputProps('late', { type: 'checkbox' })}
      />
    </Form>
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
