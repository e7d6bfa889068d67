import { Drawer } from '@mantine/core';
import { useEffect, useState } from 'react';
import { text } from '../text/text.ts';
import { Brand } from './Brand.tsx';
import { type NavGroup, NavRail } from './NavRail.tsx';
import classes from './shell.module.css';

/** The navigation on a narrow screen. */
// biome-ignore lint/style/noDefaultExport: loaded lazily.
export default function NavDrawer({
  app,
  home,
  groups,
  opened,
  onClose,
}: {
  readonly app: string;
  readonly home: string;
  readonly groups: readonly NavGroup[];
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  // It slides in the first time too, when it is loaded because it is opened.
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  return (
    <Drawer
      opened={shown}
      onClose={onClose}
      title={<Brand app={app} to={home} />}
      size={280}
      padding={0}
      closeButtonProps={{ 'aria-label': text.close }}
      classNames={{
        content: classes.drawer ?? '',
        header: classes.drawerHead ?? '',
        body: classes.drawerBody ?? '',
      }}
    >
      <NavRail groups={groups} onGo={onClose} />
    </Drawer>
  );
}
