import { Alert, Text } from '@mantine/core';
import type { Partner, PartnerTier } from '@psnb2b/contract';
import {
  ConfirmAct,
  DialogButton,
  type Fact,
  Facts,
  Field,
  FormDialog,
  Link,
  Loaded,
  Money,
  percent,
  Section,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo, useFormOf, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { sayDone } from '../proposals/say-proposed.ts';
import { tierWords as words } from './tier-words.ts';

const BPS = 100;

/** The tier in force, what is missing to the next one, and the tier by hand. */
export function TierSection({ partner }: { readonly partner: Partner }) {
  const me = useMe();
  const path = { partner_id: partner.id };
  const tier = useRead('/partners/{partner_id}/tier', { path });
  const clear = useDo('POST /partners/{partner_id}/tier/clear', {
    send: (reason: string) => ({ path, body: { reason } }),
  });
  return (
    <Section
      title={words.title}
      acts={
        <>
          {tier.data?.by_hand && (
            <ConfirmAct
              label={words.clear}
              says={words.clearSays(tier.data.earned)}
              reason={words.reason}
              act={clear}
              allowed={allowed(me, 'clearPartnerTier')}
              button={{ size: 'xs' }}
            />
          )}
          {tier.data && tier.data.tiers.length > 0 && (
            <DialogButton
              label={words.set}
              allowed={allowed(me, 'setPartnerTier')}
              button={{ size: 'xs' }}
            >
              {(close) => <SetDialog partner={partner} tier={tier.data} onClose={close} />}
            </DialogButton>
          )}
        </>
      }
    >
      <Loaded query={tier}>
        {(each) => (
          <>
            {each.waiting.map(({ id, after, proposed_by }) => (
              <Alert key={id} color="yellow" variant="outline">
                {words.waits(after ?? '', proposed_by.name)}{' '}
                <Link to={to.proposals}>{words.toProposals}</Link>
              </Alert>
            ))}
            <Facts facts={factsOf(each)} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function factsOf({ tier, tiers, earned, missing, by_hand, currency }: PartnerTier): Fact[] {
  if (tier === null) return [[words.tier, tiers.length === 0 ? words.noTiers : words.notYet]];
  return [
    [words.tier, `${tier.name}, ${percent(tier.discount_bps)}`],
    [words.volume, <Money key="volume" amount={tier.volume_30d} currency={currency} />],
    ...(by_hand
      ? ([
          [
            words.byHand,
            <>
              {words.until} <Time at={by_hand.until} />
              <div className="quiet breaks">{words.setBy(by_hand.reason, by_hand.set_by)}</div>
            </>,
          ],
          [words.earned, earned],
        ] satisfies Fact[])
      : []),
    [
      words.next,
      tier.next === null || missing === null ? (
        words.highest
      ) : (
        <>
          {words.nextIs(tier.next.name, percent(tier.next.discount_bps))}
          <div className="quiet">
            <Money amount={missing} currency={currency} /> {words.missing}
          </div>
        </>
      ),
    ],
  ];
}

interface DialogProps {
  readonly partner: Partner;
  readonly tier: PartnerTier;
  readonly onClose: () => void;
}

const DAYS = 30;

function SetDialog({ partner, tier: { tiers, by_hand }, onClose }: DialogProps) {
  const set = useFormOf('PUT /partners/{partner_id}/tier', {
    initial: { tier: by_hand?.tier ?? '', days: DAYS, reason: '' },
    send: (body) => ({ path: { partner_id: partner.id }, body }),
    onDone: (answer) => {
      onClose();
      sayDone(answer, words.done);
    },
  });
  const { tier, days } = set.form.values;
  const chosen = tiers.find(({ name }) => name === tier);
  const choices = Object.fromEntries(
    tiers.map((each) => [each.name, `${each.name}, ${percent(each.discount_percent * BPS)}`]),
  );
  return (
    <FormDialog title={words.set} of={set} onClose={onClose}>
      <Field of={set} name="tier" label={words.tier} choices={choices} first />
      <Field of={set} name="days" label={words.days} hint={words.daysHint} />
      <Field of={set} name="reason" label={words.reason} rows={2} />
      <Text size="sm" aria-live="polite">
        {chosen !== undefined && words.effect(partner.name, chosen.name, Number(days))}{' '}
        {chosen?.two_people && words.two}
      </Text>
    </FormDialog>
  );
}
