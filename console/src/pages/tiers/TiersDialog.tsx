import { ActionIcon, Alert, Button, Stack, Text } from '@mantine/core';
import type { TierPlan, TierSet, TierStep } from '@psnb2b/contract';
import {
  columnsOf,
  DataTable,
  Field,
  FormDialog,
  percent,
  ReadFirst,
  take,
  useAct,
} from '@psnb2b/ui';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { api, useFormOf } from '../../client.ts';
import { sayDone } from '../proposals/say-proposed.ts';
import classes from './tiers.module.css';
import { words } from './words.ts';

const BPS = 100;
const col = columnsOf<TierStep>();
const STEPS = [
  col.cell('partner', words.partner, ({ partner }) => partner.name),
  col.money('volume_30d', words.volume, 'currency'),
  col.cell('before', words.before, ({ tier_before, percent_before }) =>
    words.tier(tier_before, percent(percent_before * BPS) ?? ''),
  ),
  col.cell('after', words.after, ({ tier_after, percent_after }) =>
    words.tier(tier_after, percent(percent_after * BPS) ?? ''),
  ),
];

interface Props {
  readonly set: TierSet;
  readonly onClose: () => void;
}

/** Two steps: the tiers, then who would pay what, which is confirmed. */
export function TiersDialog({ set, onClose }: Props) {
  const path = { currency: set.id };
  const title = words.changeOf(set.id);
  const [plan, setPlan] = useState<TierPlan | null>(null);
  const change = useTiersForm(set, onClose);
  const look = useAct({
    about: 'tiers',
    run: ({ tiers }: { tiers: unknown }) =>
      take(
        api.POST('/tiers/{currency}/plan', { params: { path }, body: { tiers: tiers as never } }),
      ),
    onDone: setPlan,
  });
  if (plan === null) {
    return (
      <FormDialog
        title={title}
        onClose={onClose}
        size="lg"
        of={{ form: change.form, act: look } as never}
        submit={words.plan}
      >
        <Rows of={change} currency={set.id} />
      </FormDialog>
    );
  }
  const again = (
    <Button variant="default" onClick={() => setPlan(null)}>
      {words.back}
    </Button>
  );
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      size="lg"
      of={change}
      submit={words.confirm}
      ready={!plan.is_jump || change.form.values.jump}
      more={again}
    >
      <Effect plan={plan} />
      {plan.is_jump && <Field of={change} name="jump" label={words.jump} />}
      <Field of={change} name="reason" label={words.reason} />
    </FormDialog>
  );
}

function useTiersForm(set: TierSet, onClose: () => void) {
  return useFormOf('PUT /tiers/{currency}', {
    initial: {
      tiers: set.tiers.map(({ name, volume_30d, discount_percent }) => ({
        ...{ name, volume_30d, discount_percent },
      })),
      version: set.version,
      reason: '',
      jump: false,
    },
    send: (body) => ({ path: { currency: set.id }, body }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.done);
    },
  });
}

interface RowsProps {
  readonly of: ReturnType<typeof useTiersForm>;
  readonly currency: string;
}

function Rows({ of, currency }: RowsProps) {
  const { tiers } = of.form.values;
  return (
    <Stack gap="sm">
      <Text size="sm">{words.first}</Text>
      {tiers.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tier is known by its place while it is typed.
        <fieldset key={index} className={classes.tier} aria-label={words.tierOf(index + 1)}>
          <Field of={of} name={`tiers.${index}.name`} label={words.name} hint="" />
          <Field
            of={of}
            name={`tiers.${index}.volume_30d`}
            label={words.from}
            hint=""
            unit={currency}
          />
          <Field
            of={of}
            name={`tiers.${index}.discount_percent`}
            label={words.discount}
            hint=""
            unit="%"
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={words.remove(index + 1)}
            onClick={() => of.form.removeListItem('tiers', index)}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </fieldset>
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          onClick={() =>
            of.form.insertListItem('tiers', {
              ...{ name: '', volume_30d: tiers.length === 0 ? '0' : '', discount_percent: 0 },
            })
          }
        >
          {words.add}
        </Button>
      </div>
    </Stack>
  );
}

/** Who would pay what; it gets the focus, so that it is read out before it is confirmed. */
function Effect({ plan }: { readonly plan: TierPlan }) {
  const { businesses, cheaper, dearer, steps, needs_two } = plan;
  return (
    <ReadFirst>
      <Text size="sm">{words.effect(businesses, cheaper, dearer)}</Text>
      {steps.length === 0 ? (
        <Text size="sm">{words.nobody}</Text>
      ) : (
        <DataTable
          label={words.steps}
          rows={steps}
          columns={STEPS}
          rowKey={({ partner }) => partner.id}
        />
      )}
      {needs_two && (
        <Alert color="yellow" variant="outline">
          {words.two}
        </Alert>
      )}
    </ReadFirst>
  );
}
