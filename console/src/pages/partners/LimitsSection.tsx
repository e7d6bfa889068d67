import type { Partner, SettingWithEffect } from '@psnb2b/contract';
import {
  DialogButton,
  Facts,
  Field,
  FormDialog,
  groupDigits,
  Link,
  Money,
  Section,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useFormOf, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { Effect } from '../../setting-effect/Effect.tsx';
import { sayDone } from '../proposals/say-proposed.ts';
import { words } from './words.ts';

/** The credit limit and the rate limits of a business. */
export function LimitsSection({ partner }: { readonly partner: Partner }) {
  const me = useMe();
  const { limits, currency } = partner;
  const waiting = useRead('/proposals', { query: { state: 'waiting', subject: partner.id } });
  const proposed = waiting.data?.data[0];
  const money = (amount: string | null) => <Money amount={amount} currency={currency} />;
  return (
    <Section
      title={words.limits}
      acts={
        <DialogButton
          label={words.change}
          allowed={allowed(me, 'setPartnerLimits')}
          button={{ size: 'xs' }}
        >
          {(close) => <LimitsDialog partner={partner} onClose={close} />}
        </DialogButton>
      }
    >
      <Facts
        facts={[
          [
            words.creditLimit,
            <>
              {money(limits.credit_limit)}
              {proposed && (
                <Link to={to.proposals} className="quiet narrow">
                  {words.creditProposed} {money(proposed.after)}
                </Link>
              )}
            </>,
          ],
          [words.invoiceLimit, money(limits.invoice_limit)],
          [
            words.approvalLimit,
            limits.approval_limit === null ? words.noApproval : money(limits.approval_limit),
          ],
          [words.holds, groupDigits(limits.holds_open_max)],
          [
            words.longestHold,
            limits.hold_seconds_max === 0 ? words.noHolds : words.lasts(limits.hold_seconds_max),
          ],
          [words.requests, limits.requests_per_minute ?? words.default],
          [words.orders, limits.orders_per_minute ?? words.default],
        ]}
      />
    </Section>
  );
}

function LimitsDialog({ partner, onClose }: { partner: Partner; onClose: () => void }) {
  const { currency } = partner;
  // What this person saw: the page may read it again while the dialog is open.
  const [limits] = useState(partner.limits);
  const change = useFormOf('PATCH /partners/{partner_id}/limits', {
    initial: {
      credit_limit: limits.credit_limit,
      invoice_limit: limits.invoice_limit,
      approval_limit: limits.approval_limit ?? '',
      holds_open_max: limits.holds_open_max,
      hold_seconds_max: limits.hold_seconds_max,
      requests_per_minute: limits.requests_per_minute,
      orders_per_minute: limits.orders_per_minute,
    },
    send: (body) => ({ path: { partner_id: partner.id }, body: { ...body, before: limits } }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.changed);
    },
  });
  const typed = change.form.getValues();
  const effect = (setting: SettingWithEffect, member: keyof typeof typed & keyof typeof limits) => (
    <Effect setting={setting} of={partner.id} value={typed[member]} now={limits[member]} />
  );
  return (
    <FormDialog title={words.change} onClose={onClose} of={change}>
      <Field of={change} name="credit_limit" label={words.creditLimit} unit={currency} first />
      {effect('credit_limit', 'credit_limit')}
      <Field of={change} name="invoice_limit" label={words.invoiceLimit} unit={currency} />
      {effect('invoice_limit', 'invoice_limit')}
      <Field
        of={change}
        name="approval_limit"
        label={words.approvalLimit}
        hint={words.approvalHint}
        unit={currency}
      />
      {effect('approval_limit', 'approval_limit')}
      <Field of={change} name="holds_open_max" label={words.holds} />
      {effect('holds_open', 'holds_open_max')}
      <Field of={change} name="hold_seconds_max" label={words.holdTime} hint={words.holdTimeHint} />
      {effect('hold_seconds', 'hold_seconds_max')}
      <Field of={change} name="requests_per_minute" label={words.requests} hint={words.rateHint} />
      {effect('requests_a_minute', 'requests_per_minute')}
      <Field of={change} name="orders_per_minute" label={words.orders} hint={words.rateHint} />
      {effect('orders_a_minute', 'orders_per_minute')}
    </FormDialog>
  );
}
