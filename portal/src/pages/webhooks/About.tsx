import { Link, shortId } from '@psnb2b/ui';
import { to } from '../../pages.ts';

/** What an event is about, as a link to its page if it has one. */
export function About({ id }: { readonly id: string | null }) {
  if (id === null) return null;
  const place = id.startsWith('ord_')
    ? to.order(id)
    : id.startsWith('clm_')
      ? to.claim(id)
      : id.startsWith('whe_')
        ? to.endpoint(id)
        : null;
  const short = (
    <span className="mono unbroken" title={id}>
      {shortId(id)}
    </span>
  );
  return place ? <Link to={place}>{short}</Link> : short;
}
