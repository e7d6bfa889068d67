import type { ReturnTerms } from '@psnb2b/contract';
import {
  columnsOf,
  DataTable,
  DialogButton,
  Field,
  FormDialog,
  Loaded,
  Section,
  say,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf, useRead } from '../../client.ts';
import { Effect } from '../../setting-effect/Effect.tsx';
import { termWords as words } from './words.ts';

const term = columnsOf<ReturnTerms>();
const TERM = [
  term.cell('window', words.returnWindow, ({ return_hours, set_at }) => (
    <>
      {set_at === null && <span className="quiet">{words.byDefault} </span>}
      {return_hours === 0 ? words.noReturns : words.hoursOf(return_hours)}
    </>
  )),
  term.acts((each) => <Change term={each} />),
];

/** How long partners can return codes that nobody has read. */
export function ReturnsSection() {
  const terms = useRead('/return-terms');
  return (
    <Section title={words.returns} lead={words.returnsLead} flush>
      <Loaded query={terms}>
        {(each) => (
          <DataTable label={words.returns} rows={[each]} columns={TERM} rowKey={() => 'returns'} />
        )}
      </Loaded>
    </Section>
  );
}

function Change({ term }: { readonly term: ReturnTerms }) {
  return (
    <DialogButton
      label={words.change}
      name={words.changeOf(words.returns)}
      allowed={allowed(useMe(), 'setReturnTerms')}
      button={{ size: 'compact-xs' }}
    >
      {(close) => <ReturnsDialog term={term} onClose={close} />}
    </DialogButton>
  );
}

/** Changes the window of returns. */
export function ReturnsDialog({ term, onClose }: { term: ReturnTerms; onClose: () => void }) {
  const set = useFormOf('POST /return-terms', {
    initial: { return_hours: term.return_hours, reason: '' },
    onDone: () => {
      onClose();
      say(words.changed);
    },
  });
  return (
    <FormDialog title={words.changeOf(words.returns)} onClose={onClose} of={set}>
      <Field of={set} name="return_hours" label={words.returnHours} first />
      <Effect
        setting="return_hours"
        value={set.form.getValues().return_hours}
        now={term.return_hours}
      />
      <Field of={set} name="reason" label={words.reason} />
    </FormDialog>
  );
}
