import { NumberInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import type { Partner, PartnerLimits } from '@psnb2b/contract';
import { ActButton, Facts, FormDialog, Link, Money, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useRead } from '../../door.ts';
import { to } from '../../pages.ts';
import { t } from '../../text/text.ts';
import { sayDone } from '../proposals/say-proposed.ts';

const words = t.partner;

interface Fields extends Record<string, unknown> {
  credit_limit: string;
  invoice_limit: string;
  requests_per_minute: number | string;
  orders_per_minute: number | string;
}

export function LimitsSection({ partner }: { readonly partner: Partner }) {
  const me = useMe();
  const [open, dialog] = useDisclosure(false);
  const { limits, currency } = partner;
  const waiting = useRead('/proposals', { query: { state: 'waiting', subject: partner.id } });
  const proposed = waiting.data?.data[0];
  const money = (amount: string | null) => <Money amount={amount} currency={currency} />;
  return (
    <Section
      title={words.limits}
      acts={
        <ActButton
          size="xs"
          variant="default"
          allowed={allowed(me, 'setPartnerLimits')}
          onClick={dialog.open}
        >
          {words.change}
        </ActButton>
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
          // Set by command line: no page shows the orders that it stops, so that no page offers it.
          ...(limits.approval_limit === null
            ? []
            : [[words.approvalLimit, money(limits.approval_limit)] as const]),
          [words.requests, limits.requests_per_minute ?? words.default],
          [words.orders, limits.orders_per_minute ?? words.default],
        ]}
      />
      {open && <LimitsDialog partner={partner} onClose={dialog.close} />}
    </Section>
  );
}

function LimitsDialog({ partner, onClose }: { partner: Partner; onClose: () => void }) {
  const { limits } = partner;
  const form = useForm<Fields>({
    initialValues: {
      credit_limit: limits.credit_limit,
      invoice_limit: limits.invoice_limit,
      requests_per_minute: limits.requests_per_minute ?? '',
      orders_per_minute: limits.orders_per_minute ?? '',
    },
  });
  const act = useDo('PATCH /partners/{partner_id}/limits', {
    send: (fields: Fields) => ({ path: { partner_id: partner.id }, body: toBody(fields) }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.changed);
    },
  });
  const field = form.getInputProps;
  const suffix = {
    rightSection: partner.currency,
    rightSectionWidth: 52,
    inputMode: 'decimal',
  } as const;
  return (
    <FormDialog title={words.change} onClose={onClose} of={{ form, act }}>
      <Stack gap="sm">
        <TextInput label={words.creditLimit} {...suffix} {...field('credit_limit')} />
        <TextInput label={words.invoiceLimit} {...suffix} {...field('invoice_limit')} />
        <NumberInput
          label={words.requests}
          description={words.rateHint}
          min={1}
          {...field('requests_per_minute')}
        />
        <NumberInput
          label={words.orders}
          description={words.rateHint}
          min={1}
          {...field('orders_per_minute')}
        />
      </Stack>
    </FormDialog>
  );
}

/** An empty field is no limit of its own. */
function toBody(fields: Fields): PartnerLimits {
  const rate = (value: number | string) => (value === '' ? null : Number(value));
  return {
    credit_limit: fields.credit_limit.trim(),
    invoice_limit: fields.invoice_limit.trim(),
    requests_per_minute: rate(fields.requests_per_minute),
    orders_per_minute: rate(fields.orders_per_minute),
  };
}
