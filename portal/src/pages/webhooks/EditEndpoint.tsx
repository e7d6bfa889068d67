import type { PortalWebhookEndpoint } from '@psnb2b/contract';
import { Field, FormDialog, say } from '@psnb2b/ui';
import { useFormOf } from '../../client.ts';
import { useCheckedUrl } from './use-checked-url.ts';
import { words as listWords, endpointWords as words } from './words.ts';

interface Props {
  readonly endpoint: PortalWebhookEndpoint;
  readonly onClose: () => void;
}

/** Where an endpoint is and what it receives. */
export function EditEndpoint({ endpoint, onClose }: Props) {
  const { id, mode, url, description, events, concurrency } = endpoint;
  const edit = useFormOf('PATCH /webhook-endpoints/{endpoint_id}', {
    initial: { url, description, events, concurrency },
    send: (body) => ({ path: { endpoint_id: id }, query: { mode }, body }),
    onDone: () => {
      onClose();
      say(words.saved);
    },
  });
  const { form } = edit;
  const check = { url: form.values.url, set: (text: string) => form.setFieldError('url', text) };
  useCheckedUrl(check, url);
  return (
    <FormDialog title={words.edit} onClose={onClose} of={edit} size="lg">
      <Field of={edit} name="url" label={listWords.url} hint={listWords.urlHint} mono first />
      <Field of={edit} name="description" label={listWords.description} />
      <Field of={edit} name="events" label={listWords.events} choices={listWords.types} />
      <Field
        of={edit}
        name="concurrency"
        label={listWords.concurrency}
        hint={listWords.concurrencyHint}
      />
    </FormDialog>
  );
}
