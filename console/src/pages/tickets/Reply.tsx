import { Group } from '@mantine/core';
import type { StaffTicket } from '@psnb2b/contract';
import { ticketCan } from '@psnb2b/contract/states';
import { ActButton, type DroppedFile, Field, FileDrop, Form, useDecided } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useRef } from 'react';
import { allowed, sendFile, useFormOf } from '../../client.ts';
import { Canned } from './Canned.tsx';
import { words } from './words.ts';

/**
 * An answer to the partner, or a note that only staff read: shown before it is sent. What was typed stays if somebody closes the ticket meanwhile, and
 * can be sent once it is reopened.
 */
export function Reply({ ticket }: { readonly ticket: StaffTicket }) {
  const may = allowed(useMe(), 'addTicketMessage', ticketCan.answer(ticket));
  const decided = useDecided();
  const field = useRef<HTMLDivElement>(null);
  const begin = (internal: boolean) => {
    reply.form.setFieldValue('internal', internal);
    field.current?.querySelector('textarea')?.focus();
  };
  const reply = useFormOf('POST /tickets/{ticket_id}/messages', {
    initial: { text: '', internal: false, attachments: [] as DroppedFile[] },
    send: ({ attachments, ...body }) => ({
      path: { ticket_id: ticket.id },
      body: { ...body, attachments: attachments.map(({ id }) => id) },
    }),
    onDone: (_ticket, { internal }) => {
      reply.form.reset();
      if (!internal) decided(words.answered);
    },
  });
  const { attachments } = reply.form.values;
  if (!may.can && !reply.form.isDirty()) {
    return ticketCan.answer(ticket).can ? <p className="padded">{may.why}</p> : null;
  }
  return (
    <div ref={field} className="padded">
      <Group gap="xs" mb="sm">
        <ActButton size="xs" variant="default" shortcut="a" onClick={() => begin(false)}>
          {words.answer}
        </ActButton>
        <ActButton size="xs" variant="default" shortcut="n" onClick={() => begin(true)}>
          {words.takeNote}
        </ActButton>
      </Group>
      <Form
        {...reply}
        allowed={may}
        submit={reply.form.values.internal ? words.saveNote : words.send}
      >
        <Canned topic={ticket.topic} onChoose={(text) => reply.form.setFieldValue('text', text)} />
        <Field of={reply} name="text" label={words.text} rows={5} />
        <FileDrop
          label={words.attach}
          send={sendFile}
          files={attachments}
          onAdd={(file) => reply.form.insertListItem('attachments', file)}
          onRemove={(file) => reply.form.removeListItem('attachments', attachments.indexOf(file))}
        />
        <Field of={reply} name="internal" label={words.internal} />
      </Form>
    </div>
  );
}
