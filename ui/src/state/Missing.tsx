import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { usePageFacts } from '../page/page-facts.ts';
import { text } from '../text/text.ts';
import { Empty } from './Empty.tsx';

/** In place of something that is not there, or not for this person: the way back, and nothing to try again. */
export function Missing() {
  const { parent, title } = usePageFacts();
  return (
    <Empty
      title={text.missing.title}
      hint={text.missing.hint}
      action={
        parent && (
          <Button variant="default" size="xs" component={Link} to={parent.to}>
            {text.missing.back(parent.title || title)}
          </Button>
        )
      }
    />
  );
}
