import type { StockLimits } from '@psnb2b/contract';
import {
  columnsOf,
  DataTable,
  DialogButton,
  Field,
  FormDialog,
  groupDigits,
  Loaded,
  Section,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf, useRead } from '../../client.ts';
import { Effect } from '../../setting-effect/Effect.tsx';
import { sayDone } from '../proposals/say-proposed.ts';
import { termWords as words } from './words.ts';

const limit = columnsOf<StockLimits>();
const LIMITS = [
  limit.cell('release', words.releaseCodes, ({ release_codes }) =>
    release_codes === null ? words.anyNumber : groupDigits(release_codes),
  ),
  limit.count('discard_codes', words.discardCodes),
  limit.acts((each) => <Change limits={each} />),
];

/** What one person may do alone with stock. */
export function StockLimitsSection() {
  const limits = useRead('/stock-limits');
  return (
    <Section title={words.stock} lead={words.stockLead} flush>
      <Loaded query={limits}>
        {(each) => (
          <DataTable label={words.stock} rows={[each]} columns={LIMITS} rowKey={() => 'stock'} />
        )}
      </Loaded>
    </Section>
  );
}

function Change({ limits }: { readonly limits: StockLimits }) {
  return (
    <DialogButton
      label={words.change}
      name={words.changeOf(words.stock)}
      allowed={allowed(useMe(), 'setStockLimits')}
      button={{ size: 'compact-xs' }}
    >
      {(close) => <LimitsDialog limits={limits} onClose={close} />}
    </DialogButton>
  );
}

/** Changes what one person may do alone with stock. */
export function LimitsDialog({ limits, onClose }: { limits: StockLimits; onClose: () => void }) {
  const set = useFormOf('POST /stock-limits', {
    initial: {
      release_codes: limits.release_codes ?? '',
      discard_codes: limits.discard_codes,
      reason: '',
    },
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.changed);
    },
  });
  return (
    <FormDialog title={words.changeOf(words.stock)} onClose={onClose} of={set}>
      <Field
        of={set}
        name="release_codes"
        label={words.releaseCodes}
        hint={words.releaseHint}
        first
      />
      <Effect
        setting="stock_release"
        value={set.form.getValues().release_codes}
        now={limits.release_codes}
      />
      <Field of={set} name="discard_codes" label={words.discardCodes} hint={words.discardHint} />
      <Effect
        setting="stock_discard"
        value={set.form.getValues().discard_codes}
        now={limits.discard_codes}
      />
      <Field of={set} name="reason" label={words.reason} />
    </FormDialog>
  );
}
