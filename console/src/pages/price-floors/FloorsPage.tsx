import { Button, Text } from '@mantine/core';
import type { PriceFloor } from '@psnb2b/contract';
import {
  columnsOf,
  DataList,
  DialogButton,
  Empty,
  Field,
  FormDialog,
  Link,
  Page,
  percent,
  Section,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, useFormOf, useWhole } from '../../client.ts';
import { PricesNav } from '../../PricesNav.tsx';
import { to } from '../../pages.ts';
import { Effect } from '../../setting-effect/Effect.tsx';
import { sayDone } from '../proposals/say-proposed.ts';
import { words } from './words.ts';

const col = columnsOf<PriceFloor>();
const BPS = 100;

const nameOf = ({ id, name }: PriceFloor) => (id === 'shop' ? words.shop : name);

const COLUMNS = [
  col.cell('name', words.region, (floor) => nameOf(floor)),
  col.cell(
    'own',
    words.own,
    ({ id, margin_percent: own }) =>
      own === null ? (id === 'shop' ? '—' : words.asShop) : percent(own * BPS),
    { align: 'right' },
  ),
  col.cell('applies', words.applies, ({ applies_percent }) => percent(applies_percent * BPS), {
    align: 'right',
  }),
  col.text('changed_by', words.by, { from: 'm' }),
  col.time('changed_at', words.at, { form: 'day', from: 's' }),
  col.acts((floor) => <ChangeFloor floor={floor} />),
];

/** The lowest prices that one person may set: of the shop, and of regions. */
export function FloorsPage() {
  const list = useWhole('/price-floors', []);
  return (
    <Page
      lead={words.lead}
      acts={
        <Button component={Link} to={at(to.products, { price: 'below_floor' })} variant="default">
          {words.see}
        </Button>
      }
    >
      <PricesNav here="floors" />
      <Section flush>
        <DataList
          label={words.list}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          empty={<Empty title={words.list} />}
        />
      </Section>
    </Page>
  );
}

function ChangeFloor({ floor }: { readonly floor: PriceFloor }) {
  return (
    <DialogButton
      label={words.change}
      name={words.changeOf(nameOf(floor))}
      allowed={allowed(useMe(), 'setPriceFloor')}
      button={{ size: 'compact-xs' }}
    >
      {(close) => <FloorDialog floor={floor} onClose={close} />}
    </DialogButton>
  );
}

function FloorDialog({
  floor,
  onClose,
}: {
  readonly floor: PriceFloor;
  readonly onClose: () => void;
}) {
  const set = useFormOf('PUT /price-floors/{region}', {
    initial: { margin_percent: floor.margin_percent ?? '' },
    send: (body) => ({ path: { region: floor.id }, body }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.done);
    },
  });
  return (
    <FormDialog title={words.changeOf(nameOf(floor))} of={set} onClose={onClose}>
      <Field
        of={set}
        name="margin_percent"
        label={words.margin}
        hint={words.marginHint}
        unit="%"
        first
      />
      <Effect
        setting="price_floor"
        of={floor.id}
        value={set.form.getValues().margin_percent}
        now={floor.margin_percent}
      />
      <Text size="sm">{words.lower}</Text>
    </FormDialog>
  );
}
