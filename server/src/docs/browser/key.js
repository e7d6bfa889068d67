// The reader's test key: kept in this tab alone (sessionStorage), sent nowhere but to this server's API, filled into the samples of
// the page. A live key is refused: a page is no place for it.
const KEPT = 'psnb2b-docs-key';
const TEST_KEY = /^psnb2b_test_[0-9A-Za-z]{20,100}$/;
const PLACEHOLDER = 'psnb2b_test_…';

/** What is wrong with a text as a test key, as a sentence; null if nothing is. */
export function faultOfKey(text) {
  if (/^psnb2b_live_/.test(text)) {
    return 'This is a live key: it spends money. Do not paste it into pages. Use a test key.';
  }
  return TEST_KEY.test(text) ? null : 'A test key begins with psnb2b_test_. Copy all of it.';
}

export function keptKey() {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

export function keepKey(key) {
  try {
    if (key === null) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, key);
  } catch {}
  fill();
  document.dispatchEvent(new CustomEvent('test-key'));
}

/** Writes the key where samples have its placeholder, and the variables of `curl` commands as what they stand for. */
function fill() {
  const key = keptKey();
  for (const code of document.querySelectorAll('pre code')) {
    code.dataset.source ??= code.textContent;
    const { source } = code.dataset;
    const filled =
      key === null
        ? source
        : source
            .replaceAll(PLACEHOLDER, key)
            .replaceAll(/^(curl .*?)\$API/gm, `$1${location.origin}/api/v1`)
            .replaceAll('Bearer $KEY', `Bearer ${key}`);
    if (code.textContent !== filled) code.textContent = filled;
  }
}

export function short(key) {
  return `${key.slice(0, 16)}…${key.slice(-4)}`;
}
fill();
