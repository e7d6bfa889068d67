// Adds a button to every example: one click copies it.
for (const pre of document.querySelectorAll('pre')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', `Copy: ${pre.getAttribute('aria-label')}`);
  button.addEventListener('click', async () => {
    const text = pre.textContent ?? '';
    const copied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    // Without permission, the text is at least selected.
    if (!copied) getSelection()?.selectAllChildren(pre);
    button.textContent = copied ? 'Copied' : 'Selected';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  });
  const frame = document.createElement('div');
  frame.className = 'copied';
  pre.replaceWith(frame);
  frame.append(pre, button);
}
