import { DialogButton, Field, FormDialog, say, useGo } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { words } from './words.ts';

/** A new face value of a region. */
export function AddProduct() {
  return (
    <DialogButton label={words.addProduct} allowed={allowed(useMe(), 'addProduct')}>
      {(close) => <ProductDialog onClose={close} />}
    </DialogButton>
  );
}

function ProductDialog({ onClose }: { readonly onClose: () => void }) {
  const go = useGo();
  const regions = useRead('/regions');
  const choices = Object.fromEntries(
    (regions.data?.data ?? []).map(({ id, name }) => [id, words.regionOf(name, id)]),
  );
  const add = useFormOf('POST /products', {
    initial: { region: '', denomination: '' },
    onDone: ({ id }) => {
      onClose();
      say(words.productAdded);
      go(to.product(id));
    },
  });
  return (
    <FormDialog title={words.addProduct} of={add} onClose={onClose}>
      <Field
        of={add}
        name="region"
        label={words.regionCode}
        hint={words.regionHint}
        choices={choices}
        first
      />
      <Field of={add} name="denomination" label={words.denomination} />
    </FormDialog>
  );
}

/** A new region, whose products are added afterwards. */
export function AddRegion() {
  return (
    <DialogButton label={words.addRegion} allowed={allowed(useMe(), 'addRegion')}>
      {(close) => <RegionDialog onClose={close} />}
    </DialogButton>
  );
}

function RegionDialog({ onClose }: { readonly onClose: () => void }) {
  const add = useFormOf('POST /regions', {
    initial: { region: '', name: '', currency: '' },
    onDone: () => {
      onClose();
      say(words.regionAdded);
    },
  });
  return (
    <FormDialog title={words.addRegion} of={add} onClose={onClose}>
      <Field of={add} name="region" label={words.regionCode} mono first />
      <Field of={add} name="name" label={words.regionName} />
      <Field of={add} name="currency" label={words.regionCurrency} mono />
    </FormDialog>
  );
}
