import { Checkbox, Group, NumberInput, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ApiKey } from '@psnb2b/contract';
import { FormDialog, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useDo } from '../../door.ts';
import { t } from '../../text/text.ts';
import { changesOf, fieldsOf, type NarrowFields } from './narrow-terms.ts';

const words = t.narrow;

/** Takes rights from a key: fewer scopes, fewer networks, lower caps. Widening is for staff. */
export function NarrowKey({
  apiKey,
  onClose,
}: {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}) {
  const currency = useMe().partner?.currency ?? '';
  const form = useForm<NarrowFields>({ initialValues: fieldsOf(apiKey) });
  const act = useDo('PATCH /keys/{key_id}', {
    send: (fields: NarrowFields) => ({
      path: { key_id: apiKey.id },
      body: changesOf(apiKey, fields),
    }),
    onDone: () => {
      onClose();
      say(words.done);
    },
  });
  const field = form.getInputProps;
  return (
    <FormDialog
      title={words.title(apiKey.hint)}
      onClose={onClose}
      of={{ form, act }}
      submit={words.submit}
      size="lg"
    >
      <Text size="sm">{words.lead}</Text>
      <Checkbox.Group label={words.scopes} {...field('scopes')}>
        <Group gap="md" mt={6}>
          {apiKey.scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={scope} />
          ))}
        </Group>
      </Checkbox.Group>
      <Textarea
        label={words.networks}
        description={words.networksHint}
        placeholder={words.networksSample}
        autosize
        minRows={2}
        classNames={{ input: 'mono' }}
        {...field('allow_cidr')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={words.dailySpend(currency)}
          description={words.capHint}
          inputMode="decimal"
          {...field('daily_spend')}
        />
        <NumberInput
          label={words.dailyQuantity}
          description={words.capHint}
          min={0}
          allowDecimal={false}
          {...field('daily_quantity')}
        />
      </SimpleGrid>
    </FormDialog>
  );
}
