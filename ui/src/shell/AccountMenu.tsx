import { Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconArrowRight,
  IconClock,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { readBrand } from '../app/brand.ts';
import { text } from '../text/text.ts';
import { switchUtc, useUtc } from '../value/utc-setting.ts';
import { AccountButton } from './AccountButton.tsx';
import classes from './shell.module.css';

/** Whose menu it is: a name, a line below it, and the page of the account. */
export interface Person {
  readonly name: string;
  readonly line: string;
  readonly settings: string | null;
}

/** The menu behind a person's initials, which opens as soon as it is there: whoever loads it has pressed its button. */
// biome-ignore lint/style/noDefaultExport: loaded lazily.
export default function AccountMenu({
  user,
  onSignOut,
}: {
  readonly user: Person;
  readonly onSignOut: () => void;
}) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isUtc = useUtc();
  const [opened, setOpened] = useState(false);
  const target = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // It takes the place of the button that was pressed, and has the focus again once it closes.
    target.current?.focus();
    setOpened(true);
  }, []);
  const schemes = [
    ['light', IconSun],
    ['dark', IconMoon],
    ['auto', IconDeviceDesktop],
  ] as const;
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={240}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <AccountButton name={user.name} ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <div className={classes.whoName}>{user.name}</div>
          <div className={classes.whoLine}>{user.line}</div>
        </div>
        <hr className={classes.divide} aria-hidden />
        {user.settings && (
          <Menu.Item
            component={Link}
            to={user.settings}
            leftSection={<IconUser size={16} aria-hidden />}
          >
            {text.account}
          </Menu.Item>
        )}
        {schemes.map(([scheme, Icon]) => (
          <Menu.Item
            key={scheme}
            aria-current={colorScheme === scheme}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={colorScheme === scheme ? '✓' : null}
            onClick={() => setColorScheme(scheme)}
          >
            {`${text.scheme}: ${text.schemes[scheme]}`}
          </Menu.Item>
        ))}
        <Menu.Item
          aria-current={isUtc}
          leftSection={<IconClock size={16} aria-hidden />}
          rightSection={isUtc ? '✓' : null}
          onClick={switchUtc}
        >
          {text.utc}
        </Menu.Item>
        {readBrand()
          .cells.filter(({ isHere }) => !isHere)
          .map(({ name, url }) => (
            <Menu.Item
              key={url}
              component="a"
              href={url + location.pathname + location.search}
              leftSection={<IconArrowRight size={16} aria-hidden />}
            >
              {text.inCell(name)}
            </Menu.Item>
          ))}
        <hr className={classes.divide} aria-hidden />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={onSignOut}>
          {text.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
