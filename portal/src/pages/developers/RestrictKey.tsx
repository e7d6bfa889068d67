import { SimpleGrid, Text } from '@mantine/core';
import type { ApiKey } from '@psnb2b/contract';
import { Field, FormDialog, keyLabel, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useFormOf } from '../../client.ts';
import { restrictWords as words } from './words.ts';

interface Props {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}

/** Restricts a key: fewer scopes, fewer networks, lower caps. Only staff can extend its rights. */
export function RestrictKey({ apiKey, onClose }: Props) {
  const currency = useMe().partner?.currency ?? '';
  const { id, scopes, allow_cidr, daily_spend, daily_quantity } = apiKey;
  const restrict = useFormOf('PATCH /keys/{key_id}', {
    initial: { scopes, allow_cidr, daily_spend, daily_quantity },
    send: (body) => ({ path: { key_id: id }, body }),
    onDone: () => {
      onClose();
      say(words.done);
    },
  });
  return (
    <FormDialog
      title={words.title(keyLabel(apiKey))}
      onClose={onClose}
      of={restrict}
      submit={words.submit}
      size="lg"
    >
      <Text size="sm">{words.lead}</Text>
      <Field of={restrict} name="scopes" label={words.scopes} only={scopes} inline />
      <Field
        of={restrict}
        name="allow_cidr"
        label={words.networks}
        hint={words.networksHint}
        sample={words.networksSample}
        mono
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Field
          of={restrict}
          name="daily_spend"
          label={words.dailySpend(currency)}
          hint={words.capHint}
        />
        <Field
          of={restrict}
          name="daily_quantity"
          label={words.dailyQuantity}
          hint={words.capHint}
        />
      </SimpleGrid>
    </FormDialog>
  );
}
