import { Button } from '@mantine/core';
import { ticketTopics, writtenTopics } from '@psnb2b/contract/states';
import { type DroppedFile, Field, FileDrop, Form, Link, Page, Section, useGo } from '@psnb2b/ui';
import { useSearchParams } from 'react-router';
import { sendFile, useFormOf } from '../../client.ts';
import { PartnerSelect } from '../../PartnerSelect.tsx';
import { to } from '../../pages.ts';
import { Canned } from './Canned.tsx';
import { newWords, words } from './words.ts';

type Topic = (typeof writtenTopics)[number];
const TOPICS = Object.fromEntries(writtenTopics.map((each) => [each, ticketTopics[each]]));

/** A message of staff to a business: it opens a ticket that waits for the business. */
export function NewTicketPage() {
  return (
    <Page lead={newWords.lead} width="text">
      <Section>
        <NewTicket />
      </Section>
    </Page>
  );
}

function NewTicket() {
  const go = useGo();
  const [params] = useSearchParams();
  const given = (name: string) => params.get(name) ?? ''; // nothing: the address does not name it.
  const topic: Topic = writtenTopics.find((each) => each === params.get('topic')) ?? 'other';
  const create = useFormOf('POST /tickets', {
    initial: {
      ...{ partner_id: given('partner_id'), topic },
      ...{ subject: given('subject'), text: given('text') },
      ...{ order_id: given('order_id'), claim_id: given('claim_id') },
      files: [] as DroppedFile[],
    },
    send: ({ files, order_id, claim_id, ...body }) => ({
      body: {
        ...body,
        attachments: files.map(({ id }) => id),
        ...(body.topic === 'order' && { order_id }),
        ...(body.topic === 'claim' && { claim_id }),
      },
    }),
    onDone: ({ id }) => go(to.ticket(id)),
  });
  const { form } = create;
  const { files } = form.values;
  return (
    <Form
      {...create}
      submit={newWords.send}
      more={
        <Button variant="default" component={Link} to={to.tickets}>
          {newWords.cancel}
        </Button>
      }
    >
      {/* by hand: a business is found by the letters of its name. */}
      <PartnerSelect
        label={words.business}
        error={form.getInputProps('partner_id').error}
        value={form.values.partner_id || null}
        onChange={(id) => form.setFieldValue('partner_id', id ?? '')}
      />
      <Field of={create} name="topic" label={words.topic} choices={TOPICS} narrow />
      {form.values.topic === 'order' && (
        <Field of={create} name="order_id" label={words.order} hint={newWords.orderHint} mono />
      )}
      {form.values.topic === 'claim' && (
        <Field of={create} name="claim_id" label={words.claim} hint={newWords.claimHint} mono />
      )}
      <Field of={create} name="subject" label={words.subject} />
      <Canned topic={form.values.topic} onChoose={(text) => form.setFieldValue('text', text)} />
      <Field of={create} name="text" label={words.text} rows={6} />
      <FileDrop
        label={words.attach}
        send={sendFile}
        files={files}
        onAdd={(file) => form.insertListItem('files', file)}
        onRemove={(file) => form.removeListItem('files', files.indexOf(file))}
      />
    </Form>
  );
}
