import type { Balance, Spending } from '@psnb2b/contract';
import { Facts, Loaded, Money, percent, Section } from '@psnb2b/ui';
import { isMore, minus, shareOf } from '../../amounts.ts';
import { useRead } from '../../client.ts';
import type { Mode } from './mode.ts';
import classes from './overview.module.css';
import { words } from './words.ts';

/** The tier in force, and what is missing to the next one, by the volume as of now. */
export function TierBlock({ mode }: { readonly mode: Mode }) {
  const balance = useRead(mode === 'test' ? '/test-balance' : '/balance');
  const spending = useRead('/spending', { query: { mode } });
  return (
    <Section title={words.tier}>
      <Loaded query={balance}>
        {(each) => (
          <Loaded query={spending}>{(now) => <TierFacts balance={each} spending={now} />}</Loaded>
        )}
      </Loaded>
    </Section>
  );
}

function TierFacts({
  balance: { tier, currency },
  spending: { volume_30d },
}: {
  readonly balance: Balance;
  readonly spending: Spending;
}) {
  const volume = <Money key="volume" amount={volume_30d} currency={currency} />;
  if (!tier)
    return (
      <Facts
        facts={[
          [words.tier, words.noTier],
          [words.volume, volume],
        ]}
      />
    );
  return (
    <>
      <Facts
        facts={[
          [words.tier, tier.name],
          [words.discount, percent(tier.discount_bps)],
          [words.volume, volume],
        ]}
      />
      <NextTier tier={tier} volume={volume_30d} currency={currency} />
    </>
  );
}

function NextTier({
  tier: { next, discount_bps },
  volume,
  currency,
}: {
  readonly tier: NonNullable<Balance['tier']>;
  readonly volume: string;
  readonly currency: string;
}) {
  if (!next) return <p className={classes.note}>{words.highest}</p>;
  const off = percent(next.discount_bps);
  const missing = minus(next.volume_required, volume);
  const isReached = !isMore(next.volume_required, volume);
  return (
    <>
      <progress
        className={classes.progress}
        max={1}
        value={shareOf(volume, next.volume_required)}
        aria-label={words.progress(next.name)}
      />
      <p className={classes.note}>
        {isReached
          ? words.reached(next.name, off)
          : words.toNext(missing, currency, next.name, off, percent(discount_bps))}
      </p>
    </>
  );
}
