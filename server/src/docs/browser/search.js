// The search of the documentation: `/` or Ctrl/⌘ K opens it, arrows choose, Enter opens. The index is loaded when it is first used.
const button = document.querySelector('.search');
let dialog;
let field;
let list;
let index;
let chosen = 0;

async function openSearch() {
  dialog ?? build();
  if (!dialog.open) dialog.showModal();
  field.select();
  index ??= fetch('/docs/search.json').then((reply) =>
    reply.ok ? reply.json() : Promise.reject(reply),
  );
  await show();
}

function build() {
  dialog = document.createElement('dialog');
  dialog.className = 'finder';
  dialog.setAttribute('aria-label', 'Search the documentation');
  field = document.createElement('input');
  field.type = 'search';
  field.placeholder = 'Search guides, calls, events and error codes';
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-label': 'Search the documentation',
    'aria-expanded': 'true',
    'aria-controls': 'found',
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
  }))
    field.setAttribute(name, value);
  list = document.createElement('div');
  list.id = 'found';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Results');
  const state = document.createElement('p');
  state.className = 'quiet';
  state.setAttribute('role', 'status');
  dialog.append(field, list, state);
  document.body.append(dialog);
  field.addEventListener('input', show);
  field.addEventListener('keydown', turn);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
}

async function show() {
  const state = dialog.querySelector('[role=status]');
  const question = field.value.trim();
  let entries;
  try {
    entries = await index;
  } catch {
    index = undefined;
    state.textContent = 'The index could not be loaded. Check your connection and type again.';
    return;
  }
  if (question !== field.value.trim()) return;
  const found = findPages(entries, question);
  list.replaceChildren(...found.map(optionOf));
  if (question === '') state.textContent = 'Type a word, the name of a call, or an error code.';
  else if (found.length === 0)
    state.textContent = `Nothing contains all of “${question}”. Try fewer words.`;
  else state.textContent = `${found.length} ${found.length === 1 ? 'result' : 'results'}`;
  choose(0);
}

function optionOf({ href, title, heading, snippet }, place) {
  const option = document.createElement('a');
  option.href = href;
  option.id = `found-${place}`;
  option.tabIndex = -1;
  option.setAttribute('role', 'option');
  const name = document.createElement('b');
  name.textContent = heading === '' ? title : `${title} › ${heading}`;
  const text = document.createElement('span');
  text.textContent = snippet;
  option.append(name, text);
  option.addEventListener('click', () => dialog.close());
  return option;
}

function choose(place) {
  const options = [...list.children];
  chosen = options.length === 0 ? 0 : (place + options.length) % options.length;
  options.forEach((option, at) => {
    option.setAttribute('aria-selected', String(at === chosen));
  });
  const option = options[chosen];
  if (option === undefined) field.removeAttribute('aria-activedescendant');
  else {
    field.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }
}

function turn(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    choose(chosen + step);
  } else if (event.key === 'Enter') list.children[chosen]?.click();
}

button?.addEventListener('click', openSearch);
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest?.('input, textarea, select') != null;
  const isSlash =
    event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
  if (!isSlash && !isK) return;
  event.preventDefault();
  openSearch();
});
