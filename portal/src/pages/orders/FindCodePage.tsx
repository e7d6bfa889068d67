import type { FoundCode as Found } from '@psnb2b/contract';
import { Empty, Field, Form, Page, Section, useHandedOver, useListState } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useEffect, useState } from 'react';
import { allowed, useFormOf } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { FoundCode } from './FoundCode.tsx';
import { findWords as words } from './words.ts';

/** Finds the order of a code that somebody complains about. The code is only in the form and in the body of one call. */
export function FindCodePage() {
  const me = useMe();
  const modes = useListState(['mode']);
  const [found, setFound] = useState<Found | null>(null);
  const find = useFormOf('POST /codes/lookup', {
    initial: { code: '' },
    send: (body) => ({ body, query: modes.filters.mode === 'test' ? { mode: 'test' } : {} }),
    onDone: (code) => {
      setFound(code);
      find.form.setFieldValue('code', '');
    },
  });
  const { form, act } = find;
  const { failure } = act;
  useEffect(() => {
    if (failure) setFound(null);
  }, [failure]);
  useHandedOver((code) => {
    form.setFieldValue('code', code);
    void act.run({ code });
  });
  return (
    <Page width="text" acts={<ModeSwitch of={modes} />}>
      <Section>
        <Form {...find} submit={words.find} allowed={allowed(me, 'lookUpCode')} question>
          <Field
            of={find}
            name="code"
            label={words.code}
            hint={words.hint}
            autoComplete="off"
            mono
            first
          />
        </Form>
      </Section>
      {found ? <FoundCode code={found} /> : <Empty title={words.none} hint={words.noneHint} />}
    </Page>
  );
}
