import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useAccount } from '../account/account.ts';
import { CardPage } from '../shell/CardPage.tsx';
import { text } from '../text/text.ts';

/** The page that is shown when a page threw an error. */
export function Broken({ app, home, lead }: { app: string; home: string; lead: string }) {
  return (
    <CardPage app={app} home={home} title={text.broken.title} lead={lead}>
      <Button onClick={() => location.reload()}>{text.broken.reload}</Button>
    </CardPage>
  );
}

/** The page of every unknown address. */
export function Elsewhere() {
  const { app, to } = useAccount();
  const words = text.notFound;
  return (
    <CardPage app={app} home={to.home} title={words.title} lead={words.lead}>
      <Link to={to.home}>{words.back}</Link>
    </CardPage>
  );
}
