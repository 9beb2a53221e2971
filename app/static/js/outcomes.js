// Writing down what came out of a session, without leaving its page. In the notes (`data-notes`) Ctrl or ⌘ and Enter takes the line in which one
// writes: the form is laid over the page with that line in it and a guess at what it is, and Enter sends it; Escape goes back to the line. The buttons
// under the notes do the same by touch, those at a question open the form for it (`data-answer`).
//
// What somebody changed in a line and did not send is there again when they open that line once more. It is kept in this tab, and given back on the
// page of a session that was closed meanwhile (`data-outcome-left`).

const BULLET = /^\s*(?:[-*+•·]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]\]\s+)?/;

export async function bind([first], addresses) {
  if (first.matches('[data-outcome-left]')) return giveBack(first);
  const [{ put }, sending] = await Promise.all([import(addresses.partsJs), import(addresses.outcome_sendJs)]);
  new Sheet(first, put, sending);
  return undefined;
}

class Sheet {
  constructor(place, put, sending) {
    Object.assign(this, { put, sending, failed: place.dataset.failed, kept: keepingOf(place.dataset.outcome), line: '' });
    this.form = place.querySelector('form');
    this.text = this.form.elements.text;
    this.sheet = document.createElement('dialog');
    this.sheet.className = 'outcome-sheet';
    this.sheet.setAttribute('aria-labelledby', 'outcome-title');
    const open = place.open;
    this.sheet.append(this.form);
    place.replaceWith(this.sheet);
    this.form.querySelector('h2').className = '';
    this.kinds = document.querySelector('[data-outcome-kinds]');
    this.kinds.hidden = this.form.querySelector('[data-outcome-cancel]').hidden = false;
    this.listen();
    this.offer();
    if (open) this.show();
  }

  listen() {
    document.addEventListener('keydown', (event) => this.key(event));
    document.addEventListener('click', (event) => this.click(event));
    document.addEventListener('hoego:parts', () => this.offer());
    document.addEventListener('submit', (event) => this.submit(event), true);
    this.text.addEventListener('input', () => this.typed());
    this.form.addEventListener('change', ({ target }) => {
      if (target.name === 'people') this.chosen = true;
      if (target.name === 'question') this.choose(target.value);
    });
    this.form.querySelector('[data-outcome-cancel]').addEventListener('click', () => this.sheet.close());
    this.sheet.addEventListener('close', () => this.back());
  }

  key(event) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    if (event.target === this.text) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (event.target === notes()) {
      event.preventDefault();
      const line = lineOf(event.target);
      this.open(kindOf(line), line, event.target);
    }
  }

  click(event) {
    const answer = event.target.closest('[data-answer]');
    const kind = event.target.closest('[data-outcome-kinds] button');
    if (answer && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.open('answer', '', answer, answer.closest('[data-question]').dataset.question);
    } else if (kind) {
      this.open(kind.value, lineOf(notes()), kind);
    }
  }

  open(kind, line, from, question = null) {
    Object.assign(this, { line, from, chosen: false });
    this.form.reset();
    this.sending.forgive(this.form);
    this.form.elements.kind.value = kind;
    this.text.value = this.kept.of(line) ?? line;
    this.text.dispatchEvent(new Event('input', { bubbles: true }));
    this.choose(question ?? this.form.elements.question.value);
    this.show();
  }

  show() {
    this.sheet.showModal();
    if (this.text.value && this.form.elements.kind.value !== 'answer') this.form.querySelector('.btn.go').focus();
    else this.text.focus();
  }

  // The questions that are shown by now may be answered, and the one that was chosen.
  offer() {
    const select = this.form.elements.question;
    const chosen = this.sheet.open && select.value ? new Map([[select.value, select.selectedOptions[0].textContent]]) : new Map();
    const shown = [...document.querySelectorAll('[data-question]:has([data-answer])')].map((card) => [card.dataset.question, card.querySelector('[data-answer]').dataset.answer]);
    const all = new Map([...chosen, ...shown]);
    select.replaceChildren(...[...all].map(([number, words]) => new Option(words, number, false, number === select.value)));
    for (const button of document.querySelectorAll('[data-outcome-kinds] [value=answer], .outcome-form [value=answer]')) {
      (button.closest('label') ?? button).hidden = all.size === 0;
    }
  }

  choose(question) {
    this.form.elements.question.value = question;
    this.form.querySelector('[data-outcome-own]').hidden = !document.querySelector(`[data-question="${CSS.escape(question)}"][data-own]`);
  }

  typed() {
    this.sending.forgive(this.form);
    this.kept.keep(this.line, this.text.value);
    if (this.chosen) return;
    const boxes = [...this.form.querySelectorAll('[name=people]')];
    const named = namedIn(this.text.value, boxes.map((box) => box.closest('label').textContent));
    boxes.forEach((box, place) => (box.checked = named.has(place)));
  }

  async submit(event) {
    const form = event.target;
    if (form !== this.form && !form.matches('[data-outcome-press]')) return;
    event.preventDefault();
    const told = await this.sending.send(form, this.failed);
    if (!told) return;
    if (!told.page) {
      this.sending.blame(form, told, form === this.form ? form : form.closest('li, section') ?? form)?.focus();
    } else {
      if (form === this.form) this.noted(told.page);
      this.put(told.page);
    }
  }

  noted(page) {
    this.kept.keep(this.line, this.line);
    const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector('[data-outcome-form] [name=once]');
    if (fresh) this.form.elements.once.value = fresh.value;
    document.querySelector('[data-outcome-noted]').textContent = `${this.kinds.dataset.noted} ${this.text.value}`;
    this.sheet.close();
  }

  // A browser gives the focus back by itself, caret and all, where what had it is still there.
  back() {
    if (this.from?.isConnected) this.from.focus({ preventScroll: this.from !== notes() });
    else if (this.from) (document.querySelector(`[data-focus-key="${CSS.escape(this.from.dataset.focusKey ?? '')}"]`) ?? document.getElementById('content')).focus({ preventScroll: true });
  }
}

