import type { TracedCode } from '@psnb2b/contract';
import {
  CopyId,
  claimWords,
  Empty,
  Facts,
  Field,
  Form,
  Link,
  Page,
  Section,
  Time,
  useHandedOver,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useFormOf } from '../../client.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { findWords as words } from './words.ts';

/** Finds where any code came from and who has it. The code is only in the form and in the body of one call. */
export function FindCodePage() {
  const [found, setFound] = useState<TracedCode | null>(null);
  const find = useFormOf('POST /codes/lookup', {
    initial: { code: '' },
    onDone: (code) => {
      setFound(code);
      find.form.setFieldValue('code', '');
    },
  });
  useHandedOver((code) => {
    find.form.setFieldValue('code', code);
    void find.act.run({ code });
  });
  return (
    <Page lead={words.lead} width="text">
      <Section>
        <Form {...find} submit={words.find} allowed={allowed(useMe(), 'traceCode')} question>
          <Field
            {...{ of: find, name: 'code', label: words.code, hint: words.hint }}
            autoComplete="off"
            mono
            first
          />
        </Form>
      </Section>
      {found && !find.act.failure ? <Found code={found} /> : <Empty title={words.none} />}
    </Page>
  );
}

function Found({ code }: { readonly code: TracedCode }) {
  const { order_id, partner_id, partner, supplier_id, supplier, claim_id, claim_status, mode } =
    code;
  const origin = [
    [words.product, code.sku],
    [
      words.lot,
      <Link key="lot" to={to.lot(code.lot_id)} className="breaks">
        {code.lot_id}
      </Link>,
    ],
    [text.supplier, supplier_id && <Link to={to.supplier(supplier_id)}>{supplier}</Link>],
    [words.recalled, <Time key="recalled" at={code.recalled_at} />],
    [words.id, <CopyId key="id" id={code.id} what={words.id} />],
  ] as const;
  const sold = [
    [text.partner, partner_id && <Link to={to.partner(partner_id)}>{partner}</Link>],
    [
      words.order,
      order_id && (
        <Link key="order" to={to.order(order_id)} className="breaks">
          {order_id}
        </Link>
      ),
    ],
    [words.mode, mode && text.modes[mode]],
    [words.status, code.status && words.statuses[code.status]],
    [words.delivered, <Time key="delivered" at={code.delivered_at} />],
    [
      words.read,
      code.read ? code.read_at ? <Time key="read" at={code.read_at} /> : words.named : words.unread,
    ],
    [
      words.claim,
      claim_id && claim_status && (
        <Link to={to.claim(claim_id)}>{claimWords.statuses[claim_status]}</Link>
      ),
    ],
  ] as const;
  return (
    <>
      <Section title={words.origin}>
        <Facts facts={origin} />
      </Section>
      <Section title={words.buyer}>
        {order_id === null ? words.unsold : <Facts facts={sold} />}
      </Section>
    </>
  );
}
