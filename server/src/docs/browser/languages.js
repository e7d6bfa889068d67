// Shows all samples in the language that the reader chose last, on every page.
const KEPT = 'psnb2b-docs-language';

function turnTo(language) {
  for (const input of document.querySelectorAll('.samples input')) {
    if (input.value === language) input.checked = true;
  }
}

document.addEventListener('change', ({ target }) => {
  if (!target.matches('.samples input')) return;
  // What was clicked stays where it is, although samples above it change their height.
  const before = target.getBoundingClientRect().top;
  turnTo(target.value);
  scrollBy(0, target.getBoundingClientRect().top - before);
  try {
    localStorage.setItem(KEPT, target.value);
  } catch {}
});
try {
  turnTo(localStorage.getItem(KEPT));
} catch {}
