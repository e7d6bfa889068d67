import type { Incident } from '@psnb2b/contract';
import { incidentPartNames } from '@psnb2b/contract/states';
import {
  Columns,
  CopyId,
  Facts,
  Field,
  Form,
  Loaded,
  Page,
  Section,
  StatusBadge,
  say,
  Time,
  Timeline,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { allowed, useFormOf, useRead } from '../../client.ts';
import { incidentTones } from '../../tones.ts';
import { Preview } from './Preview.tsx';
import { words } from './words.ts';

/** One incident: what was written about it, and what is known now. */
export function IncidentPage() {
  const { id = '' } = useParams();
  const incident = useRead('/incidents/{incident_id}', { path: { incident_id: id } });
  return <Loaded query={incident}>{(each) => <OneIncident incident={each} />}</Loaded>;
}

interface Props {
  readonly incident: Incident;
}

function OneIncident({ incident }: Props) {
  const may = allowed(useMe(), 'updateIncident');
  const { step, updates } = incident;
  const written = (
    <>
      <Section title={words.updates}>
        <Timeline
          label={words.updates}
          moments={updates
            .map((each, at) => ({
              key: String(updates.length - at),
              at: each.written_at,
              title: words.steps[each.step],
              by: each.written_by,
              text: each.text,
              tone: incidentTones[each.step],
            }))
            .reverse()}
        />
      </Section>
      <About incident={incident} />
    </>
  );
  return (
    <Page
      title={incident.title}
      mark={<StatusBadge tone={incidentTones[step]}>{words.steps[step]}</StatusBadge>}
      lead={words.updateLead}
    >
      {may.can ? <Update incident={incident}>{written}</Update> : written}
    </Page>
  );
}

function About({ incident }: Props) {
  const { id, parts, impact, opened_at, opened_by } = incident;
  return (
    <Section title={words.about}>
      <Facts
        facts={[
          [words.parts, parts.map((part) => incidentPartNames[part]).join(', ')],
          [words.impact, words.impacts[impact]],
          [words.opened, <Time key="opened" at={opened_at} />],
          [words.openedBy, opened_by],
          [words.id, <CopyId key="id" id={id} what={words.id} short />],
        ]}
      />
    </Section>
  );
}

function Update({ incident, children }: Props & { readonly children: ReactNode }) {
  const { id, title, opened_at: openedAt } = incident;
  const [before, setBefore] = useState({ impact: incident.impact, parts: incident.parts });
  const update = useFormOf('POST /incidents/{incident_id}/updates', {
    initial: { step: incident.step, text: '', ...before },
    // Only what this person changed: a colleague may have changed the rest in the meantime.
    send: ({ impact, parts, ...body }) => ({
      path: { incident_id: id },
      body: {
        ...body,
        ...(impact && impact !== before.impact && { impact }),
        ...(parts && String(parts) !== String(before.parts) && { parts }),
      },
    }),
    onDone: ({ step, impact, parts }) => {
      setBefore({ impact, parts });
      const next = { step, text: '', impact, parts };
      update.form.setInitialValues(next);
      update.form.setValues(next);
      say(words.published);
    },
  });
  const { step, text, parts } = update.form.values;
  return (
    <Columns
      main={
        <>
          <Section
            title={words.update}
            {...(incident.step === 'resolved' && { lead: words.again })}
          >
            <Form {...update} submit={words.publish}>
              <Field of={update} name="step" label={words.step} choices={words.steps} narrow />
              <Field of={update} name="text" label={words.text} hint={words.textHint} rows={4} />
              <Field
                of={update}
                name="parts"
                label={words.parts}
                choices={incidentPartNames}
                inline
              />
              <Field
                of={update}
                name="impact"
                label={words.impact}
                choices={words.impacts}
                inline
              />
            </Form>
          </Section>
          <Preview {...{ title, openedAt, step, text }} parts={parts ?? incident.parts} />
        </>
      }
      side={children}
    />
  );
}
