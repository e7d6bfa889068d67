import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import type { PlannedPrice, PriceChange } from '@psnb2b/contract';
import { Field, Form, groupDigits, localTime, Section, say, useGo, withUnit } from '@psnb2b/ui';
import { useFormOf } from '../../client.ts';
import { to } from '../../pages.ts';
import { type ChangeDraft, countsOf, keyOf, linesIn } from './draft.ts';
import type { OnDraft, Replan } from './use-draft.ts';
import { newWords as words } from './words.ts';

interface Props {
  readonly draft: ChangeDraft;
  readonly onDraft: OnDraft;
  readonly again: Replan;
  /** The change that this one replaces: its reason and its time are kept unless they are changed. */
  readonly replaces: PriceChange | null;
}

/** Why, when, and the one confirmation, whose button says what happens. */
export function ConfirmChange({ draft, onDraft, again, replaces }: Props) {
  const go = useGo();
  const lines = linesIn(draft);
  const { two, jumpsLeft } = countsOf(draft);
  const make = useFormOf('POST /price-changes', {
    initial: {
      // nothing: it replaces none.
      reason: replaces?.reason ?? '',
      takes_effect_at: replaces?.takes_effect_at
        ? localTime(new Date(replaces.takes_effect_at))
        : '',
    },
    send: ({ reason, takes_effect_at }) => ({
      body: {
        lines: lines.map(({ sku, currency, before, after }) => ({ sku, currency, before, after })),
        jumps: lines
          .filter((line) => draft.jumps.has(keyOf(line)))
          .map(({ sku, currency }) => ({ sku, currency })),
        reason,
        takes_effect_at: isoOf(takes_effect_at) ?? takes_effect_at,
        ...(replaces && { replaces: replaces.id }),
      },
    }),
    onDone: (change) => {
      go(to.priceChange(change.id));
      say(change.state === 'applied' ? words.done(change.changed) : words.saved[change.state]);
    },
  });
  const { takes_effect_at: when } = make.form.values;
  const submit =
    two > 0
      ? words.propose(lines.length)
      : when === ''
        ? words.submit(lines.length)
        : words.schedule(lines.length);
  const isStale = make.act.failure?.code === 'invalid_state';
  return (
    <Section title={words.confirm}>
      <Form
        {...make}
        submit={submit}
        ready={lines.length > 0 && jumpsLeft === 0 && draft.typed.size === 0 && !again.busy}
        more={
          isStale && (
            <Button variant="default" loading={again.busy} onClick={again.run}>
              {words.again}
            </Button>
          )
        }
      >
        <Stack gap="md">
          <Jumps draft={draft} onDraft={onDraft} />
          {jumpsLeft > 0 && <p className="quiet">{words.tickAll}</p>}
          <Field of={make} name="reason" label={words.reason} hint={words.reasonHint} narrow />
          <When of={make} />
        </Stack>
      </Form>
    </Section>
  );
}

/** by hand: a time of the reader's zone, which the call takes in UTC. */
function When({ of: { form } }: { readonly of: { readonly form: WhenForm } }) {
  const iso = isoOf(form.values.takes_effect_at);
  return (
    <TextInput
      type="datetime-local"
      label={words.when}
      description={iso === null ? words.whenHint : words.utc(iso)}
      maw={360}
      {...form.getInputProps('takes_effect_at')}
    />
  );
}

interface WhenForm {
  readonly values: { readonly takes_effect_at: string };
  getInputProps(name: 'takes_effect_at'): object;
}

/** by hand: each tick is a part of the whole body. */
function Jumps({ draft, onDraft }: Pick<Props, 'draft' | 'onDraft'>) {
  const jumps = linesIn(draft).filter(({ jump }) => jump !== null);
  if (jumps.length === 0) return null;
  return (
    <Checkbox.Group
      label={words.jumps}
      value={[...draft.jumps]}
      onChange={(keys) => onDraft((now) => ({ ...now, jumps: new Set(keys) }))}
    >
      <Stack gap={8} mt={6}>
        {jumps.map((line) => (
          <Checkbox
            key={keyOf(line)}
            value={keyOf(line)}
            label={words.jumpOf(line.sku, line.before ?? '—', line.after, line.currency)}
            description={line.jump && words.jumpWhy[line.jump](cardOf(line))}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

const cardOf = ({ denomination, face_currency }: PlannedPrice) =>
  withUnit(groupDigits(denomination), face_currency);

/** The moment of a local time, in UTC; null while it is not one. */
function isoOf(local: string): string | null {
  const time = new Date(local);
  return local === '' || Number.isNaN(time.getTime()) ? null : time.toISOString();
}
