import type { BankTransferCreate, DigitalAssetCreate } from '@psnb2b/contract';
import { type Asset, assetNames, networksOf } from '@psnb2b/contract/states';
import { type Draft, Field, FormDialog, say } from '@psnb2b/ui';
import { useFormOf } from '../../client.ts';
import { networkWords, words } from './words.ts';

interface Props {
  readonly onClose: () => void;
}

const BANK: Draft<BankTransferCreate> = {
  holder: '',
  iban: '',
  bic: '',
  bank: '',
  currency: '',
  usual_time: '1 working day',
};

export function AddBank({ onClose }: Props) {
  const add = useFormOf('POST /deposit-methods/bank-transfers', {
    initial: BANK,
    onDone: () => {
      onClose();
      say(words.added);
    },
  });
  return (
    <FormDialog title={words.addBank} of={add} onClose={onClose}>
      <Field of={add} name="holder" label={words.holder} first />
      <Field of={add} name="iban" label={words.iban} mono />
      <Field of={add} name="bic" label={words.bic} mono narrow />
      <Field of={add} name="bank" label={words.bank} />
      <Field of={add} name="currency" label={words.currency} narrow />
      <Field of={add} name="usual_time" label={words.usualTime} hint={words.usualTimeHint} />
    </FormDialog>
  );
}

const ASSET: Draft<DigitalAssetCreate> = {
  asset: 'USDT',
  network: 'tron',
  minimum: '',
  confirmations: 20,
  usual_time: '30 minutes',
};

export function AddAsset({ onClose }: Props) {
  const add = useFormOf('POST /deposit-methods/digital-assets', {
    initial: ASSET,
    onDone: () => {
      onClose();
      say(words.added);
    },
  });
  const { asset } = add.form.values;
  return (
    <FormDialog title={words.addAsset} of={add} onClose={onClose}>
      <Field of={add} name="asset" label={words.asset} choices={assetNames} />
      <Field
        of={add}
        name="network"
        label={words.network}
        choices={networkWords}
        only={networksOf[asset as Asset]}
      />
      <Field of={add} name="minimum" label={words.minimum} hint={words.minimumHint} />
      <Field
        of={add}
        name="confirmations"
        label={words.confirmations}
        hint={words.confirmationsHint}
        narrow
      />
      <Field of={add} name="usual_time" label={words.usualTime} hint={words.usualTimeHint} />
    </FormDialog>
  );
}
