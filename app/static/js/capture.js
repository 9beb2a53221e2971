// Notes a line down without leaving the page. c opens the panel (js/keys.js); Ctrl or ⌘ and Enter sends. Without this module the form is sent
// as a page, and comes back to where one was.

export function bind([panel]) {
  const form = panel.querySelector('form');
  const field = form.querySelector('textarea');
  const said = form.querySelector('[data-capture-said]');

  panel.addEventListener('toggle', () => {
    if (panel.open) field.focus();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  field.addEventListener('input', () => show(said, ''));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = 'yes';
    send(panel, form, field, said).finally(() => delete form.dataset.busy);
  }, { capture: true });
}

async function send(panel, form, field, said) {
  const sent = field.value;
  let told;
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), headers: { Accept: 'application/json' } });
    told = await answer.json();
    if (!answer.ok) return fault(field, said, told.sentence);
  } catch {
    return fault(field, said, panel.dataset.failed);
  }
  form.elements.once.value = told.once;
  if (field.value === sent) field.value = '';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  const link = document.createElement('a');
  link.href = told.href;
  link.textContent = panel.dataset.open;
  show(said, told.said, ' · ', link);
  field.focus();
}

function fault(field, said, sentence) {
  show(said, sentence);
  said.className = 'msg';
  field.setAttribute('aria-invalid', 'true');
  field.focus();
}

function show(said, ...words) {
  said.className = '';
  said.closest('form').querySelector('textarea').removeAttribute('aria-invalid');
  said.replaceChildren(...words);
}
