import { Button, FileButton, Group } from '@mantine/core';
import type { PriceChangePlan } from '@psnb2b/contract';
import { Field, Form } from '@psnb2b/ui';
import { client, useFormOf } from '../../client.ts';
import { textOfFile } from './text-of-file.ts';
import { newWords as words } from './words.ts';

/** Prices of a CSV file, as the list is downloaded. */
export function FileForm({ onPlan }: { readonly onPlan: (plan: PriceChangePlan) => void }) {
  const plan = useFormOf('POST /price-changes/plan-file', {
    initial: { csv: '' },
    onDone: onPlan,
  });
  const open = async (file: File | null) => {
    if (file) plan.form.setFieldValue('csv', await textOfFile(file));
  };
  return (
    <Form {...plan} submit={words.plan}>
      <p className="quiet">{words.fileLead}</p>
      <Group gap="sm">
        <Button
          component="a"
          size="xs"
          variant="default"
          href={client.urlOf('/products/export?currency=USD')}
          download
        >
          {words.download}
        </Button>
        <FileButton accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={open}>
          {(button) => (
            <Button {...button} size="xs" variant="default">
              {words.open}
            </Button>
          )}
        </FileButton>
      </Group>
      <Field
        of={plan}
        name="csv"
        label={words.csv}
        rows={8}
        mono
        sample={'region,denomination,currency,list_price\nUS,50,USD,48.00'}
      />
    </Form>
  );
}
