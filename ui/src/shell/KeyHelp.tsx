import { Modal, Stack, Switch, Text } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { useState } from 'react';
import { keysAreOn, switchKeys } from '../keys/key-setting.ts';
import type { KeyedAct } from '../keys/keyed-acts.ts';
import { text } from '../text/text.ts';
import type { PaletteAct } from './found.ts';
import type { NavItem } from './NavRail.tsx';
import classes from './shell.module.css';

/**
 * Lists every key with its effect, and has the switch that turns keys off.
 * by hand: the switch is stored in this browser, and sent nowhere.
 */
// biome-ignore lint/style/noDefaultExport: loaded lazily.
export default function KeyHelp({
  items,
  acts,
  keyed,
  onClose,
}: {
  readonly items: readonly NavItem[];
  readonly acts: readonly PaletteAct[];
  /** What keys do on the open page. */
  readonly keyed: readonly KeyedAct[];
  readonly onClose: () => void;
}) {
  const mod = useOs();
  const [on, setOn] = useState(keysAreOn);
  const ofPage = new Set(keyed.map(({ key }) => key));
  const rows: readonly (readonly [string, string])[] = [
    ...keyed.map(({ key, title }) => [key, title] as const),
    ['/', text.keys.search],
    [mod === 'macos' ? '⌘ K' : 'Ctrl K', text.keys.palette],
    ['?', text.keys.help],
    ...items.map(({ key, title }) => [`g ${key}`, text.goTo(title)] as const),
    ...acts.flatMap(({ key, title }) => (key?.includes(' ') ? [[key, title] as const] : [])),
    ['u', text.keys.utc],
    ['j', text.keys.down],
    ['k', text.keys.up],
    ['Enter', text.keys.open],
    ['x', text.keys.tick],
    ['X', text.keys.tickTo],
    ...(ofPage.has('[') ? [] : [['[', text.keys.before] as const, [']', text.keys.after] as const]),
    ['Esc', text.keys.escape],
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      title={text.help}
      closeButtonProps={{ 'aria-label': text.close }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {text.helpIntro}
        </Text>
        <dl className={classes.keyList}>
          {rows.map(([keys, does]) => (
            <div key={keys} className={classes.keyRow}>
              <dt>
                {keys.split(' ').map((key) => (
                  <kbd key={key} className={classes.kbd}>
                    {key}
                  </kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <Switch
          label={text.helpToggle}
          checked={on}
          onChange={(event) => {
            setOn(event.currentTarget.checked);
            switchKeys(event.currentTarget.checked);
          }}
        />
      </Stack>
    </Modal>
  );
}
