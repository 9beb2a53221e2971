// A button of a session is pressed: it is sent without leaving the page, and what came of it is put in place at once. Without script the form
// posts, and the page comes back. `data-press` is on the form; forms that come into the page later are heard as well.
//
// What could not be sent is said where the button stands; the button can be pressed again.

export async function bind(forms, addresses) {
  const { put } = await import(addresses.partsJs);
  document.addEventListener('submit', async (event) => {
    const form = event.target.closest('form[data-press]');
    if (!form || event.defaultPrevented) return;
    event.preventDefault();
    if (form.dataset.sending) return;
    form.dataset.sending = 'yes';
    const body = new URLSearchParams(new FormData(form, event.submitter));
    body.set('back', location.pathname);
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'text/html' } });
      if (!answer.ok) return document.location.reload();
      put(await answer.text());
    } catch {
      HTMLFormElement.prototype.submit.call(form);
    } finally {
      delete form.dataset.sending;
    }
    return undefined;
  });
}
