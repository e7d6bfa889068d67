import { Facts, Loaded, Money, Section } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { statementWords as words } from './statement-words.ts';

interface Props {
  readonly partnerId: string;
  /** What the list shows: a month, or days. */
  readonly period: {
    readonly month?: string;
    readonly created_from?: string;
    readonly created_before?: string;
  };
}

const SUMS = ['opening', 'in', 'out', 'closing'] as const;

/** The sums of the period that is shown. */
export function StatementSums({ partnerId, period }: Props) {
  const { month, created_from, created_before } = period;
  const sums = useRead('/statement', {
    query: {
      partner_id: partnerId,
      ...(month !== undefined && { month }),
      ...(created_from !== undefined && { created_from }),
      ...(created_before !== undefined && { created_before }),
    },
  });
  return (
    <Section title={words.sums}>
      <Loaded query={sums}>
        {(each) => (
          <Facts
            facts={SUMS.map((name) => [
              words[name],
              <Money key={name} amount={each[name]} currency={each.currency} />,
            ])}
          />
        )}
      </Loaded>
    </Section>
  );
}
