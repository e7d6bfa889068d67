import { Group } from '@mantine/core';
import type { LotFile } from '@psnb2b/contract';
import { type Column, ConfirmAct, DataTable, Section, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo } from '../../door.ts';
import { c } from '../../text/claims.ts';
import classes from './lots.module.css';

type Lot = LotFile;
type Form = NonNullable<Lot['held_because']>['usual'];
const words = c.lots;

/** A lot that nothing is sold from until somebody has looked at how its codes look. */
export function HeldSection({ lot }: { readonly lot: Lot }) {
  const me = useMe();
  const path = { lot_id: lot.id };
  const confirm = useDo('POST /lots/{lot_id}/confirm', {
    send: (reason: string) => ({ path, body: { reason } }),
    onDone: () => say(words.confirmed),
  });
  const discard = useDo('POST /lots/{lot_id}/discard', {
    send: (reason: string) => ({ path, body: { reason } }),
    onDone: () => say(words.discarded),
  });
  if (lot.held_because === null) return null;
  const { usual, odd } = lot.held_because;
  const oddCodes = odd.reduce((all, { codes }) => all + codes, 0);
  return (
    <Section title={words.heldTitle} lead={words.heldLead} flush>
      <DataTable
        label={words.heldTitle}
        rows={[usual, ...odd]}
        columns={formsWith(usual)}
        rowKey={({ form, first_line }) => `${form} ${first_line}`}
      />
      <Group gap="xs" className={classes.acts}>
        <ConfirmAct
          label={words.confirm}
          says={words.confirmSays(lot.accepted, oddCodes)}
          reason={words.why}
          act={confirm}
          allowed={allowed(me, 'confirmLot')}
        />
        <ConfirmAct
          label={words.discard}
          says={words.discardSays(lot.accepted)}
          reason={words.why}
          act={discard}
          allowed={allowed(me, 'discardLot')}
          danger
        />
      </Group>
    </Section>
  );
}

function formsWith(usual: Form): readonly Column<Form>[] {
  return [
    { key: 'form', title: words.form, cell: ({ form }) => <span className="mono">{form}</span> },
    {
      key: 'which',
      title: words.which,
      cell: (each) => (each === usual ? words.most : words.others),
    },
    { key: 'codes', title: words.codes, align: 'right', cell: ({ codes }) => codes },
    { key: 'line', title: words.firstLine, align: 'right', cell: ({ first_line }) => first_line },
  ];
}
