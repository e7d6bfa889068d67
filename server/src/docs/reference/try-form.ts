import { basePath, type Operation, type OperationId, operations } from '@psnb2b/contract';
import { escapeHtml } from '../html.ts';
import { callOf, story } from './story.ts';

interface Member {
  readonly description?: string;
  readonly type?: string;
}

/**
 * The form that sends one call with the reader's test key, as HTML. A script fills it in and sends it; without one it is not shown.
 */
export function tryForm(id: OperationId): string {
  const operation: Operation = operations[id];
  const { method, path, params, query, upload, auth, idempotent } = operation;
  const required = new Set([...(params?.required ?? []), ...(query?.required ?? [])]);
  const fields = [
    ...Object.entries(params?.properties ?? {}).map(([name, member]) =>
      input('path', name, member as Member, true),
    ),
    ...Object.entries(query?.properties ?? {}).map(([name, member]) =>
      input('query', name, member as Member, required.has(name)),
    ),
    ...(upload ? ['<label>file <input type="file" name="file" required></label>'] : []),
    ...bodyField(id),
  ];
  const data = `data-method="${method}" data-path="${escapeHtml(basePath + path)}" data-auth="${auth}"`;
  return `<form class="try" ${data}${idempotent ? ' data-idempotent' : ''} aria-labelledby="try-it">
<h2 id="try-it">Try it in test mode</h2>
${fields.join('\n')}
<p class="acts"><button class="button">Send</button> <span class="quiet" role="status"></span></p>
<pre class="answer" tabindex="0" role="region" aria-label="Reply" hidden><code></code></pre>
</form>
`;
}

function input(place: 'path' | 'query', name: string, member: Member, isRequired: boolean): string {
  const list = member.type === 'array' ? ' data-list' : '';
  const need = isRequired ? ' required' : '';
  const hint = list === '' ? '' : ' placeholder="several: separated by commas"';
  return `<label>${escapeHtml(name)} <input name="${escapeHtml(name)}" data-in="${place}"${list}${need}${hint} autocomplete="off" spellcheck="false"></label>`;
}

/** The body of the sample, to be changed; its variables are filled in by the script. */
function bodyField(id: OperationId): string[] {
  const { body } = callOf(story.find(({ operation }) => operation === id) ?? { operation: id });
  if (operations[id].method === 'GET' || body === undefined) return [];
  const text = JSON.stringify(body, null, 2);
  return [
    `<label>body <textarea name="body" rows="${text.split('\n').length}" spellcheck="false">${escapeHtml(text)}</textarea></label>`,
  ];
}
