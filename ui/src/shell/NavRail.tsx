import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { text } from '../text/text.ts';
import { groupDigits } from '../value/group-digits.ts';
import classes from './shell.module.css';

export interface NavItem {
  readonly to: string;
  readonly title: string;
  readonly icon: Icon;
  /** After `g`. */
  readonly key: string;
  /** The number of waiting items, and where exactly those are listed. */
  readonly count?: number | undefined;
  readonly countTo?: string | undefined;
}

export interface NavGroup {
  readonly title?: string;
  readonly items: readonly NavItem[];
}

export function NavRail({
  groups,
  head,
  onGo,
}: {
  readonly groups: readonly NavGroup[];
  readonly head?: ReactNode;
  readonly onGo?: () => void;
}) {
  return (
    <nav>
      {head}
      <div className={classes.nav}>
        {groups.map((group) => (
          <div key={group.items[0]?.to} className={classes.navGroup}>
            {group.title && <div className={classes.navTitle}>{group.title}</div>}
            {group.items.map((item) => (
              <div key={item.to} className={classes.navRow}>
                <NavLink
                  to={item.to}
                  end={item.to === '/'}
                  className={classes.navItem ?? ''}
                  onClick={() => onGo?.()}
                >
                  <item.icon size={17} stroke={1.6} aria-hidden />
                  <span className={classes.navLabel}>{item.title}</span>
                </NavLink>
                {item.count !== undefined && item.count > 0 && (
                  <Link
                    to={item.countTo ?? item.to}
                    className={classes.count}
                    aria-label={text.waitingOf(groupDigits(item.count), item.title)}
                    onClick={() => onGo?.()}
                  >
                    {groupDigits(item.count)}
                  </Link>
                )}
              </div>
            ))}
          </div>
        ))}
      </div>
    </nav>
  );
}
