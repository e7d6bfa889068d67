import {
  Button,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import type { TicketCreate } from '@psnb2b/contract';
import { type TicketTopic, ticketTopicNames, ticketTopics } from '@psnb2b/contract/states';
import { type DroppedFile, FileDrop, Form, Link, Page, Section, useGo } from '@psnb2b/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { sendFile, useDo, useRead } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';

interface Fields extends Record<string, unknown> {
  topic: TicketTopic;
  subject: string;
  text: string;
  webhook: { url: string; mode: 'live' | 'test' };
  key_id: string;
  order_id: string;
  claim_id: string;
}

const words = t.tickets;

export function NewTicketPage() {
  const go = useGo();
  const [params] = useSearchParams();
  const [files, setFiles] = useState<readonly DroppedFile[]>([]);
  const asked = ticketTopicNames.find((each) => each === params.get('topic'));
  const form = useForm<Fields>({
    initialValues: {
      topic: asked ?? 'other',
      subject: asked ? ticketTopics[asked] : '',
      text: '',
      webhook: { url: '', mode: 'live' },
      key_id: params.get('key') ?? '',
      order_id: '',
      claim_id: '',
    },
  });
  const act = useDo('POST /tickets', {
    send: (fields: Fields) => ({ body: toBody(fields, files) }),
    onDone: ({ id }) => go(to.ticket(id)),
  });
  return (
    <Page title={words.newTitle} lead={words.newLead} width="text">
      <Section>
        <Form
          form={form}
          act={act}
          submit={words.send}
          more={
            <Button variant="default" component={Link} to={to.tickets}>
              {t.cancel}
            </Button>
          }
        >
          <Select
            label={words.topic}
            data={ticketTopicNames.map((each) => ({ value: each, label: ticketTopics[each] }))}
            allowDeselect={false}
            maw={360}
            {...form.getInputProps('topic')}
          />
          <TextInput label={words.subject} maxLength={200} {...form.getInputProps('subject')} />
          <About form={form} />
          <Textarea label={words.text} autosize minRows={6} {...form.getInputProps('text')} />
          <FileDrop
            label={words.attachments}
            send={sendFile}
            files={files}
            onAdd={(file) => setFiles((now) => [...now, file])}
            onRemove={(file) => setFiles((now) => now.filter(({ id }) => id !== file.id))}
          />
        </Form>
      </Section>
    </Page>
  );
}

/** What a topic needs to know beside the message. */
function About({ form }: { readonly form: ReturnType<typeof useForm<Fields>> }) {
  const keys = useRead('/keys', {}, { enabled: form.values.topic === 'key_rotation' });
  switch (form.values.topic) {
    case 'webhook_registration':
      return (
        <Group align="flex-end" gap="md">
          <TextInput
            label={words.webhookUrl}
            description={words.webhookUrlHint}
            placeholder="https://"
            inputMode="url"
            flex="1 1 280px"
            {...form.getInputProps('webhook.url')}
          />
          <Stack gap={4}>
            <Text size="sm" component="span">
              {words.webhookMode}
            </Text>
            <SegmentedControl
              aria-label={words.webhookMode}
              data={[
                { value: 'live', label: words.modes.live },
                { value: 'test', label: words.modes.test },
              ]}
              {...form.getInputProps('webhook.mode')}
            />
          </Stack>
        </Group>
      );
    case 'key_rotation':
      return (
        <Select
          label={words.keyToRotate}
          data={(keys.data?.data ?? [])
            .filter(({ status }) => status === 'active' || status === 'unseen')
            .map(({ id, hint, mode }) => ({ value: id, label: `${hint} · ${words.modes[mode]}` }))}
          {...form.getInputProps('key_id')}
        />
      );
    case 'order':
      return (
        <TextInput
          label={words.orderId}
          description={words.orderIdHint}
          {...form.getInputProps('order_id')}
        />
      );
    case 'claim':
      return (
        <TextInput
          label={words.claimId}
          description={words.claimIdHint}
          {...form.getInputProps('claim_id')}
        />
      );
    case 'api_access':
    case 'billing':
    case 'other':
      return null;
    default:
      return form.values.topic satisfies never;
  }
}

function toBody(fields: Fields, files: readonly DroppedFile[]): TicketCreate {
  const { topic, subject, text } = fields;
  return {
    topic,
    subject,
    text,
    ...(files.length > 0 && { attachments: files.map(({ id }) => id) }),
    ...(topic === 'webhook_registration' && { webhook: fields.webhook }),
    ...(topic === 'key_rotation' && fields.key_id && { key_id: fields.key_id }),
    ...(topic === 'order' && fields.order_id && { order_id: fields.order_id }),
    ...(topic === 'claim' && fields.claim_id && { claim_id: fields.claim_id }),
  };
}
