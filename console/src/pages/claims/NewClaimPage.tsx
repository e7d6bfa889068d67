import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { StaffClaim } from '@psnb2b/contract';
import { type ClaimReason, claimReasons } from '@psnb2b/contract/states';
import { Form, Page, Section, take, useAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { allowed } from '../../allowed.ts';
import { api } from '../../api/api.ts';
import { todayQuery } from '../../api/queries.ts';
import { c } from '../../text/claims.ts';
import { t } from '../../text/text.ts';
import { to } from '../../to.ts';
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
    <Page
      title={words.title}
      of={t.app}
      lead={words.lead}
      parent={<Link to={to.claims}>{c.title}</Link>}
      width="text"
    >
      <Section>{may.can ? <NewClaim /> : <p>{may.why}</p>}</Section>
    </Page>
  );
}

function NewClaim() {
  const navigate = useNavigate();
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
  const act = useAct<Fields, StaffClaim>({
    run: ({ codes, ...fields }) =>
      take(api.POST('/claims', { body: { ...fields, codes: linesOf(codes) } })),
    stale: [['claims'], todayQuery.queryKey],
    onDone: ({ id }) => navigate(to.claim(id)),
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