const notes = () => document.querySelector('textarea[data-notes], [data-notes] textarea');

// The line of the caret, without the sign of a list.
function lineOf(field) {
  if (!field) return '';
  const before = field.value.lastIndexOf('\n', field.selectionStart - 1) + 1;
  const after = field.value.indexOf('\n', field.selectionStart);
  return field.value.slice(before, after < 0 ? undefined : after).replace(BULLET, '').trim();
}

function kindOf(line) {
  if (/https?:\/\/\S/i.test(line)) return 'resource';
  return /[?？]$/.test(line) ? 'question' : 'decision';
}

// As app/peer_sessions/named.py: the places of the names that stand after an @, whole or given; of several the longest.
function namedIn(text, names) {
  const fold = (words) => words.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean).join(' ');
  const forms = names.flatMap((name, place) => {
    const whole = fold(name);
    const short = /^[가-힣]{3}$/.test(whole) ? whole.slice(1) : whole.split(' ')[0];
    return [[whole, place], [short, place]];
  });
  const found = new Set();
  for (const after of fold(text).split('@').slice(1)) {
    const fitting = forms.filter(([form]) => after.startsWith(form));
    const longest = Math.max(0, ...fitting.map(([form]) => form.length));
    for (const [form, place] of fitting) if (form.length === longest) found.add(place);
  }
  return found;
}

// What was made of which line, in this tab.
function keepingOf(session) {
  const place = `hoego-outcome-${session}`;
  const all = () => {
    try {
      return new Map(JSON.parse(sessionStorage.getItem(place) ?? '[]'));
    } catch {
      return new Map();
    }
  };
  return {
    of: (line) => all().get(line),
    all,
    keep(line, text) {
      const lines = all();
      lines.delete(line);
      if (text !== line && text.trim()) lines.set(line, text);
      try {
        if (lines.size) sessionStorage.setItem(place, JSON.stringify([...lines]));
        else sessionStorage.removeItem(place);
      } catch {
        // no storage: the page itself still has it
      }
    },
  };
}

function giveBack(box) {
  const kept = keepingOf(box.dataset.outcomeLeft);
  const texts = [...kept.all()];
  if (!texts.length) return;
  box.querySelector('textarea').value = texts.map(([, text]) => text).join('\n\n');
  box.hidden = false;
  box.querySelector('button').addEventListener('click', () => {
    for (const [line] of texts) kept.keep(line, line);
    box.remove();
  });
}
