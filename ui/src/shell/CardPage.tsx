import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { tabTitle } from '../app/brand.ts';
import { Brand } from './Brand.tsx';
import { Foot } from './Foot.tsx';
import classes from './shell.module.css';
import { useOwnFrame } from './use-own-frame.ts';

/** The layout of pages before sign-in: one column with one card. */
export function CardPage({
  app,
  home,
  title,
  lead,
  foot,
  children,
}: {
  readonly app: string;
  readonly home: string;
  readonly title: string;
  readonly lead?: ReactNode;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}) {
  useOwnFrame();
  return (
    <div className={classes.cardPage}>
      <title>{tabTitle(title, app)}</title>
      <header className={classes.cardPageHead}>
        <Brand app={app} to={home} />
      </header>
      <main className={classes.cardPageMain}>
        <div className={classes.card}>
          <Title order={1}>{title}</Title>
          {lead && <p className={classes.cardLead}>{lead}</p>}
          {children}
        </div>
        {foot && <div className={classes.cardPageFoot}>{foot}</div>}
      </main>
      <Foot />
    </div>
  );
}
