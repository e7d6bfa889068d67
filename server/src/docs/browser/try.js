// “Try it”: sends a call of this page to this server's API with the test key of this tab, and shows the reply.
const form = document.querySelector('form.try');
const SEEN = 'psnb2b-docs-seen';
/** Whose ids later forms are filled in with, by the prefix of the id. */
const NAMES = {
  ord: 'order_id',
  clm: 'claim_id',
  whe: 'endpoint_id',
  evt: 'event_id',
  cod: 'code_id',
};

function seen() {
  try {
    return JSON.parse(sessionStorage.getItem(SEEN) ?? '{}');
  } catch {
    return {};
  }
}

/** Keeps the ids of a reply for the forms of other pages. */
function note(reply) {
  const all = seen();
  const first = Array.isArray(reply?.data) ? reply.data[0] : reply;
  const name = NAMES[/^([a-z]{3})_/.exec(first?.id ?? '')?.[1]];
  if (name === undefined) return;
  all[name] = first.id;
  try {
    sessionStorage.setItem(SEEN, JSON.stringify(all));
  } catch {}
}

function prefill() {
  const values = { sku: 'PSN-US-50', ...seen() };
  for (const input of form.querySelectorAll('input[data-in=path]')) {
    input.value ||= values[input.name] ?? '';
  }
  const body = form.querySelector('textarea');
  if (body === null) return;
  body.value = body.value.replaceAll(
    /\$([A-Z]+)/g,
    (all, name) => values[`${name.toLowerCase()}_id`] ?? all,
  );
}

function requestOf() {
  let path = form.dataset.path;
  const query = new URLSearchParams();
  for (const input of form.querySelectorAll('input[data-in]')) {
    if (input.value === '') continue;
    if (input.dataset.in === 'path')
      path = path.replace(`{${input.name}}`, encodeURIComponent(input.value));
    else {
      const values = 'list' in input.dataset ? input.value.split(',') : [input.value];
      for (const value of values) query.append(input.name, value.trim());
    }
  }
  const headers = { Accept: 'application/json' };
  if (form.dataset.auth === 'key') headers.Authorization = `Bearer ${keptKey()}`;
  if ('idempotent' in form.dataset) headers['Idempotency-Key'] = crypto.randomUUID();
  const file = form.querySelector('input[type=file]');
  let body = form.querySelector('textarea')?.value;
  if (file !== null) {
    body = new FormData();
    body.append('file', file.files[0]);
  } else if (body !== undefined) headers['Content-Type'] = 'application/json';
  const search = query.size === 0 ? '' : `?${query}`;
  // Without the session of the portal, which is another credential of the same person.
  return [
    path + search,
    { method: form.dataset.method, headers, body, credentials: 'omit', redirect: 'error' },
  ];
}

async function send() {
  const state = form.querySelector('[role=status]');
  const answer = form.querySelector('.answer');
  const start = performance.now();
  state.textContent = 'Sending …';
  try {
    const reply = await fetch(...requestOf());
    const text = await reply.text();
    const ms = Math.round(performance.now() - start);
    state.textContent = `${reply.status} ${reply.statusText} · ${ms} ms · ${reply.headers.get('x-request-id') ?? ''}`;
    let shown = text;
    try {
      const value = JSON.parse(text);
      note(value);
      shown = JSON.stringify(value, null, 2);
      explain(state, value);
    } catch {}
    answer.hidden = shown === '';
    answer.querySelector('code').textContent = shown;
  } catch {
    state.textContent =
      'No reply. Check your connection; a POST may have taken effect, so send it again with the same key.';
  }
}

/** A refusal leads to the page that explains it. */
function explain(state, { code, request_id }) {
  if (request_id === undefined || !/^[a-z_]+$/.test(code ?? '')) return;
  const link = document.createElement('a');
  link.href = `/docs/errors/${code}`;
  link.textContent = `What ${code} means`;
  state.append(' · ', link);
}

if (form) {
  form.classList.add('ready');
  prefill();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (form.dataset.auth === 'key' && keptKey() === null) openKeyDialog();
    else send();
  });
}
