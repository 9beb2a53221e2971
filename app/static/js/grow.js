// Lets text fields grow with what is typed where the browser does not do so by itself (field-sizing: content).

export function bind() {
  if (CSS.supports('field-sizing', 'content')) return;
  document.addEventListener('input', (event) => {
    if (event.target instanceof HTMLTextAreaElement) fit(event.target);
  });
  document.querySelectorAll('textarea').forEach(fit);
}

function fit(field) {
  if (!field.scrollHeight) return; // not shown yet, as in a closed details
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}
