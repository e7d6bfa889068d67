import type { EventType, PortalWebhookEndpointSecret } from '@psnb2b/contract';
import { Field, FormDialog } from '@psnb2b/ui';
import { useFormOf } from '../../client.ts';
import { useCheckedUrl } from './use-checked-url.ts';
import { words } from './words.ts';

/** All but the busiest; the same as those of an endpoint that names none. */
const DEFAULT = Object.keys(words.types).filter((type) => type !== 'inventory.changed');

/** That of an endpoint that names none. */
const CONCURRENCY = 4;

interface Props {
  readonly mode: 'live' | 'test';
  readonly onClose: () => void;
  readonly onMade: (made: PortalWebhookEndpointSecret) => void;
}

export function RegisterEndpoint({ mode, onClose, onMade }: Props) {
  const register = useFormOf('POST /webhook-endpoints', {
    initial: {
      url: '',
      description: '',
      events: DEFAULT as EventType[],
      concurrency: CONCURRENCY,
    },
    send: ({ events, ...rest }) => {
      const isDefault =
        events.length === DEFAULT.length &&
        DEFAULT.every((each) => events.includes(each as EventType));
      return { query: { mode }, body: { ...rest, ...(!isDefault && { events }) } };
    },
    onDone: (made) => {
      onClose();
      onMade(made);
    },
  });
  const { form } = register;
  useCheckedUrl({ url: form.values.url, set: (sentence) => form.setFieldError('url', sentence) });
  return (
    <FormDialog
      title={words.addIn[mode]}
      onClose={onClose}
      of={register}
      submit={words.add}
      size="lg"
    >
      <Field
        of={register}
        name="url"
        label={words.url}
        hint={words.urlHint}
        sample={words.urlSample}
        mono
        first
      />
      <Field of={register} name="description" label={words.description} />
      <Field of={register} name="events" label={words.events} choices={words.types} />
      <Field
        of={register}
        name="concurrency"
        label={words.concurrency}
        hint={words.concurrencyHint}
      />
    </FormDialog>
  );
}
