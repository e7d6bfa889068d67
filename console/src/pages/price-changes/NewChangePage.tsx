import { SegmentedControl } from '@mantine/core';
import { Empty, Page, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { allowed } from '../../client.ts';
import { ConfirmChange } from './ConfirmChange.tsx';
import { FileForm } from './FileForm.tsx';
import { PlannedPrices } from './PlannedPrices.tsx';
import { RuleForm } from './RuleForm.tsx';
import { useDraft } from './use-draft.ts';
import { newWords as words } from './words.ts';

/** New list prices for many products: made by a rule or read from a file, looked at, corrected, and then confirmed. */
export function NewChangePage() {
  const may = allowed(useMe(), 'makePriceChange');
  return (
    <Page lead={words.lead}>
      {may.can ? (
        <NewChange />
      ) : (
        <Section>
          <p>{may.why}</p>
        </Section>
      )}
    </Page>
  );
}

/** by hand: which of two forms is shown is sent nowhere. */
function NewChange() {
  const [params] = useSearchParams();
  const [by, setBy] = useState(params.get('by') === 'file' ? 'file' : 'rule');
  const { draft, show, onDraft, again } = useDraft();
  const choices = Object.entries(words.by).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Section
        title={words.how}
        acts={
          <SegmentedControl
            size="xs"
            aria-label={words.byLabel}
            data={choices}
            value={by}
            onChange={setBy}
          />
        }
      >
        {by === 'rule' ? <RuleForm onPlan={show} /> : <FileForm onPlan={show} />}
      </Section>
      {draft?.plan.lines.length === 0 && (
        <Section title={words.effect}>
          <Empty title={words.nothing} hint={words.nothingHint} />
        </Section>
      )}
      {draft !== null && draft.plan.lines.length > 0 && (
        <>
          <PlannedPrices draft={draft} onDraft={onDraft} again={again} />
          <ConfirmChange draft={draft} onDraft={onDraft} again={again} />
        </>
      )}
    </>
  );
}
