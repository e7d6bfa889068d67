import { Group, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { KycCase } from '@psnb2b/contract';
import { kycCan, kycItems, kycStepDetail, kycStepText } from '@psnb2b/contract/states';
import {
  ActButton,
  Facts,
  FailureNote,
  Section,
  StatusBadge,
  say,
  Time,
  Timeline,
  type Tone,
  take,
  useAct,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, api } from '../../door.ts';
import { t } from '../../text/text.ts';
import classes from './business.module.css';

type Kyc = KycCase;

const ITEM_TONES: Readonly<Record<Kyc['checklist'][number]['state'], Tone>> = {
  missing: 'neutral',
  given: 'info',
  accepted: 'good',
  asked: 'bad',
};

/** Where the case stands, what is missing, and the button that hands it in. */
export function CaseSide({ kyc }: { readonly kyc: Kyc }) {
  return (
    <>
      <Section title={t.review.checklist}>
        <Stack gap="md">
          <ul className={classes.checklist}>
            {kyc.checklist.map(({ item, required, state, note }) => (
              <li key={item}>
                <Group justify="space-between" gap="xs" wrap="nowrap">
                  <span>
                    {kycItems[item]}{' '}
                    {!required && state === 'missing' && (
                      <span className={classes.quiet}>{t.review.optional}</span>
                    )}
                  </span>
                  {(required || state !== 'missing') && (
                    <StatusBadge tone={ITEM_TONES[state]}>{t.review.items[state]}</StatusBadge>
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
        <Section title={t.review.title}>
          <Facts
            facts={[
              [t.review.reason, kyc.reason],
              [t.review.validUntil, <Time key="until" at={kyc.valid_until} form="day" />],
            ]}
          />
        </Section>
      )}
      <Section title={t.review.timeline}>
        <Timeline
          label={t.review.timeline}
          moments={kyc.timeline.map((each, index) => ({
            key: `${each.at} ${index}`,
            at: each.at,
            title: kycStepText(each.event),
            by: each.name ?? (each.actor === 'staff' ? t.review.staff : null),
            text: kycStepDetail(each.text),
            tone: each.actor === 'staff' ? 'info' : 'neutral',
          }))}
        />
      </Section>
    </>
  );
}

function Submit({ kyc }: { readonly kyc: Kyc }) {
  const me = useMe();
  const form = useForm({ initialValues: { answer: '' } });
  const act = useAct<void, Kyc>({
    about: 'kyc-case',
    run: () => {
      const answer = form.values.answer.trim();
      return take(api.POST('/kyc-case/submit', { body: answer === '' ? {} : { answer } }));
    },
    onDone: () => {
      form.reset();
      say(t.review.submitted);
    },
  });
  if (!kycCan.edit(kyc).can) return null;
  return (
    <Stack gap="sm">
      {kyc.status !== 'draft' && (
        <Textarea
          label={t.review.answer}
          description={t.review.answerHint}
          autosize
          minRows={3}
          {...form.getInputProps('answer')}
        />
      )}
      {act.failure && <FailureNote failure={act.failure} kept />}
      {kyc.missing.length > 0 && (
        <Text size="sm" c="dimmed">
          {t.review.stillMissing(kyc.missing.map((item) => kycItems[item]))}
        </Text>
      )}
      <ActButton
        allowed={allowed(me, 'submitKycCase', kycCan.submit(kyc))}
        loading={act.busy}
        onClick={() => act.run()}
        fullWidth
      >
        {t.review.submit}
      </ActButton>
    </Stack>
  );
}
