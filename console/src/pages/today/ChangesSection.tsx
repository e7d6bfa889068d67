import { Link, Loaded, Section, Time } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { changes } from './change-words.ts';
import classes from './today.module.css';
import { words } from './words.ts';

const SHOWN = 10;

/** What staff and operators changed since yesterday; each line leads to its entries in the audit log. */
export function ChangesSection() {
  const may = allowed(useMe(), 'getTodayChanges');
  const query = useRead('/today/changes', {}, { enabled: may.can });
  if (!may.can) return null;
  return (
    <Section title={words.changes} acts={<Link to={to.audit}>{words.audit}</Link>} flush>
      <Loaded query={query}>
        {(found) => (
          <ul className={classes.lines}>
            {found.changes
              .slice(0, SHOWN)
              .map(({ action, actor, actor_name, entries, at: time }) => (
                <li key={`${action} ${actor}`} className={classes.line}>
                  <Link
                    to={at(to.audit, { action, actor, from: found.since.slice(0, 10) })}
                    className={classes.main}
                  >
                    {changes[action](entries)}
                  </Link>
                  <span className={classes.parts}>
                    <span className="breaks">
                      {actor_name ?? (actor.startsWith('operator:') ? words.commandLine : actor)}
                    </span>
                    <Time at={time} form="ago" />
                  </span>
                </li>
              ))}
            {found.changes.length === 0 && (
              <li className={classes.line}>
                <span className={classes.none}>{words.noChanges}</span>
              </li>
            )}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
