import type { StaffTicket } from '@psnb2b/contract';
import { ticketCan } from '@psnb2b/contract/states';
import { type DroppedFile, Field, FileDrop, Form } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, sendFile, useFormOf } from '../../client.ts';
import { Canned } from './Canned.tsx';
import { words } from './words.ts';

/** An answer to the partner, or a note that only staff read: shown before it is sent. */
export function Reply({ ticket }: { readonly ticket: StaffTicket }) {
  const may = allowed(useMe(), 'addTicketMessage', ticketCan.answer(ticket));
  const reply = useFormOf('POST /tickets/{ticket_id}/messages', {
    initial: { text: '', internal: false, attachments: [] as DroppedFile[] },
    send: ({ attachments, ...body }) => ({
      path: { ticket_id: ticket.id },
      body: { ...body, attachments: attachments.map(({ id }) => id) },
    }),
    onDone: () => reply.form.reset(),
  });
  const { attachments } = reply.form.values;
  if (!may.can) return <p>{may.why}</p>;
  return (
    <Form {...reply} submit={reply.form.values.internal ? words.saveNote : words.send}>
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
  );
}
