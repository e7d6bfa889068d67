import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { groupDigits } from '../value/group-digits.ts';
import classes from './shell.module.css';

export interface NavItem {
  readonly to: string;
  readonly title: string;
  readonly icon: Icon;
  /** After `g`. */
  readonly key: string;
  /** The number of waiting items. */
  readonly count?: number | undefined;
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
            {group.items.map(({ to, title, icon: Icon, count }) => (
              <NavLink
                key={to}
                to={to}
                end={to === '/'}
                className={classes.navItem ?? ''}
                onClick={() => onGo?.()}
              >
                <Icon size={17} stroke={1.6} aria-hidden />
                <span className={classes.navLabel}>{title}</span>
                {count !== undefined && count > 0 && (
                  <span className={classes.count}>{groupDigits(count)}</span>
                )}
              </NavLink>
            ))}
          </div>
        ))}
      </div>
    </nav>
  );
}
