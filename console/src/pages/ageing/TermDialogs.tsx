import type { PartnerPaymentTerm, PaymentTerms } from '@psnb2b/contract';
import { DialogButton, Facts, Field, FormDialog, Loaded, Section, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useFormOf, useRead } from '../../client.ts';
import { Effect } from '../../setting-effect/Effect.tsx';
import { termWords as words } from './term-words.ts';

/** Changes when invoices of all businesses are due. */
export function TermDialog({ term, onClose }: { term: PaymentTerms; onClose: () => void }) {
  const set = useFormOf('POST /payment-terms', {
    initial: { days: term.days, reason: '' },
    onDone: () => {
      onClose();
      say(words.changed);
    },
  });
  return (
    <FormDialog title={words.changeTerm} onClose={onClose} of={set}>
      <Field of={set} name="days" label={words.days} hint={words.daysHint} first />
      <Effect setting="payment_days" value={set.form.getValues().days} now={term.days} />
      <Field of={set} name="reason" label={words.reason} />
    </FormDialog>
  );
}

interface OfPartner {
  readonly partnerId: string;
}

/** When the invoices of a business are due. */
export function TermSection({ partnerId }: OfPartner) {
  const path = { partner_id: partnerId };
  const term = useRead('/payment-terms/partners/{partner_id}', { path });
  return (
    <Section title={words.invoices} acts={<Change partnerId={partnerId} />}>
      <Loaded query={term}>
        {(each) => (
          <Facts
            facts={[
              [
                words.term,
                <>
                  {words.termOf(each.days)}{' '}
                  <span className="quiet">{each.is_own ? words.ownTerm : words.shopTerm}</span>
                </>,
              ],
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Change({ partnerId }: OfPartner) {
  const path = { partner_id: partnerId };
  const term = useRead('/payment-terms/partners/{partner_id}', { path });
  return (
    <DialogButton
      label={words.change}
      name={words.changeTerm}
      allowed={allowed(useMe(), 'setPartnerPaymentTerm')}
      button={{ size: 'xs' }}
    >
      {(close) => (
        <Loaded query={term}>
          {(each) => <PartnerTermDialog partnerId={partnerId} term={each} onClose={close} />}
        </Loaded>
      )}
    </DialogButton>
  );
}

function PartnerTermDialog({
  partnerId,
  term,
  onClose,
}: OfPartner & { readonly term: PartnerPaymentTerm; readonly onClose: () => void }) {
  const set = useFormOf('POST /payment-terms/partners/{partner_id}', {
    initial: { days: term.is_own ? term.days : null, reason: '' },
    send: (body) => ({ path: { partner_id: partnerId }, body }),
    onDone: () => {
      onClose();
      say(words.changed);
    },
  });
  return (
    <FormDialog title={words.changeTerm} onClose={onClose} of={set}>
      <Field
        of={set}
        name="days"
        label={words.days}
        hint={words.ownDaysHint(term.shop_days)}
        first
      />
      <Field of={set} name="reason" label={words.reason} />
    </FormDialog>
  );
}
