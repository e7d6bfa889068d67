import type { StockLevel } from '@psnb2b/contract';
import { type Fact, Facts, groupDigits, Loaded, Section, Time } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useRead } from '../../client.ts';
import { Cover } from './Cover.tsx';
import { Costs } from './StockPage.tsx';
import { Threshold } from './Threshold.tsx';
import { words } from './words.ts';

/** The stock of one product, for its page. */
export function StockSection({ sku }: { readonly sku: string }) {
  const may = allowed(useMe(), 'getStock');
  const stock = useRead('/stock/{sku}', { path: { sku } }, { enabled: may.can });
  if (!may.can) return null;
  return (
    <Loaded query={stock}>
      {(level) => (
        <Section title={words.title} acts={<Threshold level={level} />}>
          <Facts facts={factsOf(level)} />
        </Section>
      )}
    </Loaded>
  );
}

function factsOf(level: StockLevel): Fact[] {
  return [
    [words.available, groupDigits(level.available)],
    [words.cover, <Cover key="cover" level={level} />],
    [words.cost, level.costs.length === 0 ? null : <Costs key="cost" level={level} />],
    [words.oldest, <Time key="oldest" at={level.oldest_at} form="ago" />],
    [words.expiry, <Time key="expiry" at={level.next_expiry} form="day" />],
    [words.expiring, level.expiring],
    [words.threshold, level.threshold ?? words.thresholdNone],
  ];
}
