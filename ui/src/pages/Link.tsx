import {
  type LinkProps,
  Navigate,
  Link as RouterLink,
  useLocation,
  useNavigate,
} from 'react-router';
import { Loading } from '../state/Loading.tsx';
import type { Address } from './address.ts';

interface Props extends Omit<LinkProps, 'to'> {
  readonly to: Address<string>;
}

/** A link to a page of this app. */
export function Link(props: Props) {
  return <RouterLink {...props} />;
}

/**
 * Opens a page of this app instead of the one that renders this, which is left out of the browser's history. Until it is there, the page that
 * leads on is busy: whoever took it for complete and went elsewhere would be brought back.
 */
export function LeadOn({ to }: { readonly to: Address<string> }) {
  return (
    <>
      <Navigate to={to} replace />
      <Loading />
    </>
  );
}

/** Opens a page of this app, as a link does. `state` is what the page starts with besides its address; never a secret. */
export function useGo(): (to: Address<string>, state?: unknown) => void {
  const navigate = useNavigate();
  return (to, state) => {
    navigate(to, { state });
  };
}

/** Returns the state with which `useGo` opened this page; null if it was opened in another way. Unchecked. */
export function useOpenedWith(): unknown {
  return useLocation().state;
}
