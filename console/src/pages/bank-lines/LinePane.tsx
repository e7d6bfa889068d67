import { Group, Stack, Title } from '@mantine/core';
import type { BankLine } from '@psnb2b/contract';
import { ConfirmAct, CopyValue, Facts, Link, moneyText, StatusBadge, say, Time } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, useDo } from '../../client.ts';
import { to } from '../../pages.ts';
import { sayDone } from '../proposals/say-proposed.ts';
import { daysText } from '../sales/days-text.ts';
import classes from './bank-lines.module.css';
import { Candidates } from './Candidates.tsx';
import { MatchDialogs } from './MatchDialogs.tsx';
import { stateTones, words } from './words.ts';

/** One line: what the bank wrote, whose payment it may be, and what can be done. */
export function LinePane({ line }: { readonly line: BankLine }) {
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Title order={2}>{moneyText(line.amount, line.currency)}</Title>
        <StatusBadge tone={stateTones[line.state]} value={line.state}>
          {words.states[line.state]}
        </StatusBadge>
      </Group>
      <LineFacts line={line} />
      {line.state === 'open' && <Candidates line={line} />}
      {line.deposits.length > 0 && <Deposits line={line} />}
      <Acts line={line} />
      <div className={classes.keys}>{words.keys}</div>
    </Stack>
  );
}

function LineFacts({ line }: { readonly line: BankLine }) {
  const text = (value: string) => <span className="breaks">{value}</span>;
  return (
    <Facts
      facts={[
        [words.payer, text(line.payer || words.nobody)],
        ...(line.payer_account
          ? [
              [
                words.payerAccount,
                <span key="account" className="mono breaks">
                  {line.payer_account}
                </span>,
              ] as const,
            ]
          : []),
        ...(line.text ? [[words.text, text(line.text)] as const] : []),
        ...(line.reference ? [[words.reference, text(line.reference)] as const] : []),
        [words.day, daysText(line.booked_on, line.booked_on)],
        [words.account, text(line.account.name)],
        [
          words.outsideId,
          <span key="id" className="breaks">
            <span className="mono">{line.outside_id}</span>{' '}
            <CopyValue value={line.outside_id} what={words.outsideId} />
          </span>,
        ],
        ...(line.state === 'open' && line.left !== line.amount
          ? [[words.left, moneyText(line.left, line.currency)] as const]
          : []),
        ...(line.returned_by && line.returned_on
          ? [
              [
                words.returnedBy,
                <Link
                  key="returned"
                  to={at(to.bankLines, {
                    tab: 'not_ours',
                    from: line.returned_on,
                    to: line.returned_on,
                    line: line.returned_by,
                  })}
                >
                  {words.returnedOn(line.returned_on)}
                </Link>,
              ] as const,
            ]
          : []),
        ...(line.reason ? [[words.reason, text(line.reason)] as const] : []),
        ...(line.changed_by && line.changed_at
          ? [
              [
                words.by,
                <>
                  {text(line.changed_by)} <Time at={line.changed_at} />
                </>,
              ] as const,
            ]
          : []),
      ]}
    />
  );
}

function Deposits({ line }: { readonly line: BankLine }) {
  const me = useMe();
  const credit = useDo('POST /deposits/{deposit_id}/credit', {
    send: (deposit_id: string) => ({ path: { deposit_id }, body: {} }),
    onDone: () => say(words.matched),
  });
  return (
    <Stack gap="xs">
      <Title order={3}>{words.deposits}</Title>
      {line.deposits.map(({ deposit_id, partner, amount, status }) => (
        <Group key={deposit_id} gap="xs">
          <Link to={to.partner(partner.id)} className="breaks">
            {partner.name}
          </Link>
          <span>{moneyText(amount, line.currency)}</span>
          <StatusBadge tone={status === 'credited' ? 'good' : 'wait'} value={status}>
            {words.statuses[status]}
          </StatusBadge>
          {status !== 'credited' && (
            <ConfirmAct
              label={words.creditWaiting}
              says={words.creditWaitingSays}
              act={{ ...credit, run: () => credit.run(deposit_id) }}
              allowed={allowed(me, 'creditDeposit')}
              button={{ size: 'compact-xs' }}
            />
          )}
        </Group>
      ))}
    </Stack>
  );
}

function Acts({ line }: { readonly line: BankLine }) {
  const me = useMe();
  const path = { line_id: line.id };
  const { version } = line;
  const dismiss = useDo('POST /bank-lines/{line_id}/dismiss', {
    send: (reason: string) => ({ path, body: { version, reason } }),
    onDone: () => say(words.dismissed),
  });
  const restore = useDo('POST /bank-lines/{line_id}/restore', {
    send: (_: string) => ({ path, body: { version } }),
    onDone: () => say(words.restored),
  });
  const unmatch = useDo('POST /bank-lines/{line_id}/unmatch', {
    send: (reason: string) => ({ path, body: { version, reason } }),
    onDone: (answer) => sayDone(answer, words.unmatched),
  });
  const deny = useDo('POST /bank-lines/{line_id}/not-returned', {
    send: (reason: string) => ({
      path,
      // nothing: without such a line there is no button.
      body: { version, outgoing_id: line.returned_by ?? '', reason },
    }),
    onDone: () => say(words.notReturned),
  });
  return (
    <Group gap="xs">
      {line.state === 'open' && <MatchDialogs line={line} />}
      {line.state === 'open' && line.deposits.length === 0 && (
        <ConfirmAct
          label={words.dismiss}
          says={words.dismissSays}
          reason={words.why}
          act={dismiss}
          allowed={allowed(me, 'dismissBankLine')}
          opensWith="x"
        />
      )}
      {line.state === 'not_ours' && (
        <ConfirmAct
          label={words.restore}
          says={words.restoreSays}
          act={restore}
          allowed={allowed(me, 'restoreBankLine')}
          opensWith="u"
        />
      )}
      {line.returned_by !== null && (
        <ConfirmAct
          label={words.denyReturn}
          says={words.denyReturnSays}
          reason={words.why}
          act={deny}
          allowed={allowed(me, 'denyBankLineReturn')}
        />
      )}
      {line.deposits.length > 0 && (
        <ConfirmAct
          label={words.unmatch}
          says={words.unmatchSays}
          reason={words.whyPartner}
          act={unmatch}
          allowed={allowed(me, 'unmatchBankLine')}
          opensWith="u"
          danger
        />
      )}
    </Group>
  );
}
