import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { CannedAnswer } from '@psnb2b/contract';
import { type TicketTopic, ticketTopicNames, ticketTopics } from '@psnb2b/contract/states';
import {
  type Column,
  ConfirmAct,
  DataList,
  Empty,
  Form,
  Page,
  Section,
  say,
  take,
  useAct,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { allowed } from '../../allowed.ts';
import { api } from '../../api/api.ts';
import { answersQuery } from '../../api/queries.ts';
import { t } from '../../text/text.ts';
import { to } from '../../to.ts';

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
  const answers = useQuery(answersQuery);
  return (
    <Page
      title={words.title}
      of={t.app}
      lead={words.lead}
      parent={<Link to={to.tickets}>{t.ticket.title}</Link>}
      width="text"
    >
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
  const act = useAct({
    run: ({ topic, ...rest }: { title: string; topic: TicketTopic | ''; text: string }, once) =>
      take(api.POST('/canned-answers', once({ body: { ...rest, topic: topic || null } }))),
    stale: [answersQuery.queryKey],
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
  const act = useAct<string, unknown>({
    run: () =>
      take(
        api.POST('/canned-answers/{answer_id}/remove', {
          params: { path: { answer_id: answer.id } },
        }),
      ),
    stale: [answersQuery.queryKey],
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
