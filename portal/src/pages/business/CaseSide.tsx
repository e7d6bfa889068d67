import { Group, Stack, Text } from '@mantine/core';
import type { KycCase } from '@psnb2b/contract';
import { kycCan, kycItems, kycStepDetail, kycStepText } from '@psnb2b/contract/states';
import {
  Facts,
  Field,
  Form,
  Section,
  StatusBadge,
  say,
  Time,
  Timeline,
  type Tone,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf } from '../../client.ts';
import classes from './business.module.css';
import { reviewWords as words } from './words.ts';

type Kyc = KycCase;

const ITEM_TONES: Readonly<Record<Kyc['checklist'][number]['state'], Tone>> = {
  missing: 'neutral',
  given: 'info',
  accepted: 'good',
  asked: 'bad',
};

/** The state of the case, what is missing, and the button that submits it. */
export function CaseSide({ kyc }: { readonly kyc: Kyc }) {
  return (
    <>
      <Section title={words.checklist}>
        <Stack gap="md">
          <ul className={classes.checklist}>
            {kyc.checklist.map(({ item, required, state, note }) => (
              <li key={item}>
                <Group justify="space-between" gap="xs" wrap="nowrap">
                  <span>
                    {kycItems[item]}{' '}
                    {!required && state === 'missing' && (
                      <span className={classes.quiet}>{words.optional}</span>
                    )}
                  </span>
                  {(required || state !== 'missing') && (
                    <StatusBadge tone={ITEM_TONES[state]}>{words.items[state]}</StatusBadge>
                  )}
                </Group>
                {note && <Text size="sm">{note}</Text>}
              </li>
            ))}
          </ul>
          <Submit kyc={kyc} />
        </Stack>
      </Section>
      {(kyc.reason || kyc.valid_until) && (
        <Section title={words.title}>
          <Facts
            facts={[
              [words.reason, kyc.reason],
              [words.validUntil, <Time key="until" at={kyc.valid_until} form="day" />],
            ]}
          />
        </Section>
      )}
      <Section title={words.timeline}>
        <Timeline
          label={words.timeline}
          moments={kyc.timeline.map((each, index) => ({
            key: `${each.at} ${index}`,
            at: each.at,
            title: kycStepText(each.event),
            by: each.name ?? (each.actor === 'staff' ? words.staff() : null),
            text: kycStepDetail(each.text),
            tone: each.actor === 'staff' ? 'info' : 'neutral',
          }))}
        />
      </Section>
    </>
  );
}

function Submit({ kyc }: { readonly kyc: Kyc }) {
  const may = allowed(useMe(), 'submitKycCase', kycCan.submit(kyc));
  const submit = useFormOf('POST /kyc-case/submit', {
    initial: { answer: '' },
    onDone: () => {
      submit.form.reset();
      say(words.submitted);
    },
  });
  if (!kycCan.edit(kyc).can) return null;
  return (
    <Form {...submit} submit={words.submit} allowed={may} wide>
      {kyc.status !== 'draft' && (
        <Field of={submit} name="answer" label={words.answer} hint={words.answerHint} />
      )}
      {kyc.missing.length > 0 && (
        <Text size="sm" c="dimmed">
          {words.stillMissing(kyc.missing.map((item) => kycItems[item]))}
        </Text>
      )}
    </Form>
  );
}
