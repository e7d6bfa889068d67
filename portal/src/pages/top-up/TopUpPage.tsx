import { Button } from '@mantine/core';
import type { WayToPay } from '@psnb2b/contract';
import { Empty, Link, Loaded, Page, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { AssetCard } from './AssetCard.tsx';
import { BankCard } from './BankCard.tsx';
import { DepositsSection } from './DepositsSection.tsx';
import { words } from './words.ts';

/** Where to pay, and what was paid. */
export function TopUpPage() {
  const ways = useRead('/deposit-methods');
  const isNew = useMe().partner?.status === 'new';
  return (
    <Page
      acts={
        <Button
          variant="default"
          component={Link}
          to={ticketAbout(words.missingSubject, words.missingText(namesOf(ways.data?.data ?? [])))}
        >
          {words.missing}
        </Button>
      }
    >
      {isNew && (
        <Section title={words.notApproved}>
          <p>{words.notApprovedHint}</p>
          <Button component={Link} to={to.business}>
            {words.toBusiness}
          </Button>
        </Section>
      )}
      <Loaded query={ways}>{({ data }) => <Ways ways={data} />}</Loaded>
      <DepositsSection />
      <p className="quiet">
        {words.test} <Link to={to.keys}>{words.toTest}</Link>
      </p>
    </Page>
  );
}

function Ways({ ways }: { readonly ways: readonly WayToPay[] }) {
  if (ways.length === 0) {
    return (
      <Section>
        <Empty
          title={words.none}
          hint={words.noneHint}
          action={
            <Button component={Link} to={ticketAbout(words.askSubject)}>
              {words.ask}
            </Button>
          }
        />
      </Section>
    );
  }
  const banks = ways.filter(({ kind }) => kind === 'bank_transfer');
  const assets = ways.filter(({ kind }) => kind === 'digital_asset');
  return (
    <>
      {banks.map((way) => (
        <BankCard key={way.id} way={way} />
      ))}
      {assets.length > 0 && <AssetCard ways={assets} hasBank={banks.length > 0} />}
    </>
  );
}

/** A ticket to support with a subject, and with what the page knows. */
function ticketAbout(subject: string, text?: string) {
  return at(to.newTicket, { topic: 'billing', subject, ...(text !== undefined && { text }) });
}

function namesOf(ways: readonly WayToPay[]): string {
  return ways
    .map(({ asset, currency, reference }) => asset ?? `${currency}, ${reference}`)
    .join(' / ');
}
