// The dialog in which the reader enters a test key, or makes this tab forget it.
const opener = document.querySelector('.key');
let box;

function openKeyDialog() {
  box ??= buildKeyDialog();
  const key = keptKey();
  box.querySelector('input').value = '';
  box.querySelector('[role=status]').textContent =
    key === null ? '' : `This tab uses ${short(key)}. Samples and “Try it” use it.`;
  box.querySelector('.forget').hidden = key === null;
  box.querySelector('[role=alert]').textContent = '';
  box.showModal();
}

function buildKeyDialog() {
  const made = document.createElement('dialog');
  made.className = 'keeper';
  made.setAttribute('aria-labelledby', 'keeper-title');
  // Fixed text of this file, with nothing from outside in it.
  made.innerHTML = `<form method="dialog">
<h2 id="keeper-title">Your test key</h2>
<p>It stays in this tab and is gone when you close it. Only this server’s API receives it. <a href="/portal/developers/keys">Issue one in the portal</a>: no review is needed.</p>
<label for="keeper-key">Test key</label>
<input id="keeper-key" type="password" autocomplete="off" spellcheck="false" placeholder="psnb2b_test_…">
<p role="alert"></p>
<p role="status"></p>
<p class="acts"><button class="button">Use this key</button><button class="forget" type="button" hidden>Forget the key</button><button class="close" type="button">Cancel</button></p>
</form>`;
  document.body.append(made);
  made.querySelector('form').addEventListener('submit', (event) => {
    const text = made.querySelector('input').value.trim();
    const fault = faultOfKey(text);
    if (fault === null) {
      keepKey(text);
      return;
    }
    event.preventDefault();
    made.querySelector('[role=alert]').textContent = fault;
    made.querySelector('input').focus();
  });
  made.querySelector('.forget').addEventListener('click', () => {
    keepKey(null);
    made.close();
  });
  made.querySelector('.close').addEventListener('click', () => made.close());
  return made;
}

function labelOpener() {
  const key = keptKey();
  opener.textContent = key === null ? 'Test key' : `Test key ${key.slice(-4)}`;
}

if (opener) {
  labelOpener();
  opener.addEventListener('click', openKeyDialog);
  document.addEventListener('test-key', labelOpener);
}
