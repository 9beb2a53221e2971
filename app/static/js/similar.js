// While a question is typed, similar ones of the cohort are offered under it, so that nobody asks what has an answer already.
//
//   <form data-similar="/c/ai-7/questions/similar" data-similar-of="textarea[name=text]" data-similar-with="…" data-similar-failed="…">
//
// After a pause, and some words, the server is asked; what it finds is put under the field, never above it, and only while the field has the focus:
// whoever went on to the next field sees nothing move. Nothing is asked about what was there before somebody typed. "Me too" is sent without
// leaving the page, and links open beside it, so that what was typed stays. Of what is found the number is said aloud, once.

const PAUSE = 600; // ms
const LEAST = 6; // letters
const AT_MOST = 1000; // letters sent
const NOT_NOW = 60_000; // ms of silence after the server refused or could not be reached

export function bind(elements) {
  for (const element of elements) new Similar(element);
}

class Similar {
  constructor(element) {
    this.element = element;
    this.shown = new WeakMap(); // by field: its place
    element.querySelectorAll('input[name=told]').forEach((told) => { told.value = 'yes'; });
    element.addEventListener('input', (event) => this.typed(event.target));
    element.addEventListener('change', (event) => this.typed(event.target));
    element.addEventListener('click', (event) => this.pressed(event));
  }

  typed(target) {
    const field = target.matches(this.element.dataset.similarOf) ? target : target.matches('input[type=radio]') ? this.chosen() : null;
    if (!field) return;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.look(field), PAUSE);
  }

  // Where a choice says what is being written, it is a question only under that one.
  chosen() {
    return this.element.dataset.similarWith ? this.element.querySelector(this.element.dataset.similarOf) : null;
  }

  isQuestion() {
    return !this.element.dataset.similarWith || this.element.querySelector(this.element.dataset.similarWith);
  }

  async look(field) {
    const text = field.value.trim().slice(0, AT_MOST);
    if (this.quietUntil > Date.now()) return;
    if (!this.isQuestion() || [...text].length < LEAST) return this.put(field, { html: '', said: '' });
    if (text === this.place(field).text) return;
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.element.dataset.similar}?${new URLSearchParams({ text })}`,
        { headers: { Accept: 'application/json' }, redirect: 'manual', signal: this.asking.signal });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      if (field.value.trim().slice(0, AT_MOST) !== text) return;
      this.place(field).text = text;
      this.put(field, found);
    } catch (error) {
      if (error.name !== 'AbortError') this.quietUntil = Date.now() + NOT_NOW;
    }
  }

  put(field, { html, said }) {
    const place = this.place(field);
    if (place.html === html || document.activeElement !== field) {
      if (place.html !== html) place.text = null; // to be looked for again
      return;
    }
    place.html = html;
    place.list.innerHTML = html; // made by our own template
    place.said.textContent = said;
  }

  place(field) {
    const known = this.shown.get(field);
    if (known) return known;
    const list = document.createElement('div');
    const said = document.createElement('p');
    said.className = 'visually-hidden';
    said.setAttribute('role', 'status');
    const made = { list, said, html: '', text: null };
    field.closest('.field').after(said, list);
    this.shown.set(field, made);
    return made;
  }

  async pressed(event) {
    const button = event.target.closest('button[data-me-too]');
    if (!button || button.getAttribute('aria-disabled')) return;
    button.setAttribute('aria-disabled', 'true');
    const body = new FormData();
    body.append('csrf_token', document.querySelector('input[name=csrf_token]').value);
    const answer = await fetch(button.dataset.meToo, { method: 'POST', body, redirect: 'manual' }).catch(() => null);
    const taken = answer?.type === 'opaqueredirect';
    const told = document.createElement('span');
    told.className = taken ? 'quiet' : 'msg';
    told.textContent = taken ? button.dataset.taken : button.dataset.failed;
    told.setAttribute('role', 'status');
    button.parentElement.querySelectorAll('[role=status]').forEach((earlier) => earlier.remove());
    button.after(told);
    if (taken) button.setAttribute('aria-pressed', 'true');
    else button.removeAttribute('aria-disabled');
  }
}
