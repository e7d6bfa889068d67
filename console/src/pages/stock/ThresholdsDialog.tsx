import { Button, SegmentedControl, Text } from '@mantine/core';
import type { StockThresholdPlan, ThresholdStep } from '@psnb2b/contract';
import {
  columnsOf,
  DataTable,
  Field,
  FormDialog,
  groupDigits,
  ReadFirst,
  say,
  take,
  useAct,
} from '@psnb2b/ui';
import { useEffect, useState } from 'react';
import { api, useFormOf, useRead } from '../../client.ts';
import { Available } from './Available.tsx';
import { manyWords as words } from './words.ts';

type Way = keyof typeof words.ways;

interface Props {
  /** The products; without them, those of a region that is chosen. */
  readonly skus?: readonly string[];
  /** Keeps what the dialog is opened from while it is open. */
  readonly hold?: (isOpen: boolean) => void;
  /** Called with the products whose thresholds were set. */
  readonly onSet?: (skus: ReadonlySet<string>) => void;
  readonly onClose: () => void;
}

/**
 * Two steps: from how many codes on many products are low, then which thresholds change and how many would be low, which is confirmed.
 * by hand: whether a number is of codes or of days is sent by its member.
 */
export function ThresholdsDialog({ hold, onSet, onClose, ...props }: Props) {
  // The products that were ticked when it opened: rows may leave the list meanwhile.
  const [skus] = useState(props.skus);
  useEffect(() => {
    hold?.(true);
    return () => hold?.(false);
  }, [hold]);
  const [way, setWay] = useState<Way>('codes');
  const [plan, setPlan] = useState<StockThresholdPlan | null>(null);
  const title = skus ? words.titleOf(skus.length) : words.title;
  const set = useFormOf('POST /stock/thresholds', {
    initial: NOTHING,
    send: (values) => ({ body: bodyOf(way, skus, values) as never }),
    onDone: ({ steps }) => {
      onClose();
      onSet?.(new Set(steps.map(({ sku }) => sku)));
      say(words.done(steps.length));
    },
  });
  const look = useAct({
    about: 'stock',
    run: (values: Values) =>
      take(api.POST('/stock/thresholds/plan', { body: bodyOf(way, skus, values) as never })),
    onDone: setPlan,
  });
  const { values } = set.form;
  const isWhole =
    (skus !== undefined || values.region !== '') && (way === 'none' || String(values[way]) !== '');
  if (plan === null) {
    return (
      <FormDialog
        title={title}
        onClose={onClose}
        of={{ form: set.form, act: look } as never}
        submit={words.plan}
        ready={isWhole}
      >
        {!skus && <RegionField of={set} />}
        <SegmentedControl
          aria-label={words.way}
          data={Object.entries(words.ways).map(([value, label]) => ({ value, label }))}
          value={way}
          onChange={(value) => setWay(value as Way)}
        />
        {way === 'codes' && (
          <Field of={set} name="codes" label={words.codes} hint={words.codesHint} />
        )}
        {way === 'days' && <Field of={set} name="days" label={words.days} hint={words.daysHint} />}
        {way === 'none' && <p className="quiet">{words.noneHint}</p>}
      </FormDialog>
    );
  }
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      of={set}
      size="lg"
      submit={words.submit(plan.steps.length)}
      ready={plan.steps.length > 0}
      more={
        <Button variant="default" onClick={() => setPlan(null)}>
          {words.back}
        </Button>
      }
    >
      <Effect plan={plan} />
    </FormDialog>
  );
}

const NOTHING: Values = { region: '', codes: '', days: '' };

interface Values extends Record<string, unknown> {
  region: string;
  codes: string | number;
  days: string | number;
}

function bodyOf(way: Way, skus: Props['skus'], { region, codes, days }: Values) {
  const products = skus ? { skus } : { region };
  switch (way) {
    case 'codes':
      return { ...products, codes: Number(codes) };
    case 'days':
      return { ...products, days: Number(days) };
    case 'none':
      return { ...products, codes: null };
    default:
      return way satisfies never;
  }
}

function RegionField({ of }: { readonly of: Parameters<typeof Field<Values>>[0]['of'] }) {
  const regions = useRead('/regions').data?.data ?? []; // nothing: not read yet.
  const choices = Object.fromEntries(regions.map(({ id, name }) => [id, name]));
  return (
    <Field of={of} name="region" label={words.region} hint={words.regionHint} choices={choices} />
  );
}

const col = columnsOf<ThresholdStep>();
const STEPS = [
  col.mono('sku', words.product, { below: ({ region_name }) => region_name }),
  col.cell('from', words.change, ({ before, after }) => `${textOf(before)} → ${textOf(after)}`, {
    align: 'right',
  }),
  col.cell(
    'available',
    words.available,
    ({ available, will_be_low }) => <Available codes={available} isLow={will_be_low} />,
    { align: 'right' },
  ),
];

function textOf(codes: number | null): string {
  return codes === null ? words.nobody : groupDigits(codes);
}

/** What changes; it gets the focus, so that it is read out before it is confirmed. */
function Effect({ plan }: { readonly plan: StockThresholdPlan }) {
  const { steps, unchanged, without_pace, low_now, low_then } = plan;
  return (
    <ReadFirst>
      <Text size="sm">{words.effect(steps.length, unchanged)}</Text>
      <Text size="sm">{words.lows(low_now, low_then)}</Text>
      {without_pace.length > 0 && <Text size="sm">{words.withoutPace(without_pace.length)}</Text>}
      {steps.length > 0 && (
        <DataTable label={words.steps} rows={steps} columns={STEPS} rowKey={({ sku }) => sku} />
      )}
    </ReadFirst>
  );
}
