import type { BankStatement } from '@psnb2b/contract';
import { StatusBadge } from '@psnb2b/ui';
import { chainText, chainTones, words } from './words.ts';

/** Whether a statement follows the one before, in a sentence. */
export function Chain({ statement }: { readonly statement: BankStatement }) {
  return (
    <div>
      <StatusBadge tone={chainTones[statement.chain]} value={statement.chain}>
        {words.chains[statement.chain]}
      </StatusBadge>
      <div className="quiet">{chainText(statement)}</div>
      {statement.pending > 0 && <div className="quiet">{words.pending(statement.pending)}</div>}
      {statement.rejected > 0 && <div className="quiet">{words.rejected(statement.rejected)}</div>}
    </div>
  );
}
