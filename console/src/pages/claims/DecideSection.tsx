import { Button, Checkbox, Group, SegmentedControl, Stack, Textarea } from '@mantine/core';
import type { StaffClaim } from '@psnb2b/contract';
import { type ClaimResolution, claimCan, claimResolutions } from '@psnb2b/contract/states';
import { ConfirmAct, Money, Section, useDecided } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo } from '../../client.ts';
import classes from './claims.module.css';
import { type Choices, type Decision, type Preview, previewOf, toDecision } from './decision.ts';
import { decideWords as words } from './words.ts';

type Claim = StaffClaim;
interface Props {
  readonly claim: Claim;
}

/** More codes than this are decided together, unless somebody opens the list of all. */
const SHOWN_MAX = 20;
const CHOICES = claimResolutions.map((each) => ({ value: each, label: words.resolutions[each] }));

/** Replaces, refunds or rejects each code. Hidden from people who may not decide, and when the claim is over. */
export function DecideSection({ claim }: Props) {
  const me = useMe();
  if (!allowed(me, 'decideClaim', claimCan.decide(claim)).can) return null;
  return (
    <Section title={words.decide} lead={words.lead}>
      <DecideForm key={claim.decisions.length} claim={claim} />
    </Section>
  );
}

/** by hand: a choice for each code; their effect together is shown before it is confirmed. */
function DecideForm({ claim }: Props) {
  const [chosen, setChosen] = useState<Readonly<Record<string, ClaimResolution>>>({});
  const [reason, setReason] = useState('');
  const [orRefund, setOrRefund] = useState(false);
  const [showsEach, setShowsEach] = useState(claim.codes.length <= SHOWN_MAX);
  const ids = claim.codes.map(({ id }) => id);
  const values = ids.map((id) => chosen[id] ?? null);
  const choices: Choices = {
    codes: ids.map((id, index) => ({ id, resolution: values[index] ?? null })),
    reason,
    orRefund,
  };
  const decision = toDecision(choices);
  const [first = null] = values;
  const common = values.every((each) => each === first) ? first : null;
  return (
    <Stack gap="md">
      {claim.codes.length > 1 && (
        <Choice
          label={words.forAll}
          value={common}
          onChange={(each) => setChosen(Object.fromEntries(ids.map((id) => [id, each])))}
        />
      )}
      {!showsEach && (
        <Group>
          <Button size="xs" variant="default" onClick={() => setShowsEach(true)}>
            {words.showEach(claim.codes.length)}
          </Button>
        </Group>
      )}
      {(showsEach ? claim.codes : []).map(({ id, price }) => (
        <Choice
          key={id}
          label={words.each(id.slice(-6))}
          price={<Money amount={price} currency={claim.currency} />}
          value={chosen[id] ?? null}
          onChange={(each) => setChosen((now) => ({ ...now, [id]: each }))}
        />
      ))}
      {values.includes('rejected') && (
        <Textarea
          label={words.rejectReason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          maxLength={4_000}
          required
        />
      )}
      {values.includes('replaced') && (
        <Checkbox
          label={words.orRefund}
          checked={orRefund}
          onChange={(event) => setOrRefund(event.currentTarget.checked)}
        />
      )}
      <Outcome claim={claim} decision={decision} needsReason={needsReason(choices)} />
    </Stack>
  );
}

function needsReason({ codes, reason }: Choices): boolean {
  return codes.some(({ resolution }) => resolution === 'rejected') && reason.trim() === '';
}

/** by hand: see above. */
function Choice({
  label,
  price,
  value,
  onChange,
}: {
  readonly label: string;
  readonly price?: React.ReactNode;
  readonly value: ClaimResolution | null;
  readonly onChange: (value: ClaimResolution) => void;
}) {
  return (
    <div className={classes.choice}>
      <span>
        {label} {price}
      </span>
      <SegmentedControl
        aria-label={label}
        size="xs"
        data={CHOICES}
        // No choice is preselected.
        value={value ?? ''}
        onChange={(each) => onChange(each as ClaimResolution)}
      />
    </div>
  );
}

/** The effect, and the act that asks for confirmation once. */
function Outcome({
  claim,
  decision,
  needsReason,
}: Props & { readonly decision: Decision | null; readonly needsReason: boolean }) {
  const whenDone = useDecided();
  const act = useDo('POST /claims/{claim_id}/decide', {
    send: (body: Decision) => ({ path: { claim_id: claim.id }, body }),
    onDone: ({ outcome }) => whenDone(outcome === 'taken' ? words.decided : words.proposed),
  });
  if (decision === null) return <p className="quiet">{words.choose}</p>;
  const preview = previewOf(claim, decision);
  const list = <PreviewList claim={claim} preview={preview} />;
  return (
    <>
      {list}
      <div>
        <ConfirmAct
          label={preview.needsTwo ? words.propose : words.decide}
          submit={preview.needsTwo ? words.confirmProposal : words.confirmDecision}
          says={list}
          act={{ ...act, run: () => act.run(decision) }}
          allowed={needsReason ? { can: false, why: words.needsReason } : { can: true }}
          button={{ variant: 'filled' }}
        />
      </div>
    </>
  );
}

/** Why it needs two people: the person opened the claim, or the limit is used up. */
function whyTwo({
  opened_by_you: own,
  one_person_left: left,
  one_person_max: max,
  currency,
}: Claim) {
  if (own) return words.needsTwoOwn;
  return left === max ? words.needsTwo(max, currency) : words.needsTwoLeft(left, max, currency);
}

export function PreviewList({ claim, preview }: Props & { readonly preview: Preview }) {
  const { currency } = claim;
  const proposal = claim.decisions.find(({ state }) => state === 'proposed');
  return (
    <ul className={classes.preview} aria-label={words.preview}>
      {preview.lines.map(({ text, amount, bad }) => (
        <li key={text} {...(bad && { 'data-tone': 'bad' })}>
          {text} {amount !== undefined && <Money amount={amount} currency={currency} />}
        </li>
      ))}
      <li>
        {words.total} <Money amount={preview.amount} currency={currency} />.{' '}
        {preview.needsTwo ? whyTwo(claim) : words.alone}
      </li>
      {proposal && (
        <li>{words.replaces(claim.names[proposal.proposed_by] ?? proposal.proposed_by)}</li>
      )}
    </ul>
  );
}
