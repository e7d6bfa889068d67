import { Alert } from '@mantine/core';
import type { AuditChain } from '@psnb2b/contract';
import { groupDigits, Link, Time } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { auditWords as words } from './words.ts';

const READ_AGAIN_MS = 30_000;

/** How far the server has computed the chain of the log again; a broken chain is an alarm. */
export function ChainLine() {
  const { data: chain } = useRead('/audit/chain', {}, { refetchInterval: READ_AGAIN_MS });
  if (!chain) return null;
  return chain.broken_at_entry === null ? <Whole chain={chain} /> : <Broken chain={chain} />;
}

/** The alarm alone, for pages that are not about the log. */
export function ChainAlert() {
  const enabled = allowed(useMe(), 'getAuditChain').can;
  const { data: chain } = useRead('/audit/chain', {}, { enabled, refetchInterval: READ_AGAIN_MS });
  return chain && chain.broken_at_entry !== null ? <Broken chain={chain} /> : null;
}

function Whole({ chain }: { readonly chain: AuditChain }) {
  if (chain.verified_at === null) return <p className="quiet">{words.notVerified}</p>;
  return (
    <p className="quiet">
      {words.verifiedTo(groupDigits(chain.verified_to))}{' '}
      <Time at={chain.verified_at} form="exact" />
      {chain.whole_verified_at !== null && (
        <>
          {' · '}
          {words.wholeVerified} <Time at={chain.whole_verified_at} form="exact" />
        </>
      )}
    </p>
  );
}

function Broken({ chain }: { readonly chain: AuditChain }) {
  return (
    <Alert color="red" title={words.brokenAt(groupDigits(chain.broken_at_entry ?? 0))} role="alert">
      {words.brokenSince} <Time at={chain.broken_found_at} form="exact" />. {words.brokenHint}{' '}
      <Link to={to.audit}>{words.title}</Link>
    </Alert>
  );
}
