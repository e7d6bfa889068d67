import { Group } from '@mantine/core';
import type { LotFile } from '@psnb2b/contract';
import { ConfirmAct, columnsOf, DataTable, Section, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo } from '../../client.ts';
import classes from './lots.module.css';
import { words } from './words.ts';

const col = columnsOf<NonNullable<LotFile['held_because']>['usual']>();

/** A lot that is not sold until somebody has checked the form of its codes, or somebody else has released it. */
export function HeldSection({ lot }: { readonly lot: LotFile }) {
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
  if (lot.status !== 'held') return null;
  const why = lot.held_because;
  const oddCodes = why?.odd.reduce((all, { codes }) => all + codes, 0) ?? 0;
  const mayConfirm = allowed(me, 'confirmLot');
  const isOwn = lot.needs_other && lot.is_own;
  const title = why ? words.confirmTitle : words.releaseTitle;
  const leads = [why && words.confirmLead, lot.needs_other && words.releaseLead];
  return (
    <Section title={title} lead={leads.filter(Boolean).join(' ')} flush>
      {why && (
        <DataTable
          label={words.confirmTitle}
          rows={[why.usual, ...why.odd]}
          columns={[
            col.mono('form', words.form),
            col.cell('group', words.group, (each) =>
              each === why.usual ? words.most : words.others,
            ),
            col.count('codes', words.codes),
            col.count('first_line', words.firstLine),
          ]}
          rowKey={({ form, first_line }) => `${form} ${first_line}`}
        />
      )}
      <Group gap="xs" className={classes.acts}>
        <ConfirmAct
          label={words.confirm}
          says={why ? words.confirmSays(lot.accepted, oddCodes) : words.releaseSays(lot.accepted)}
          reason={words.why}
          act={confirm}
          allowed={isOwn && mayConfirm.can ? { can: false, why: words.releaseOwn } : mayConfirm}
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
