import type { Setting } from '@psnb2b/contract';
import { DialogButton, Link, Loaded } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import type { Address } from '@psnb2b/ui/pages';
import type { ReactNode } from 'react';
import { allowed, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { TermDialog } from '../ageing/TermDialogs.tsx';
import { ReturnsDialog } from '../claims/ReturnsSection.tsx';
import { LimitsDialog } from '../claims/StockLimitsSection.tsx';
import { LimitDialog } from '../claims/TermsPage.tsx';
import { QuotaDialog } from '../quotas/ChangeQuota.tsx';
import { words } from './words.ts';

const CALLS = {
  quota: 'setQuota',
  return_terms: 'setReturnTerms',
  stock_limits: 'setStockLimits',
  claim_limit: 'setDecisionLimit',
  payment_terms: 'setPaymentTerms',
} as const;

interface DialogProps {
  readonly name: string;
  readonly onClose: () => void;
}

/** The dialogs of the pages on which each kind is listed, too. */
const DIALOGS: Readonly<Record<keyof typeof CALLS, (props: DialogProps) => ReactNode>> = {
  quota: QuotaByName,
  return_terms: Returns,
  stock_limits: Stock,
  claim_limit: LimitByCurrency,
  payment_terms: Payment,
};

/** The button that changes a setting, or the link to the page that does. */
export function ChangeSetting({ setting }: { readonly setting: Setting }) {
  const me = useMe();
  const { set_with: by, member, title } = setting;
  if (by === 'environment' || by === 'nothing') return null;
  if (by === 'claim_terms') return <Open to={to.claimTerms} title={title} />;
  if (by === 'price_floor') return <Open to={to.priceFloors} title={title} />;
  const Dialog = DIALOGS[by];
  return (
    <DialogButton
      label={words.change}
      name={words.changeOf(title)}
      allowed={allowed(me, CALLS[by])}
      button={{ size: 'compact-xs' }}
    >
      {(close) => <Dialog name={member} onClose={close} />}
    </DialogButton>
  );
}

function Open({ to: page, title }: { readonly to: Address<string>; readonly title: string }) {
  return (
    <Link to={page} aria-label={words.openOf(title)}>
      {words.open}
    </Link>
  );
}

function QuotaByName({ name, onClose }: DialogProps) {
  const quotas = useRead('/quotas');
  return (
    <Loaded query={quotas}>
      {({ data }) =>
        data
          .filter((each) => each.name === name)
          .map((quota) => <QuotaDialog key={name} quota={quota} onClose={onClose} />)
      }
    </Loaded>
  );
}

function Returns({ onClose }: DialogProps) {
  const terms = useRead('/return-terms');
  return <Loaded query={terms}>{(term) => <ReturnsDialog term={term} onClose={onClose} />}</Loaded>;
}

function Payment({ onClose }: DialogProps) {
  const terms = useRead('/payment-terms');
  return <Loaded query={terms}>{(term) => <TermDialog term={term} onClose={onClose} />}</Loaded>;
}

function Stock({ onClose }: DialogProps) {
  const limits = useRead('/stock-limits');
  return (
    <Loaded query={limits}>{(each) => <LimitsDialog limits={each} onClose={onClose} />}</Loaded>
  );
}

function LimitByCurrency({ name, onClose }: DialogProps) {
  const terms = useRead('/claim-terms');
  return (
    <Loaded query={terms}>
      {({ limits }) =>
        limits
          .filter(({ currency }) => currency === name)
          .map((limit) => <LimitDialog key={name} limit={limit} onClose={onClose} />)
      }
    </Loaded>
  );
}
