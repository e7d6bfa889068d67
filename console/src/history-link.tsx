import { Link } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed } from './client.ts';
import { to } from './pages.ts';
import { text } from './text.ts';

/** A link from a thing to what the audit log has of it, on each page about one thing. */
export function historyLink(id: string) {
  return <HistoryLink id={id} />;
}

function HistoryLink({ id }: { readonly id: string }) {
  if (!allowed(useMe(), 'listAudit').can) return null;
  return <Link to={at(to.audit, { about: id })}>{text.history}</Link>;
}
