import { SimpleGrid } from '@mantine/core';
import type { PriceChangePlan } from '@psnb2b/contract';
import { Field, Form } from '@psnb2b/ui';
import { useSearchParams } from 'react-router';
import { useFormOf } from '../../client.ts';
import { words as productWords } from '../products/words.ts';
import { newWords as words } from './words.ts';

/** A rule that makes new prices for the products that match; it begins with the filters of the list of products. */
export function RuleForm({ onPlan }: { readonly onPlan: (plan: PriceChangePlan) => void }) {
  const [params] = useSearchParams();
  const status = Object.keys(productWords.statuses).find((each) => each === params.get('status'));
  const plan = useFormOf('POST /price-changes/plan-rule', {
    initial: {
      currency: 'USD',
      rule: 'percent',
      percent: '',
      rounding: 'minor',
      q: params.get('q') ?? '',
      status: status ?? '',
    },
    send: ({ q, status: state, ...rule }) => ({
      body: { ...rule, ...(q !== '' && { q }), ...(state && { status: state }) } as never,
    }),
    onDone: onPlan,
  });
  return (
    <Form {...plan} submit={words.plan}>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        <Field of={plan} name="rule" label={words.rule} choices={words.rules} />
        <Field
          of={plan}
          name="percent"
          label={words.percent}
          hint={words.percentHint}
          unit="%"
          first
        />
        <Field of={plan} name="rounding" label={words.rounding} choices={words.roundings} inline />
        <Field of={plan} name="currency" label={words.currency} mono />
        <Field of={plan} name="q" label={words.search} hint={words.searchHint} />
        <Field of={plan} name="status" label={words.status} choices={productWords.statuses} />
      </SimpleGrid>
    </Form>
  );
}
