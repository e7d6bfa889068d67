import { Button } from '@mantine/core';
import type { Balance } from '@psnb2b/contract';
import { type Fact, Facts, Link, Loaded, Money, Section } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import type { Mode } from './mode.ts';
import { words } from './words.ts';

export function BalanceBlock({ mode }: { readonly mode: Mode }) {
  const balance = useRead(mode === 'test' ? '/test-balance' : '/balance');
  const statement = mode === 'test' ? at(to.balance, { mode }) : to.balance;
  return (
    <Section
      title={words.balance}
      acts={
        <Button size="xs" variant="default" component={Link} to={statement}>
          {words.all}
        </Button>
      }
    >
      <Loaded query={balance}>{(each) => <Facts facts={factsOf(each)} />}</Loaded>
    </Section>
  );
}

function factsOf({ currency, ...money }: Balance): Fact[] {
  const amount = (value: string) => <Money key={value} amount={value} currency={currency} />;
  return [
    [text.available, amount(money.available)],
    [words.onAccount, amount(money.balance)],
    [text.held, amount(money.held)],
    [words.credit, amount(money.credit_limit)],
  ];
}
