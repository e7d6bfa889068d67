import type { CannedAnswer } from '@psnb2b/contract';
import { ticketTopics } from '@psnb2b/contract/states';
import {
  ConfirmAct,
  columnsOf,
  DataList,
  Empty,
  Field,
  Form,
  Page,
  Section,
  say,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf, useRead } from '../../client.ts';
import { answerWords as words } from './words.ts';

const SHOWN_MAX = 120;
const col = columnsOf<CannedAnswer>();

const COLUMNS = [
  col.text('title', words.name, {
    below: ({ text }) => (text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text),
  }),
  col.word('topic', words.topic, ticketTopics, { from: 's', none: words.any }),
  col.acts((answer) => <Remove answer={answer} />),
];

/** Canned answers. */
export function AnswersPage() {
  const me = useMe();
  const answers = useRead('/canned-answers');
  return (
    <Page lead={words.lead} width="text">
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
  const create = useFormOf('POST /canned-answers', {
    initial: { title: '', topic: null, text: '' },
    onDone: () => {
      create.form.reset();
      say(words.saved);
    },
  });
  return (
    <Section title={words.new}>
      <Form {...create} submit={words.create}>
        <Field of={create} name="title" label={words.name} />
        <Field
          of={create}
          name="topic"
          label={words.topic}
          choices={ticketTopics}
          sample={words.any}
        />
        <Field of={create} name="text" label={words.text} rows={5} />
      </Form>
    </Section>
  );
}

function Remove({ answer }: { readonly answer: CannedAnswer }) {
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
