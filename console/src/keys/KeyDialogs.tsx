import {
  Checkbox,
  Group,
  NumberInput,
  SegmentedControl,
  SimpleGrid,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import type { ApiKey, Partner } from '@psnb2b/contract';
import { FormDialog, say, take, useAct } from '@psnb2b/ui';
import { api, useDo } from '../door.ts';
import { t } from '../text/text.ts';
import { defaultTerms, scopeNames, type TermFields, termsOf, toTerms } from './key-terms.ts';

const words = t.key;

/** Issues a key; its secret goes to the partner alone. */
export function IssueKey({
  partner,
  ticketId,
  onClose,
}: {
  readonly partner: Partner;
  readonly ticketId: string | null;
  readonly onClose: () => void;
}) {
  const form = useForm<TermFields & { mode: 'live' | 'test' }>({
    initialValues: { ...defaultTerms, mode: 'live' },
  });
  const act = useAct({
    about: 'partners',
    run: ({ mode, ...fields }: TermFields & { mode: 'live' | 'test' }, once) => {
      const answers = ticketId !== null && mode === 'live' && { ticket_id: ticketId };
      const body = { mode, ...toTerms(fields), ...answers };
      const init = once({ params: { path: { partner_id: partner.id } }, body });
      return take(api.POST('/partners/{partner_id}/keys', init));
    },
    onDone: () => {
      onClose();
      say(words.issued);
    },
  });
  return (
    <FormDialog
      title={words.issue}
      onClose={onClose}
      of={{ form, act }}
      submit={words.issue}
      size="lg"
    >
      <SegmentedControl
        aria-label={words.mode}
        data={[
          { value: 'live', label: words.modes.live },
          { value: 'test', label: words.modes.test },
        ]}
        {...form.getInputProps('mode')}
      />
      <TermsFields form={form as unknown as UseFormReturnType<TermFields>} />
    </FormDialog>
  );
}

/** Widens or narrows what a key may do. */
export function ChangeKey({
  apiKey,
  onClose,
}: {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}) {
  const form = useForm<TermFields>({ initialValues: termsOf(apiKey) });
  const act = useDo('PATCH /keys/{key_id}', {
    send: (fields: TermFields) => ({ path: { key_id: apiKey.id }, body: toTerms(fields) }),
    onDone: () => {
      onClose();
      say(words.changed);
    },
  });
  return (
    <FormDialog title={words.change} onClose={onClose} of={{ form, act }} size="lg">
      <TermsFields form={form} />
    </FormDialog>
  );
}

function TermsFields({ form }: { readonly form: UseFormReturnType<TermFields> }) {
  const field = form.getInputProps;
  return (
    <>
      <Checkbox.Group label={words.scopes} {...field('scopes')}>
        <Group gap="md" mt={6}>
          {scopeNames.map((scope) => (
            <Checkbox key={scope} value={scope} label={scope} />
          ))}
        </Group>
      </Checkbox.Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput label={words.requests} min={1} {...field('requests_per_minute')} />
        <NumberInput label={words.orders} min={1} {...field('orders_per_minute')} />
        <TextInput
          label={words.dailySpend}
          description={words.capHint}
          inputMode="decimal"
          {...field('daily_spend')}
        />
        <NumberInput
          label={words.dailyQuantity}
          description={words.capHint}
          min={0}
          {...field('daily_quantity')}
        />
      </SimpleGrid>
      <Textarea
        label={words.networks}
        description={words.networksHint}
        autosize
        minRows={2}
        classNames={{ input: 'mono' }}
        {...field('allow_cidr')}
      />
    </>
  );
}
