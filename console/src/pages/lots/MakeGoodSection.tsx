import { Alert, Radio, Stack } from '@mantine/core';
import type { LotFile, RecallResolve, RecallResolved } from '@psnb2b/contract';
import {
  ConfirmAct,
  columnsOf,
  DataTable,
  type Fact,
  Facts,
  Link,
  moneyText,
  Section,
  type useAct,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useEffect, useState } from 'react';
import { allowed, useDo } from '../../client.ts';
import { MoneyList } from '../../MoneyList.tsx';
import { to } from '../../pages.ts';
import classes from '../claims/claims.module.css';
import { recallWords as words } from './words.ts';

type Lot = LotFile;
type Resolution = RecallResolve['resolution'];
interface Props {
  readonly lot: Lot;
  readonly onRunning: (running: boolean) => void;
}
const RESOLUTIONS: readonly Resolution[] = ['replaced_or_refunded', 'replaced', 'refunded'];

/** The state of a recall, and one decision for all of its open claims. */
export function MakeGoodSection({ lot, onRunning }: Props) {
  const act = useDo('POST /lots/{lot_id}/recall/resolve', {
    send: (resolution: Resolution) => ({ path: { lot_id: lot.id }, body: { resolution } }),
    onDone: (outcome) => setOutcome(outcome),
  });
  const [outcome, setOutcome] = useState<RecallResolved | null>(null);
  useEffect(() => onRunning(act.busy), [act.busy, onRunning]);
  if (lot.recalled_at === null) return null;
  return (
    <>
      {lot.recall.waiting > 0 && (
        <Section title={words.decide} lead={words.decideLead}>
          <Choose lot={lot} act={act} />
        </Section>
      )}
      <Section title={words.state}>
        <Stack gap="md">
          {outcome && <Outcome outcome={outcome} />}
          <Facts facts={progressOf(lot)} />
        </Stack>
      </Section>
      {lot.recall.waiting > 0 && <Replacements lot={lot} />}
    </>
  );
}

function progressOf({ id, recall }: Lot): Fact[] {
  return [
    [words.notified, recall.told],
    [
      words.opened,
      <Link key="claims" to={at(to.claims, { lot_id: id })}>
        {recall.claims}
      </Link>,
    ],
    [words.waiting, recall.waiting],
    [words.approvedClaims, recall.approved],
    [words.rejectedClaims, recall.rejected],
    [words.replacedCodes, recall.replaced_codes],
    [words.refundedCodes, recall.refunded_codes],
  ];
}

/** by hand: the effect of the choice is shown below before it is confirmed. */
function Choose({
  lot,
  act,
}: {
  readonly lot: Lot;
  readonly act: ReturnType<typeof useAct<Resolution, RecallResolved>>;
}) {
  const me = useMe();
  const { recall } = lot;
  const [proposal] = recall.proposals;
  const proposed = RESOLUTIONS.find((each) => each === proposal?.resolution);
  const [chosen, setChosen] = useState<Resolution | null>(null);
  const resolution = chosen ?? proposed ?? 'replaced_or_refunded';
  const isOwn =
    proposal?.by === `staff:${me.user.id}` &&
    proposal.resolution === resolution &&
    proposal.claims === recall.waiting;
  const needsTwo = recall.amounts.filter((each) => each.needs_two);
  const short = wantedOf(lot).filter(isShort).length;
  return (
    <Stack gap="md">
      <div>
        {words.stake}: <MoneyList amounts={recall.amounts} />
      </div>
      {recall.proposals.map(({ by, name, resolution: how, claims }) => (
        <Alert key={`${by} ${how}`} variant="outline" title={words.proposals}>
          {words.proposed(name ?? by, words.hows[how ?? ''] ?? words.mixed, claims)}
        </Alert>
      ))}
      <Radio.Group
        label={words.how}
        value={resolution}
        onChange={(value) => setChosen(value as Resolution)}
      >
        <Stack gap={8} mt={6}>
          {RESOLUTIONS.map((each) => (
            <Radio key={each} value={each} label={words.hows[each]} />
          ))}
        </Stack>
      </Radio.Group>
      <ul className={classes.preview} aria-label={words.will}>
        <li>{words.resolveSays(recall.waiting)}</li>
        {resolution !== 'refunded' && <li>{words.stock(wantedOf(lot).length, short)}</li>}
        {needsTwo.map(({ currency, one_person_max: max }) => (
          <li key={currency}>{words.needsTwo(moneyText(max, currency))}</li>
        ))}
      </ul>
      <div>
        <ConfirmAct
          label={words.resolve}
          says={words.resolveSays(recall.waiting)}
          act={{ ...act, run: () => act.run(resolution) }}
          allowed={isOwn ? { can: false, why: words.ownProposal } : allowed(me, 'resolveRecall')}
          button={{ variant: 'filled' }}
        />
      </div>
    </Stack>
  );
}

type Product = Lot['products'][number];

/** The products whose codes are in open claims of this recall. */
function wantedOf(lot: Lot): Product[] {
  return lot.products.filter(({ waiting }) => waiting > 0);
}

/** Whether other lots have too few codes to replace them all. */
function isShort({ waiting, elsewhere }: Product): boolean {
  return elsewhere < waiting;
}

const product = columnsOf<Product>();

/** Whether other lots can replace the claimed codes: the products with too few codes come first. */
function Replacements({ lot }: { readonly lot: Lot }) {
  const wanted = wantedOf(lot);
  return (
    <Section title={words.replacements} flush>
      <DataTable
        label={words.replacements}
        rows={[...wanted.filter(isShort), ...wanted.filter((each) => !isShort(each))]}
        columns={[
          product.mono('sku', words.product),
          product.count('waiting', words.toReplace),
          product.count('elsewhere', words.elsewhere),
        ]}
        rowKey={({ sku }) => sku}
      />
    </Section>
  );
}

function Outcome({ outcome }: { readonly outcome: RecallResolved }) {
  return (
    <Alert variant="outline" role="status" title={words.decide}>
      <div>{words.resolved(outcome.taken, outcome.proposed)}</div>
      {Object.entries(outcome.refused).map(([code, claims]) => (
        <div key={code}>{words.refused(claims, words.refusals[code] ?? code)}</div>
      ))}
    </Alert>
  );
}
