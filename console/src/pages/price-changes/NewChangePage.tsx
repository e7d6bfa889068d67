import { Alert, SegmentedControl } from '@mantine/core';
import type { PriceChange } from '@psnb2b/contract';
import { Empty, FailureNote, Loaded, Page, Section } from '@psnb2b/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useRead } from '../../client.ts';
import { ConfirmChange } from './ConfirmChange.tsx';
import { FileForm } from './FileForm.tsx';
import { PlannedPrices } from './PlannedPrices.tsx';
import { RuleForm } from './RuleForm.tsx';
import { useDraft } from './use-draft.ts';
import { newWords as words } from './words.ts';

/** New list prices for many products: made by a rule or read from a file, looked at, corrected, and then confirmed. */
export function NewChangePage() {
  return (
    <Page lead={words.lead}>
      <NewChange />
    </Page>
  );
}

/** The change that this one replaces, if the address names one: its lines are planned first. */
function NewChange() {
  const [params] = useSearchParams();
  const id = params.get('replaces') ?? ''; // nothing: it replaces none.
  const path = { price_change_id: id };
  const replaced = useRead('/price-changes/{price_change_id}', { path }, { enabled: id !== '' });
  if (id === '') return <Making replaces={null} />;
  return <Loaded query={replaced}>{(change) => <Making replaces={change} />}</Loaded>;
}

/** by hand: which of two forms is shown is sent nowhere. */
function Making({ replaces }: { readonly replaces: PriceChange | null }) {
  const [params] = useSearchParams();
  const [by, setBy] = useState(params.get('by') === 'file' ? 'file' : 'rule');
  const { draft, show, onDraft, again, beginning } = useDraft(replaces?.lines ?? null);
  const choices = Object.entries(words.by).map(([value, label]) => ({ value, label }));
  return (
    <>
      {replaces && (
        <Alert color="yellow" variant="outline">
          {words.replaces(replaces.reason)}
        </Alert>
      )}
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
      {beginning && <FailureNote failure={beginning} />}
      {draft?.plan.lines.length === 0 && (
        <Section title={words.effect}>
          <Empty title={words.nothing} hint={words.nothingHint} />
        </Section>
      )}
      {draft !== null && draft.plan.lines.length > 0 && (
        <>
          <PlannedPrices draft={draft} onDraft={onDraft} again={again} />
          <ConfirmChange {...{ draft, onDraft, again, replaces }} />
        </>
      )}
    </>
  );
}
