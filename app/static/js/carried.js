// What comes back from the week before: a press is kept at once and in place, a word a moment after it was typed. The server sends the piece of
// the page as it is after the press, so that script and pages without it look the same. Without this module the buttons send the form.

const A_PAUSE = 900; // ms

export function bind(blocks) {
  for (const block of blocks) new Carried(block);
}

class Carried {
  constructor(block) {
    this.block = block;
    this.said = block.querySelector('[data-carried-said]');
    this.waiting = new Map(); // by field: the timer after which its word is sent
    this.unsent = new Set(); // fields whose word the server would not or could not take; tried again when there is hope
    block.addEventListener('click', (event) => this.pressed(event));
    block.addEventListener('input', (event) => this.typed(event));
    block.addEventListener('focusout', (event) => this.flush(event.target.closest?.('[data-word]')));
    for (const hope of ['online', 'focus']) addEventListener(hope, () => this.unsent.forEach((field) => this.send(itemOf(field), field.dataset.word)));
    for (const field of block.querySelectorAll('[data-word]')) if (field.value !== field.defaultValue) this.typed({ target: field }); // before this was here
    addEventListener('pagehide', () => this.waiting.forEach((_timer, field) => this.flush(field)));
  }

  pressed(event) {
    const button = event.target.closest('button[name=tick]');
    if (!button) return;
    event.preventDefault();
    const item = button.closest('[data-carried-item]');
    if (item.dataset.busy) return;
    item.dataset.busy = 'yes';
    this.forget(item.querySelector('[data-word]'));
    this.send(item, button.value, button.dataset.tick).finally(() => delete item.dataset.busy);
  }

  typed(event) {
    const field = event.target.closest('[data-word]');
    if (!field) return;
    clearTimeout(this.waiting.get(field));
    this.waiting.set(field, setTimeout(() => this.flush(field), A_PAUSE));
  }

  flush(field) {
    if (!field || !this.waiting.has(field)) return;
    this.forget(field);
    this.send(itemOf(field), field.dataset.word);
  }

  forget(field) {
    clearTimeout(this.waiting.get(field));
    this.waiting.delete(field);
  }

  async send(item, tick, pressed) {
    const field = item.querySelector('[data-word]');
    const body = new FormData();
    body.append('tick', tick);
    const was = item.querySelector('[data-word-was]');
    const typed = field?.value;
    if (field) body.append(field.name, typed);
    if (was) body.append(was.name, was.value);
    if (item.querySelector('form')) body.append('short', 'y');
    body.append('csrf_token', document.querySelector('input[name=csrf_token]')?.value ?? '');
    let told;
    try {
      const answer = await fetch(this.block.dataset.carried, { method: 'POST', body, keepalive: true, headers: { Accept: 'application/json' } });
      told = await answer.json();
      if (!answer.ok) return this.fault(item, field, told.sentence);
    } catch {
      return this.fault(item, field, this.block.dataset.failed);
    }
    this.fault(item, field, '');
    const now = pieceOf(told.html);
    if (field && now) keepUp(field, typed, was, now);
    if (pressed) this.show(item, now, pressed);
    this.say(told.said);
  }

  // In place of the item as it was; what was typed meanwhile and the focus stay.
  show(item, now, pressed) {
    if (!now) return item.remove();
    const [before, after] = [item.querySelector('[data-word]'), now.querySelector('[data-word]')];
    const within = item.contains(document.activeElement);
    if (before && after) after.replaceWith(before);
    item.replaceWith(now);
    if (within) (now.querySelector(`[data-tick="${pressed}"]`) ?? now.querySelector('a, button'))?.focus();
  }

  fault(item, field, sentence) {
    if (sentence && field?.value) this.unsent.add(field);
    else this.unsent.delete(field);
    item.querySelector('[data-carried-fault]')?.remove();
    for (const name of ['aria-invalid', 'aria-describedby']) field?.removeAttribute(name);
    if (!sentence) return;
    const fault = document.createElement('p');
    fault.className = 'msg';
    fault.dataset.carriedFault = '';
    fault.setAttribute('role', 'alert');
    fault.textContent = sentence;
    fault.id = `${item.id}-fault`;
    item.append(fault);
    field?.setAttribute('aria-invalid', 'true');
    field?.setAttribute('aria-describedby', fault.id);
  }

  say(words) {
    this.said.textContent = '';
    requestAnimationFrame(() => { this.said.textContent = words; });
  }
}

function pieceOf(html) {
  const piece = document.createElement('template');
  piece.innerHTML = html;
  return piece.content.querySelector('[data-carried-item]');
}

// What was said elsewhere meanwhile stands beside what was typed here; the next change begins from there.
function keepUp(field, typed, was, now) {
  const [kept, mark] = [now.querySelector('[data-word]'), now.querySelector('[data-word-was]')];
  if (was && mark) was.value = mark.value;
  if (kept && field.value === typed && kept.value !== typed.trim() && kept.value.includes(typed.trim())) field.value = kept.value;
}

function itemOf(field) {
  return field.closest('[data-carried-item]');
}
