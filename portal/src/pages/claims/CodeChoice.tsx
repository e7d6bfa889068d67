import { Checkbox, Input, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ClaimableOrder } from '@psnb2b/contract';
import { claimCodesMax } from '@psnb2b/contract/states';
import { CopyId, columnsOf, DataTable, Link, StatusBadge, type Tone } from '@psnb2b/ui';
import { to } from '../../pages.ts';
import type { Fields } from './claim-form.ts';
import classes from './claims.module.css';
import { fileWords as words } from './words.ts';

type Order = ClaimableOrder;
type Code = Order['codes'][number];
const col = columnsOf<Code>();

const TONES: Readonly<Record<Code['state'], Tone>> = {
  claimable: 'good',
  claimed: 'neutral',
  closed: 'bad',
  returned: 'neutral',
};

/**
 * The codes that did not work: chosen from those of the order, or pasted as ids or texts.
 * by hand: two ways to fill in one member, of which one is a table.
 */
export function CodeChoice({
  form,
  order,
}: {
  readonly form: UseFormReturnType<Fields>;
  readonly order: Order | undefined;
}) {
  const { way } = form.values;
  return (
    <Stack gap="xs">
      <Text size="sm" component="span" fw={500}>
        {words.which}
      </Text>
      <SegmentedControl
        aria-label={words.how}
        data={[
          { value: 'list', label: words.ways.list },
          { value: 'paste', label: words.ways.paste },
        ]}
        {...form.getInputProps('way')}
      />
      {way === 'paste' && (
        <Textarea
          label={words.paste}
          description={words.pasteHint}
          autosize
          minRows={4}
          maxRows={14}
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: 'mono' }}
          {...form.getInputProps('pasted')}
        />
      )}
      {way === 'list' && !order && <div className={classes.quiet}>{words.findFirst}</div>}
      {way === 'list' && order && <List form={form} order={order} />}
      {form.errors.codes && <Input.Error role="alert">{form.errors.codes}</Input.Error>}
    </Stack>
  );
}

/** by hand: a row is chosen by its box. */
function List({
  form,
  order,
}: {
  readonly form: UseFormReturnType<Fields>;
  readonly order: Order;
}) {
  const chosen = new Set(form.values.codes);
  const set = (codes: Iterable<string>) => form.setFieldValue('codes', [...codes]);
  const claimable = order.codes
    .filter(({ state }) => state === 'claimable')
    .map(({ id }) => id)
    .slice(0, claimCodesMax);
  const all = claimable.length > 0 && claimable.every((id) => chosen.has(id));
  const toggle = (id: string) =>
    set(chosen.has(id) ? [...chosen].filter((each) => each !== id) : [...chosen, id]);
  return (
    <>
      <Checkbox
        size="md"
        my="sm"
        label={words.chooseAll}
        checked={all}
        indeterminate={!all && chosen.size > 0}
        disabled={claimable.length === 0}
        onChange={() => set(all ? [] : claimable)}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard. */}
      <section className={classes.codes} aria-label={words.which} tabIndex={0}>
        <DataTable
          label={words.which}
          rows={order.codes}
          rowKey={({ id }) => id}
          columns={columnsFor(order, chosen, toggle)}
        />
      </section>
      <div className={classes.quiet} role="status">
        {words.chosen(chosen.size)}
      </div>
    </>
  );
}

/** by hand: a row is chosen by its box. */
function columnsFor(order: Order, chosen: ReadonlySet<string>, toggle: (id: string) => void) {
  const numbers = new Map(order.codes.map(({ id }, index) => [id, index + 1]));
  return [
    col.cell('code', words.code, ({ id, state }) => (
      <div className={classes.choice}>
        <Checkbox
          aria-label={`${words.number} ${numbers.get(id)}, ${id}`}
          checked={chosen.has(id)}
          disabled={state !== 'claimable'}
          onChange={() => toggle(id)}
        />
        <span className={classes.quiet}>{numbers.get(id)}</span>
        <CopyId id={id} what={id} short />
      </div>
    )),
    col.cell('state', words.state, ({ state, claim_id }) => {
      const badge = <StatusBadge tone={TONES[state]}>{words.states[state]}</StatusBadge>;
      return claim_id ? <Link to={to.claim(claim_id)}>{badge}</Link> : badge;
    }),
    col.time('claimable_until', words.until, { from: 's' }),
  ];
}
