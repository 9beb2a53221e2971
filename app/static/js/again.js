// What was typed is sent once more. Whoever signed in again in another tab meanwhile has a new token: it is asked for first.
// Without this module the page that comes back has it, and the button is pressed once more.

export function bind(forms) {
  for (const form of forms) {
    form.addEventListener('submit', async (event) => {
      if (form.dataset.renewed) return;
      event.preventDefault();
      form.dataset.renewed = 'yes';
      const page = await fetch(form.dataset.again).then((answer) => answer.text()).catch(() => '');
      const token = new DOMParser().parseFromString(page, 'text/html').querySelector('input[name=csrf_token]');
      if (token) form.querySelector('input[name=csrf_token]').value = token.value;
      form.requestSubmit();
    }, { capture: true });
    window.addEventListener('pageshow', () => { delete form.dataset.renewed; });
  }
}
