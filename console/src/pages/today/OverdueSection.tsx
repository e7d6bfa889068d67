import { Link, Loaded, Money, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { Figure, Figures } from '../sales/Figures.tsx';
import { words } from './words.ts';

const READ_AGAIN_MS = 60_000;

/** What is overdue, for staff who may see money; nothing if nobody owes anything. */
export function OverdueSection() {
  return useMe().may.includes('getAgeingSums') ? <Overdue /> : null;
}

function Overdue() {
  const ageing = useRead('/ageing/sums', {}, { keep: true, refetchInterval: READ_AGAIN_MS });
  return (
    <Loaded query={ageing}>
      {({ sums }) =>
        sums.length > 0 && (
          <Section
            title={words.overdue}
            acts={<Link to={at(to.ageing, { show: 'overdue' })}>{words.ageing}</Link>}
          >
            {sums.map(({ currency, overdue, owed, partners, partners_overdue }) => (
              <Figures key={currency}>
                <Figure
                  label={words.overdueSum}
                  value={<Money amount={overdue} currency={currency} />}
                  change={words.owedBy(partners_overdue)}
                />
                <Figure
                  label={words.owed}
                  value={<Money amount={owed} currency={currency} />}
                  change={words.owedBy(partners)}
                />
              </Figures>
            ))}
          </Section>
        )
      }
    </Loaded>
  );
}
