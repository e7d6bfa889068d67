import type { AuditEntry } from '@psnb2b/contract';
import { auditSentence } from '@psnb2b/contract/states';
import { Link, shortId } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { to } from '../../pages.ts';
import { isId, placeOfThing } from './place-of-thing.ts';
import { auditWords as words } from './words.ts';

type Named = Pick<AuditEntry, 'actor' | 'actor_name' | 'action' | 'subject' | 'subject_name'>;

/** Who did what to what: the person leads to everything that they did, the thing to its page. */
export function AuditSentence({ entry }: { readonly entry: Named }) {
  const [before = '', after] = auditSentence(entry.action).split('{subject}');
  return (
    <span className="breaks">
      <Link to={at(to.audit, { actor: entry.actor })}>
        <bdi>{actorText(entry)}</bdi>
      </Link>{' '}
      {before}
      {after !== undefined && <Thing name={entry.subject} shown={entry.subject_name} />}
      {after}
    </span>
  );
}

/** A name of the log, with a link to what it names. */
export function Thing({ name, shown }: { readonly name: string; readonly shown?: string | null }) {
  const place = placeOfThing(name);
  const label = shown ?? (isId(name) ? shortId(name) : name);
  const title = label === name ? undefined : name;
  const word = <bdi className={shown == null && isId(name) ? 'unbroken' : undefined}>{label}</bdi>;
  if (!place) return <span title={title}>{word}</span>;
  return (
    <Link to={place} title={title}>
      {word}
    </Link>
  );
}

/** The name of a person, or what acted in its place. */
export function actorText({ actor, actor_name }: Pick<Named, 'actor' | 'actor_name'>): string {
  if (actor_name !== null) return actor_name;
  const [kind = '', id = ''] = actor.split(':', 2);
  if (kind === 'system') return words.server;
  if (kind === 'operator') return words.commandLine;
  if (kind === 'key') return words.apiKey(shortId(id));
  return actor;
}
