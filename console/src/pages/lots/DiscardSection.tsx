import type { LotFile } from '@psnb2b/contract';
import { ConfirmAct, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useDo } from '../../client.ts';
import { sayDone } from '../proposals/say-proposed.ts';
import { discardWords as words } from './words.ts';

/** Takes the unsold codes of a lot off sale for good, without a recall. */
export function DiscardSection({ lot }: { readonly lot: LotFile }) {
  const me = useMe();
  const discard = useDo('POST /lots/{lot_id}/discard-unsold', {
    send: (reason: string) => ({
      path: { lot_id: lot.id },
      body: { codes: lot.for_sale, reason },
    }),
    onDone: (answer) => sayDone(answer, words.done),
  });
  if (lot.status !== 'complete' || lot.for_sale === 0) return null;
  return (
    <Section title={words.title} lead={words.lead}>
      <ConfirmAct
        label={words.act}
        says={words.says(lot.for_sale)}
        reason={words.reason}
        act={discard}
        allowed={allowed(me, 'discardUnsoldCodes')}
        danger
      />
    </Section>
  );
}
