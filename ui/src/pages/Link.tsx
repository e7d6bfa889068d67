import { type LinkProps, Link as RouterLink, useNavigate } from 'react-router';
import type { Address } from './address.ts';

interface Props extends Omit<LinkProps, 'to'> {
  readonly to: Address<string>;
}

/** A link to a page of this app. */
export function Link(props: Props) {
  return <RouterLink {...props} />;
}

/** Opens a page of this app, as a link does. */
export function useGo(): (to: Address<string>) => void {
  const navigate = useNavigate();
  return (to) => {
    navigate(to);
  };
}
