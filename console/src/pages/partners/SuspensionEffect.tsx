import { Stack, Text } from '@mantine/core';
import type { Partner, PartnerSuspension } from '@psnb2b/contract';
import { type Fact, Facts, groupDigits, Loaded, Money, Time } from '@psnb2b/ui';
import { useRead } from '../../client.ts';
import { suspensionWords as words } from './suspension-words.ts';

/** What a suspension, or its end, changes in numbers, before it is confirmed. */
export function SuspensionEffect({ partner: { id } }: { readonly partner: Partner }) {
  const effect = useRead('/partners/{partner_id}/suspension', { path: { partner_id: id } });
  return (
    <Loaded query={effect}>
      {(each) => (
        <Stack gap="sm">
          <Text size="sm">{each.suspended ? words.resumes : words.suspends}</Text>
          <Facts facts={factsOf(each)} />
        </Stack>
      )}
    </Loaded>
  );
}

function factsOf(effect: PartnerSuspension): Fact[] {
  const { suspended, currency, pending } = effect;
  const said = suspended ? words.end : words.begin;
  return [
    [said.keys, words.keys(effect.live_keys, effect.test_keys)],
    ...(suspended ? [] : ([[words.invitations, groupDigits(effect.invitations)]] satisfies Fact[])),
    ...pending.map(
      ({ waits_for, orders, total, next_ends_at }): Fact => [
        words.waits[waits_for],
        <div key={waits_for}>
          {groupDigits(orders)} · <Money amount={total} currency={currency} />
          <div className="quiet">{said.orders[waits_for]}</div>
          {next_ends_at !== null && (
            <div className="quiet">
              {words.nextEnds} <Time at={next_ends_at} />
            </div>
          )}
        </div>,
      ],
    ),
    ...(pending.length === 0 ? ([[words.pending, words.none]] satisfies Fact[]) : []),
    [words.claims, words.claimsOf(effect.open_claims)],
    [words.endpoints, words.endpointsOf(effect.endpoints)],
    [
      words.balance,
      <div key="balance">
        <Money amount={effect.balance} currency={currency} />
        <div className="quiet">
          <Money amount={effect.held} currency={currency} /> {words.held}
        </div>
      </div>,
    ],
  ];
}
