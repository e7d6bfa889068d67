import type { PriceList } from '@psnb2b/contract';
import {
  ConfirmAct,
  columnsOf,
  DataTable,
  DialogButton,
  Empty,
  FormDialog,
  Section,
  say,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf } from '../../client.ts';
import { PartnerSelect } from '../../PartnerSelect.tsx';
import { to } from '../../pages.ts';
import { words } from './words.ts';

type Member = PriceList['partners'][number];
const member = columnsOf<Member>();

/** The partners that buy at a list. */
export function ListPartners({ list }: { readonly list: PriceList }) {
  const { partners } = list;
  return (
    <Section
      title={words.partners}
      lead={words.partnersLead}
      flush
      acts={
        <DialogButton
          label={words.add}
          allowed={allowed(useMe(), 'addPriceListPartner')}
          button={{ size: 'xs' }}
        >
          {(close) => <AddDialog list={list} onClose={close} />}
        </DialogButton>
      }
    >
      <DataTable
        label={words.partners}
        rows={partners}
        rowKey={({ partner }) => partner.id}
        rowLink={({ partner }) => to.partner(partner.id)}
        columns={[
          member.cell('name', words.partner, ({ partner }) => partner.name),
          member.time('since', words.since, { form: 'day' }),
          member.acts((each) => <Remove list={list} of={each} />),
        ]}
        empty={<Empty title={words.partnersNone} />}
      />
    </Section>
  );
}

function AddDialog({ list, onClose }: { readonly list: PriceList; readonly onClose: () => void }) {
  const add = useFormOf('POST /price-lists/{price_list_id}/partners', {
    initial: { partner_id: '' },
    send: (body) => ({ path: { price_list_id: list.id }, body }),
    onDone: () => {
      onClose();
      say(words.added);
    },
  });
  const { form } = add;
  return (
    <FormDialog
      title={words.add}
      of={add}
      onClose={onClose}
      submit={words.add}
      ready={form.values.partner_id !== ''}
    >
      {/* by hand: a business is found by the letters of its name. */}
      <PartnerSelect
        label={words.partner}
        error={form.getInputProps('partner_id').error}
        value={form.values.partner_id || null}
        onChange={(id) => form.setFieldValue('partner_id', id ?? '')}
      />
    </FormDialog>
  );
}

function Remove({ list, of }: { readonly list: PriceList; readonly of: Member }) {
  const remove = useDo('POST /price-lists/{price_list_id}/partners/remove', {
    send: () => ({ path: { price_list_id: list.id }, body: { partner_id: of.partner.id } }),
    onDone: () => say(words.removed),
  });
  return (
    <ConfirmAct
      label={words.remove}
      says={words.removeSays}
      act={remove}
      allowed={allowed(useMe(), 'removePriceListPartner')}
      button={{ size: 'compact-xs' }}
    />
  );
}
