// How it stands with saving, in words: in the bar at the foot of the form, and at fields that cannot be saved as they are. To those who hear
// the page a state is told when it becomes another, not each time something was saved.

const A_MOMENT = 300; // ms; what is saved sooner was never "being saved"
const QUIET = new Set(['saving', 'saved']);

export class Telling {
  constructor(form) {
    this.bar = form.querySelector('.savebar, [data-bar]');
    this.place = form.querySelector('[data-state]');
    this.words = this.place.dataset;
    this.said = form.querySelector('[data-announced]');
    this.called = form.querySelector('[data-called]');
    this.told = '';
  }

  // The words of a state are those of the attribute of that name; `__name__` in them is filled in.
  say(state, values = {}) {
    clearTimeout(this.soon);
    if (state === 'saving') {
      this.soon = setTimeout(() => this.put(state, this.words.saving), A_MOMENT);
      return;
    }
    const words = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`__${name}__`, value), this.words[state]);
    this.put(state, words);
    if (state === this.told) return;
    this.told = state;
    this.announce(words);
  }

  put(state, words) {
    this.bar.dataset.stands = QUIET.has(state) ? 'well' : 'ill';
    if (this.place.textContent !== words) this.place.textContent = words;
    if (state === 'out') this.place.append(' ', this.signIn());
  }

  get isIll() {
    return this.bar.dataset.stands === 'ill';
  }

  announce(words) {
    this.said.textContent = words;
  }

  // Said at once, whatever else is being read, and shown under the buttons, unless the state says the same; '' takes it away.
  call(name) {
    this.called.textContent = '';
    this.called.classList.toggle('visually-hidden', name === 'conflict');
    if (name) this.called.textContent = this.words[name];
  }

  signIn() {
    const link = document.createElement('a');
    Object.assign(link, { href: this.words.signInAt, target: '_blank', textContent: this.words.signIn });
    return link;
  }
}

// What is wrong with a field, at that field, until it is saved.
export class Faults {
  constructor(paper, first) {
    this.paper = paper;
    this.first = first;
    this.values = new Map();
  }

  get count() {
    return this.values.size;
  }

  get sentence() {
    return this.values.size ? [...this.values.values()][0].sentence : '';
  }

  // Whether this is the value that was refused.
  has(path, value) {
    return this.values.has(path) && this.values.get(path).value === value;
  }

  show(path, value, sentence) {
    this.clear(path);
    this.values.set(path, { value, sentence });
    const control = this.first(this.paper.control(path));
    const id = `${control?.id ?? path}-error`;
    const line = document.createElement('p');
    Object.assign(line, { className: 'msg', id, textContent: sentence });
    const holder = this.paper.holder(path);
    if (holder?.matches('.field')) holder.append(line);
    else holder?.after(line);
    control?.setAttribute('aria-invalid', 'true');
    control?.setAttribute('aria-describedby', [...described(control, id), id].join(' '));
    control?.classList.add('error');
  }

  clear(path) {
    this.values.delete(path);
    const control = this.first(this.paper.control(path));
    const id = `${control?.id ?? path}-error`;
    const line = document.getElementById(id);
    if (!line) return;
    line.remove();
    if (!control) return;
    control.removeAttribute('aria-invalid');
    control.classList.remove('error');
    const others = described(control, id);
    if (others.length) control.setAttribute('aria-describedby', others.join(' '));
    else control.removeAttribute('aria-describedby');
  }

  // What is saved, or gone from the page, is not wrong any more.
  forget(isNoMore) {
    for (const path of [...this.values.keys()].filter(isNoMore)) this.clear(path);
  }
}

function described(control, id) {
  return (control.getAttribute('aria-describedby') ?? '').split(' ').filter((each) => each && each !== id);
}
