import { Facts, Loaded, Money, Section } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { SetTestBalance } from '../../SetTestBalance.tsx';
import { text } from '../../text.ts';
import { testMoneyWords as words } from './words.ts';

/** The balance of test keys, which the business sets itself. */
export function TestBalance() {
  const balance = useRead('/test-balance');
  return (
    <Section
      title={words.title}
      lead={words.lead}
      acts={balance.data && <SetTestBalance balance={balance.data} button={{ size: 'xs' }} />}
    >
      <Loaded query={balance}>
        {(each) => (
          <Facts
            facts={[
              [text.available, <Money key="a" amount={each.available} currency={each.currency} />],
              [text.held, <Money key="h" amount={each.held} currency={each.currency} />],
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
