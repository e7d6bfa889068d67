import { Button, Checkbox, Group, Modal, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { DecidedClaim, StaffClaim } from '@psnb2b/contract';
import { type ClaimResolution, claimCan, claimResolutions } from '@psnb2b/contract/states';
import { FailureNote, Money, Section, say, take } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, api } from '../../door.ts';
import { c } from '../../text/claims.ts';
import { t } from '../../text/text.ts';
import classes from './claims.module.css';
import { type Choices, type Decision, type Preview, previewOf, toDecision } from './decision.ts';
import { useClaimAct } from './use-claim-act.ts';

type Claim = StaffClaim;
interface Props {
  readonly claim: Claim;
}

/** More codes than these are decided together, unless somebody wants to see each. */
const SHOWN_MAX = 20;
const CHOICES = claimResolutions.map((each) => ({ value: each, label: c.resolutions[each] }));

/** Each code is replaced, refunded or rejected. Not there for whom may not, or when it is over. */
export function DecideSection({ claim }: Props) {
  const me = useMe();
  if (!allowed(me, 'decideClaim', claimCan.decide(claim)).can) return null;
  return (
    <Section title={c.decide} lead={c.decideLead}>
      <DecideForm key={claim.decisions.length} claim={claim} />
    </Section>
  );
}

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
          label={c.forAll}
          value={common}
          onChange={(each) => setChosen(Object.fromEntries(ids.map((id) => [id, each])))}
        />
      )}
      {!showsEach && (
        <Group>
          <Button size="xs" variant="default" onClick={() => setShowsEach(true)}>
            {c.showEach(claim.codes.length)}
          </Button>
        </Group>
      )}
      {(showsEach ? claim.codes : []).map(({ id, price }) => (
        <Choice
          key={id}
          label={c.each(id.slice(-6))}
          price={<Money amount={price} currency={claim.currency} />}
          value={chosen[id] ?? null}
          onChange={(each) => setChosen((now) => ({ ...now, [id]: each }))}
        />
      ))}
      {values.includes('rejected') && (
        <Textarea
          label={c.rejectReason}
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
          label={c.orRefund}
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
        // Nothing is chosen before somebody chooses.
        value={value ?? ''}
        onChange={(each) => onChange(each as ClaimResolution)}
      />
    </div>
  );
}

/** What will happen, and the act that asks once. */
function Outcome({
  claim,
  decision,
  needsReason,
}: Props & { readonly decision: Decision | null; readonly needsReason: boolean }) {
  const [open, dialog] = useDisclosure(false);
  const act = useClaimAct<Decision, DecidedClaim>({
    run: (body) =>
      take(
        api.POST('/claims/{claim_id}/decide', { params: { path: { claim_id: claim.id } }, body }),
      ),
    onDone: ({ outcome }) => {
      dialog.close();
      say(outcome === 'taken' ? c.decidedNow : c.proposedNow);
    },
  });
  if (decision === null) return <p className="quiet">{c.choose}</p>;
  const preview = previewOf(claim, decision);
  const close = () => {
    dialog.close();
    act.reset();
  };
  const label = preview.needsTwo ? c.propose : c.decide;
  return (
    <>
      <PreviewList claim={claim} preview={preview} />
      <Group>
        <Button disabled={needsReason} onClick={dialog.open}>
          {label}
        </Button>
      </Group>
      <Modal opened={open} onClose={close} title={label}>
        <Stack gap="md">
          <PreviewList claim={claim} preview={preview} />
          {act.failure && <FailureNote failure={act.failure} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t.cancel}
            </Button>
            <Button loading={act.busy} onClick={() => act.run(decision)}>
              {preview.needsTwo ? c.confirmProposal : c.confirmDecision}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** Why it takes two people: who opened a claim, or what is left of the limit. */
function whyTwo({
  opened_by_you: own,
  one_person_left: left,
  one_person_max: max,
  currency,
}: Claim) {
  if (own) return c.needsTwoOwn;
  return left === max ? c.needsTwo(max, currency) : c.needsTwoLeft(left, max, currency);
}

function PreviewList({ claim, preview }: Props & { readonly preview: Preview }) {
  const { currency } = claim;
  const proposal = claim.decisions.find(({ state }) => state === 'proposed');
  return (
    <ul className={classes.preview} aria-label={c.preview}>
      {preview.lines.map(({ text, amount, bad }) => (
        <li key={text} {...(bad && { 'data-tone': 'bad' })}>
          {text} {amount !== undefined && <Money amount={amount} currency={currency} />}
        </li>
      ))}
      <li>
        {c.gives} <Money amount={preview.amount} currency={currency} />.{' '}
        {preview.needsTwo ? whyTwo(claim) : c.alone}
      </li>
      {proposal && <li>{c.replaces(claim.names[proposal.proposed_by] ?? proposal.proposed_by)}</li>}
    </ul>
  );
}
