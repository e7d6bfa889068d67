import { Button, SimpleGrid } from '@mantine/core';
import { type TicketTopic, ticketTopicNames, ticketTopics } from '@psnb2b/contract/states';
import {
  type CallForm,
  type DroppedFile,
  Field,
  FileDrop,
  Form,
  keyLabel,
  Link,
  Page,
  Section,
  useGo,
} from '@psnb2b/ui';
import { useSearchParams } from 'react-router';
import { sendFile, useFormOf, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { useCheckedUrl } from '../webhooks/use-checked-url.ts';
import { words } from './words.ts';

interface Values extends Record<string, unknown> {
  topic: TicketTopic;
  subject: string;
  text: string;
  webhook: { url: string; mode: 'live' | 'test' };
  key_id: string;
  order_id: string;
  claim_id: string;
  files: DroppedFile[];
}

/** The fields that each topic needs besides the message. */
const ABOUT: Readonly<Record<TicketTopic, 'webhook' | 'key_id' | 'order_id' | 'claim_id' | null>> =
  {
    webhook_registration: 'webhook',
    key_rotation: 'key_id',
    order: 'order_id',
    claim: 'claim_id',
    api_access: null,
    billing: null,
    other: null,
  };

export function NewTicketPage() {
  const go = useGo();
  const [params] = useSearchParams();
  const asked = ticketTopicNames.find((each) => each === params.get('topic'));
  const initial: Values = {
    topic: asked ?? 'other',
    subject: params.get('subject') ?? (asked ? ticketTopics[asked] : ''),
    text: params.get('text') ?? '',
    webhook: { url: '', mode: 'live' },
    key_id: params.get('key') ?? '',
    order_id: '',
    claim_id: '',
    files: [],
  };
  const create = useFormOf('POST /tickets', {
    initial,
    send: ({ topic, subject, text: message, files, ...abouts }) => {
      const about = ABOUT[topic];
      const attachments = files.map(({ id }) => id);
      const body = { topic, subject, text: message, attachments };
      return { body: { ...body, ...(about && { [about]: abouts[about] }) } };
    },
    onDone: ({ id }) => go(to.ticket(id)),
  });
  const { files } = create.form.values;
  return (
    <Page lead={words.newLead} width="text">
      <Section>
        <Form
          {...create}
          submit={words.send}
          more={
            <Button variant="default" component={Link} to={to.tickets}>
              {text.cancel}
            </Button>
          }
        >
          <Field of={create} name="topic" label={words.topic} choices={ticketTopics} narrow />
          <Field of={create} name="subject" label={words.subject} />
          <About of={create} />
          <Field of={create} name="text" label={words.text} rows={6} />
          <FileDrop
            label={words.attachments}
            send={sendFile}
            files={files}
            onAdd={(file) => create.form.insertListItem('files', file)}
            onRemove={(file) => create.form.removeListItem('files', files.indexOf(file))}
          />
        </Form>
      </Section>
    </Page>
  );
}

/** The fields that a topic needs besides the message. */
function About({ of }: { readonly of: CallForm<Values> }) {
  const about = ABOUT[of.form.values.topic];
  const keys = useRead('/keys', {}, { enabled: about === 'key_id' });
  useCheckedUrl({
    url: about === 'webhook' ? of.form.values.webhook.url : '',
    set: (sentence) => of.form.setFieldError('webhook.url', sentence),
  });
  switch (about) {
    case 'webhook':
      return (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Field
            of={of}
            name="webhook.url"
            label={words.webhookUrl}
            hint={words.webhookUrlHint}
            sample="https://"
          />
          <Field
            of={of}
            name="webhook.mode"
            label={words.webhookMode}
            choices={text.modes}
            inline
          />
        </SimpleGrid>
      );
    case 'key_id': {
      const usable = (keys.data?.data ?? []).filter(
        ({ status }) => status === 'active' || status === 'unseen',
      );
      const names = usable.map((key) => [key.id, `${keyLabel(key)} · ${text.modes[key.mode]}`]);
      return (
        <Field
          of={of}
          name="key_id"
          label={words.keyToRotate}
          choices={Object.fromEntries(names)}
        />
      );
    }
    case 'order_id':
      return <Field of={of} name="order_id" label={words.orderId} hint={words.orderIdHint} mono />;
    case 'claim_id':
      return <Field of={of} name="claim_id" label={words.claimId} hint={words.claimIdHint} mono />;
    case null:
      return null;
    default:
      return about satisfies never;
  }
}
