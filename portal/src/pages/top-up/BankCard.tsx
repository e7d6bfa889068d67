import type { WayToPay } from '@psnb2b/contract';
import { CopyAll, CopyValue, type Fact, Facts, QrCode, Section } from '@psnb2b/ui';
import { epcCode } from './epc-code.ts';
import { Grouped } from './Grouped.tsx';
import classes from './top-up.module.css';
import { words } from './words.ts';

/** An account of the operator, and what the partner writes beside its transfers. */
export function BankCard({ way }: { readonly way: WayToPay }) {
  const { holder, iban, bic, bank, currency, reference, usual_time } = way;
  if (!holder || !iban || !bic || !bank || !currency || !reference) return null;
  const lines: readonly (readonly [string, string])[] = [
    [words.holder, holder],
    [words.iban, iban],
    [words.bic, bic],
    [words.bank, bank],
    [words.reference, reference],
  ];
  const isGrouped = (label: string) => label === words.iban || label === words.reference;
  const facts = lines.map(
    ([label, value]): Fact => [
      label,
      isGrouped(label) ? (
        <Grouped key={label} value={value} what={label} />
      ) : (
        <span key={label} className={classes.value}>
          <span className="breaks">{value}</span>
          <CopyValue value={value} what={label} />
        </span>
      ),
    ],
  );
  const all = lines.map(([label, value]) => `${label}: ${value}`).join('\n');
  return (
    <Section
      title={words.bankTitle(currency)}
      lead={words.bankLead}
      acts={<CopyAll value={all} what={words.copyAll} />}
    >
      <div className={classes.pay}>
        <div className={classes.stack}>
          <Facts facts={facts} />
          <p className="quiet">{words.usual(usual_time)}</p>
        </div>
        {currency === 'EUR' && (
          <QrCode
            value={epcCode({ holder, iban, bic, reference })}
            label={words.bankQr}
            level="M"
          />
        )}
      </div>
    </Section>
  );
}
