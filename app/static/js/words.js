// One of the four words is said, or taken back, without leaving the place: the page that would come back is asked for, and only what
// stands around the pressed button is taken from it. Where that fails, the form is sent as without this script.

export function bind() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    const here = form.closest('[data-words]');
    if (!here || !event.submitter || form.dataset.plainly) return;
    event.preventDefault();
    if (!form.dataset.asking) say(form, here, event.submitter);
  });
  document.addEventListener('keydown', (event) => {
    const opened = event.key === 'Escape' && event.target.closest('[data-words] > details[open]');
    if (!opened) return;
    opened.open = false;
    opened.querySelector('summary').focus();
  });
  document.addEventListener('pointerdown', (event) => {
    for (const opened of document.querySelectorAll('[data-words] > details[open]')) {
      if (!opened.contains(event.target)) opened.open = false;
    }
  });
}

async function say(form, here, button) {
  form.dataset.asking = 'yes';
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form, button) });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const there = page.getElementById(here.id);
    if (!answer.ok || !there) throw new Error(`answered ${answer.status}`);
    put(there, here, button.value);
  } catch {
    delete form.dataset.sent;
    form.dataset.plainly = 'yes';
    setTimeout(() => form.requestSubmit(button)); // not while the first press is still being told around
  }
}

function put(there, here, word) {
  const folded = there.querySelector(':scope > details');
  if (folded) folded.open = true;
  here.replaceWith(there);
  there.querySelector(`button[value="${word}"]`)?.focus();
}
