import { Button, SegmentedControl, Stack } from '@mantine/core';
import { bytesText, Field, FileDrop, Form, useGo } from '@psnb2b/ui';
import { useState } from 'react';
import { useFormOf } from '../../client.ts';
import { to } from '../../pages.ts';
import { ColumnsField } from './ColumnsField.tsx';
import { readHead, sha256Of } from './codes-text.ts';
import { type Draft, draftOf, missingIn, statedColumns } from './draft.ts';
import { ProductSelect } from './ProductSelect.tsx';
import { SupplierSelect } from './SupplierSelect.tsx';
import { sendFile } from './sending.ts';
import { words } from './words.ts';

const EMPTY = { supplier_id: '', cost_currency: '', sku: '', cost: '', expires_at: '' };
/** Pixels: that of a narrow field. */
const WIDTH = 360;

/** Chooses a file and says what it does not; nothing of it is sent before that. */
export function NewImport() {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const choose = async (file: File) => {
    const head = await readHead(file);
    setFault(head ? null : words.empty);
    setDraft(head && draftOf(file, head));
    return { id: '', name: file.name, size: file.size };
  };
  if (draft) return <Terms draft={draft} onChange={setDraft} onBack={() => setDraft(null)} />;
  return (
    <Stack gap="xs">
      <FileDrop
        label={words.file}
        send={choose}
        onAdd={() => {}}
        filesMax={1}
        tables={words.tables}
      />
      {fault !== null && <div role="alert">{fault}</div>}
    </Stack>
  );
}

interface Props {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onBack: () => void;
}

function Terms({ draft, onChange, onBack }: Props) {
  const go = useGo();
  const [currency, setCurrency] = useState<string | null>(null);
  const missing = missingIn(draft);
  const { file } = draft;
  const begin = useFormOf('POST /imports', {
    initial: EMPTY,
    send: async ({ sku, cost, expires_at, ...values }) => {
      const sha256 = await sha256Of(file);
      const body = {
        ...values,
        ...(missing.product && { sku }),
        ...(missing.cost && { cost }),
        ...(missing.expiry && { expires_at }),
        ...{ file_name: file.name, bytes: file.size, columns: statedColumns(draft) },
        ...(sha256 !== null && { sha256 }),
        ...(draft.headless === true && { headless: true }),
      };
      return { body };
    },
    onDone: (item) => {
      if (item.state === 'sending') void sendFile(item, file);
      go(to.import(item.id));
    },
  });
  const { form } = begin;
  const isReady =
    missing.isComplete && !missing.isHalf && (!missing.product || form.values.sku !== '');
  return (
    <Form
      {...begin}
      submit={words.send}
      ready={isReady}
      more={
        <Button variant="default" onClick={onBack}>
          {words.change}
        </Button>
      }
    >
      <div className="breaks">
        {file.name} <span className="quiet">{bytesText(file.size)}</span>
      </div>
      {draft.isUnnamed && (
        <div>
          <div className="quiet">{words.firstLineHint}</div>
          {/* by hand: it is about the file, and no member of the call by itself. */}
          <SegmentedControl
            aria-label={words.firstLine}
            data={[
              { value: '', label: words.choose, disabled: true },
              { value: 'header', label: words.firstLines.header },
              { value: 'row', label: words.firstLines.row },
            ]}
            value={draft.headless === null ? '' : draft.headless ? 'row' : 'header'}
            onChange={(value) => onChange({ ...draft, headless: value === 'row' })}
          />
        </div>
      )}
      <ColumnsField draft={draft} onChange={onChange} />
      <SupplierSelect
        label={words.supplier}
        description={words.supplierHint}
        error={form.getInputProps('supplier_id').error}
        value={form.values.supplier_id || null}
        onChange={(supplier) => {
          form.setFieldValue('supplier_id', supplier?.id ?? '');
          setCurrency(supplier?.cost_currency ?? null);
        }}
        maw={WIDTH}
      />
      {missing.isHalf && <div role="alert">{words.productHalf}</div>}
      {missing.product && !missing.isHalf && (
        <ProductSelect
          label={words.product}
          description={words.productHint}
          error={form.getInputProps('sku').error}
          maw={WIDTH}
          value={form.values.sku || null}
          onChange={(sku) => form.setFieldValue('sku', sku ?? '')}
        />
      )}
      {missing.cost && (
        <Field of={begin} name="cost" label={words.cost} hint={words.costHint} narrow />
      )}
      <Field
        of={begin}
        name="cost_currency"
        label={words.currency}
        hint={words.currencyHint(currency ?? words.currencyOfSupplier)}
        narrow
      />
      {missing.expiry && (
        <Field of={begin} name="expires_at" label={words.expires} hint={words.expiresHint} narrow />
      )}
    </Form>
  );
}
