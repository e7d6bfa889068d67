import type { IncidentOpen } from '@psnb2b/contract';
import { incidentPartNames } from '@psnb2b/contract/states';
import { Columns, type Draft, Field, Form, Page, Section, say, useGo } from '@psnb2b/ui';
import { useFormOf } from '../../client.ts';
import { to } from '../../pages.ts';
import { Preview } from './Preview.tsx';
import { words } from './words.ts';

/** Something does not work: what strangers read about it, before they do. */
export function NewIncidentPage() {
  return (
    <Page lead={words.newLead}>
      <NewIncident />
    </Page>
  );
}

const EMPTY: Draft<IncidentOpen> = {
  title: '',
  parts: [],
  impact: 'degraded',
  step: 'investigating',
  text: '',
};

function NewIncident() {
  const go = useGo();
  const open = useFormOf('POST /incidents', {
    initial: EMPTY,
    onDone: ({ id }) => {
      go(to.incident(id));
      say(words.published);
    },
  });
  const { title, parts, step, text } = open.form.values;
  return (
    <Columns
      main={
        <Section>
          <Form {...open} submit={words.publish}>
            <Field of={open} name="title" label={words.title} hint={words.titleHint} first />
            <Field of={open} name="parts" label={words.parts} choices={incidentPartNames} inline />
            <Field of={open} name="impact" label={words.impact} choices={words.impacts} inline />
            <Field of={open} name="step" label={words.step} choices={words.steps} narrow />
            <Field of={open} name="text" label={words.text} hint={words.textHint} rows={5} />
          </Form>
        </Section>
      }
      side={<Preview {...{ title, parts, step, text }} openedAt={null} />}
    />
  );
}
