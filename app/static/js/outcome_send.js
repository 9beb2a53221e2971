// Sends a form of what came out of a session without leaving the page. Gives { page }, the page as it is by then, or { sentence, fields }: why it could not
// be taken, and which field says so; null while it is on its way already.

export async function send(form, failed) {
  if (form.dataset.sending) return null;
  form.dataset.sending = 'yes';
  const body = new URLSearchParams(new FormData(form));
  body.set('back', location.pathname);
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' } });
    if (answer.ok && answer.headers.get('Content-Type')?.startsWith('text/html')) return { page: await answer.text() };
    return { fields: {}, ...(await answer.json()) };
  } catch {
    return { sentence: failed, fields: {} };
  } finally {
    delete form.dataset.sending;
  }
}

// What is wrong stands at its field, and else where `otherwise` is. Gives the first field that it is about.
export function blame(form, { sentence, fields }, otherwise) {
  forgive(form);
  let first = null;
  for (const [name, message] of Object.entries(fields)) {
    const found = form.elements[name];
    const field = found instanceof RadioNodeList ? found[0] : found;
    const box = field?.closest('.field');
    if (!box || field.type === 'hidden') continue;
    const told = said(message);
    told.id = `${name}-told`;
    box.append(told);
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', told.id);
    first ??= field;
  }
  if (!first) otherwise.append(said(sentence));
  return first;
}

export function forgive(form) {
  for (const told of form.querySelectorAll('[data-told]')) told.remove();
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
  }
}

function said(sentence) {
  const told = document.createElement('p');
  told.className = 'msg';
  told.dataset.told = '';
  told.setAttribute('role', 'alert');
  told.textContent = sentence;
  return told;
}
