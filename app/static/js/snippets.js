// Puts a snippet into the text at the caret, on lines of its own.
//
//   <details data-snippets="text">  for each: <li> <button data-insert hidden> <pre>…</pre> </li>, and a [data-inserted] that says that it is there

export function bind([shelf]) {
  const field = document.querySelector(`textarea[name="${CSS.escape(shelf.dataset.snippets)}"]`);
  if (!field) return;
  for (const button of shelf.querySelectorAll('[data-insert]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      put(field, button.closest('li').querySelector('pre').textContent);
      const said = shelf.querySelector('[data-inserted]');
      said.textContent = '';
      requestAnimationFrame(() => { said.textContent = said.dataset.inserted; });
    });
  }
}

function put(field, text) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const before = start > 0 && value[start - 1] !== '\n' ? '\n' : '';
  const after = end < value.length && value[end] !== '\n' ? '\n' : '';
  field.setRangeText(before + text + after, start, end, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
}
