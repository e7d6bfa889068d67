import type { FoundCode as Found } from '@psnb2b/contract';
import { CopyId, claimWords, Facts, Link, Section, Time } from '@psnb2b/ui';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { CodeState } from './CodeState.tsx';
import { codeWords, findWords as words } from './words.ts';

/** What is known of a code that was found: never the code itself. */
export function FoundCode({ code }: { readonly code: Found }) {
  const { id, order_id, reference, sku, claim_id, claim_status, recalled_at, mode } = code;
  const state = { ...code, claim_id: null, returnable_until: null, recalled: recalled_at !== null };
  const at = (time: string | null) => time && <Time at={time} />;
  const other = (of: string | null) => of && <CopyId id={of} what={codeWords.id} short />;
  return (
    <Section title={words.found}>
      <Facts
        facts={[
          [
            words.order,
            <Link key="order" to={to.order(order_id)}>
              <span className="breaks">{reference ?? order_id}</span>
            </Link>,
          ],
          [words.product, sku],
          ...(mode === 'test' ? [[text.mode, text.modes.test] as const] : []),
          [codeWords.state, <CodeState key="state" code={state} />],
          ...(recalled_at === null
            ? []
            : [[words.recalled, <Time key="recalled" at={recalled_at} />] as const]),
          [words.delivered, at(code.delivered_at)],
          [words.readAt, at(code.read_at) ?? words.unread],
          [codeWords.claimUntil, at(code.claimable_until)],
          [codeWords.returnUntil, at(code.returnable_until) ?? words.notReturnable],
          [
            words.claim,
            claim_id && claim_status && (
              <Link to={to.claim(claim_id)}>{claimWords.statuses[claim_status]}</Link>
            ),
          ],
          ...(code.replaces === null ? [] : [[words.replaces, other(code.replaces)] as const]),
          ...(code.replacement === null
            ? []
            : [[words.replacement, other(code.replacement)] as const]),
          [codeWords.id, <CopyId key="id" id={id} what={codeWords.id} />],
        ]}
      />
    </Section>
  );
}
