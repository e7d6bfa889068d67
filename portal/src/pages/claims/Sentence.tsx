import { Link, WithTimes } from '@psnb2b/ui';
import { to } from '../../pages.ts';

const CLAIM = /(clm_[0-9a-z]{26})/;

/** A sentence of the server, with its times in the reader's zone and links to its claims. */
export function Sentence({ text }: { readonly text: string }) {
  return text.split(CLAIM).map((part, index) => {
    const key = `${index} ${part}`;
    // Every other part is a match of the pattern.
    if (index % 2 === 0) return <WithTimes key={key} text={part} />;
    return (
      <Link key={key} to={to.claim(part)}>
        {part}
      </Link>
    );
  });
}
