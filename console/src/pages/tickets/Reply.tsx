import { SegmentedControl, Select, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { StaffTicket } from '@psnb2b/contract';
import { ticketCan } from '@psnb2b/contract/states';
import { type DroppedFile, FileDrop, Form, take, useAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, api, sendFile, useRead } from '../../door.ts';
import { t } from '../../text/text.ts';

type Kind = 'answer' | 'note';
const words = t.ticket;

/** An answer to the partner, or a note that only staff read: said before it is sent. */
export function Reply({ ticket }: { readonly ticket: StaffTicket }) {
  const may = allowed(useMe(), 'addTicketMessage', ticketCan.answer(ticket));
  const answers = useRead('/canned-answers');
  const [files, setFiles] = useState<readonly DroppedFile[]>([]);
  const form = useForm<{ text: string; kind: Kind }>({
    initialValues: { text: '', kind: 'answer' },
  });
  const act = useAct({
    about: 'tickets',
    run: ({ text, kind }: { text: string; kind: Kind }, once) => {
      const attached = files.length > 0 && { attachments: files.map(({ id }) => id) };
      const body = { text, internal: kind === 'note', ...attached };
      const init = once({ params: { path: { ticket_id: ticket.id } }, body });
      return take(api.POST('/tickets/{ticket_id}/messages', init));
    },
    onDone: () => {
      form.reset();
      setFiles([]);
    },
  });
  if (!may.can) return <p>{may.why}</p>;
  const fitting = (answers.data?.data ?? []).filter(
    ({ topic }) => topic === null || topic === ticket.topic,
  );
  return (
    <Form
      form={form}
      act={act}
      submit={form.values.kind === 'note' ? words.keep : words.send}
      more={
        <SegmentedControl
          aria-label={words.kind}
          size="xs"
          data={[
            { value: 'answer', label: words.kinds.answer },
            { value: 'note', label: words.kinds.note },
          ]}
          {...form.getInputProps('kind')}
        />
      }
    >
      {fitting.length > 0 && (
        <Select
          label={words.canned}
          data={fitting.map(({ id, title }) => ({ value: id, label: title }))}
          value={null}
          onChange={(id) => {
            const chosen = fitting.find((each) => each.id === id);
            if (chosen) form.setFieldValue('text', chosen.text);
          }}
          searchable
          maw={360}
        />
      )}
      <Textarea label={words.text} autosize minRows={5} {...form.getInputProps('text')} />
      <FileDrop
        label={words.attach}
        send={sendFile}
        files={files}
        onAdd={(file) => setFiles((now) => [...now, file])}
        onRemove={(file) => setFiles((now) => now.filter(({ id }) => id !== file.id))}
      />
    </Form>
  );
}
