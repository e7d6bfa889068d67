import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { CannedAnswer } from '@psnb2b/contract';
import { type TicketTopic, ticketTopicNames, ticketTopics } from '@psnb2b/contract/states';
import { type Column, ConfirmAct, DataList, Empty, Form, Page, Section, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useRead } from '../../door.ts';
import { t } from '../../text/text.ts';

type Answer = CannedAnswer;
const words = t.answers;

const COLUMNS: readonly Column<Answer>[] = [
  {
    key: 'title',
    title: words.name,
    cell: ({ title, text }) => (
      <div>
        <div className="breaks">{title}</div>
        <div className="quiet">{text.length > 120 ? `${text.slice(0, 120)}…` : text}</div>
      </div>
    ),
  },
  {
    key: 'topic',
    title: words.topic,
    from: 's',
    cell: ({ topic }) => (topic === null ? words.any : ticketTopics[topic]),
  },
  { key: 'act', title: '', align: 'right', cell: (answer) => <Remove answer={answer} /> },
];

export function AnswersPage() {
  const me = useMe();
  const answers = useRead('/canned-answers');
  return (
    <Page title={words.title} lead={words.lead} width="text">
      <Section flush>
        <DataList
          label={words.title}
          query={answers}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
      {allowed(me, 'createCannedAnswer').can && <NewAnswer />}
    </Page>
  );
}

function NewAnswer() {
  const form = useForm({ initialValues: { title: '', topic: '' as TicketTopic | '', text: '' } });
  const act = useDo('POST /canned-answers', {
    send: ({ topic, ...rest }: { title: string; topic: TicketTopic | ''; text: string }) => ({
      body: { ...rest, topic: topic || null },
    }),
    onDone: () => {
      form.reset();
      say(words.kept);
    },
  });
  return (
    <Section title={words.new}>
      <Form form={form} act={act} submit={words.create}>
        <TextInput label={words.name} maxLength={100} {...form.getInputProps('title')} />
        <Select
          label={words.topic}
          placeholder={words.any}
          data={ticketTopicNames.map((each) => ({ value: each, label: ticketTopics[each] }))}
          clearable
          clearButtonProps={{ 'aria-label': words.any }}
          {...form.getInputProps('topic')}
        />
        <Textarea label={words.text} autosize minRows={5} {...form.getInputProps('text')} />
      </Form>
    </Section>
  );
}

function Remove({ answer }: { readonly answer: Answer }) {
  const me = useMe();
  const act = useDo('POST /canned-answers/{answer_id}/remove', {
    send: () => ({ path: { answer_id: answer.id } }),
  });
  return (
    <ConfirmAct
      label={words.remove}
      says={words.removeSays}
      act={act}
      allowed={allowed(me, 'removeCannedAnswer')}
      danger
      button={{ size: 'compact-xs' }}
    />
  );
}
