import { Link, Time } from '@psnb2b/ui';
import { to } from '../../pages.ts';

const PARTS = /(\d{4}-\d\d-\d\dT[\d:.]+Z|clm_[0-9a-z]{26})/;

/** A sentence of the server, its instants in the reader's zone and its claims one click away. */
export function Sentence({ text }: { readonly text: string }) {
  return text.split(PARTS).map((part, index) => {
    // Every other part is what the pattern found.
    if (index % 2 === 0) return part;
    const key = `${index} ${part}`;
    if (!part.startsWith('clm_')) return <Time key={key} at={part} />;
    return (
      <Link key={key} to={to.claim(part)}>
        {part}
      </Link>
    );
  });
}
