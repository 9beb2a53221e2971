// Notes that everybody of a session writes into at once. What is typed is sent while one types, and what others typed is put in: by lines (lines.js), as the
// server does it. The protocol is peer_sessions/views/notes.py.
//
//   <form data-notes data-account data-cohort data-of="12" data-version="7">  base, text, csrf_token
//   <p data-notes-shown="…/notes" data-version="7">  for who only reads
//
// `base` is what the notes were when the field was last in step with them: what is sent is that and what stands there now. One request is on its way at a
// time. Where no answer came it is not known what the server took, so the same is sent once more under the same number before anything else.
// What the server does not have is kept in the browser (keeping.js); what a closed page left there goes in when the notes are opened again.
//
// While the keyboard puts a syllable together the field is not touched, and what is sent is what stood there before it; but one that nobody goes on
// with is sent as it is. Others ask to send now by `hoego:flush` on the document (detail.waitFor takes the promise), and end it all by `hoego:forget`.

const PAUSE = 300; // ms without typing after which it is sent
const BETWEEN = 500; // ms from an answer to the next send
const STILL = 1000; // ms after which a syllable that is being put together counts as it stands
const A_WHILE = 10_000; // ms for which a remark stands, though somebody types on

export async function bind([place], addresses) {
  const names = ['lines', 'caret', 'keeping', 'telling', 'rhythm', 'changes', 'left'];
  const modules = await Promise.all(names.map((name) => import(addresses[`${name}Js`])));
  const desk = Object.assign({}, ...modules);
  if (place.matches('form')) new Notes(place, desk).begin();
  else show(place, desk.ask);
}

class Notes {
  constructor(form, desk) {
    Object.assign(this, { form, desk, field: form.elements.text, address: form.getAttribute('action'), left: [], sent: null, composing: null, number: 0, next: 0 });
    this.page = Math.random().toString(36).slice(2, 10).padEnd(4, '0');
    this.base = form.elements.base.value;
    this.notes = { text: this.base, version: Number(form.dataset.version) };
    this.heard = this.notes.version;
    this.keeping = desk.keepingOf(form, desk.Keeping);
    this.telling = new desk.Telling(form);
    this.rhythm = new desk.Rhythm({ keep: () => this.keep(), send: () => this.send(), pause: PAUSE, latest: BETWEEN });
  }

  begin() {
    const { form, field } = this;
    form.setAttribute('autocomplete', 'off'); // the browser shall not put back older text over what others wrote
    field.readOnly = false;
    if (document.activeElement !== field) this.desk.toTheEnd(field);
    for (const button of form.querySelectorAll('[data-save]')) button.hidden = true;
    field.addEventListener('input', () => this.typed());
    field.addEventListener('compositionstart', () => this.compose());
    field.addEventListener('compositionupdate', () => this.compose());
    field.addEventListener('compositionend', () => this.composed());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.send(true);
    });
    this.listen();
    this.keeping.leftBehind().then((left) => {
      this.left = left;
      if (left.length || !this.isSaved) this.send();
    });
    form.dataset.unsaved = this.isSaved ? 'no' : 'yes';
  }

  listen() {
    const leaving = () => {
      this.keep();
      this.send(true);
    };
    const page = document.querySelector('[data-live][data-session]');
    page?.addEventListener('hoego:live', ({ detail }) => {
      this.heard = detail.notes;
      if (this.heard > this.notes.version) this.send();
    });
    page?.addEventListener('hoego:moment', () => this.isOutOfReach && this.send());
    window.addEventListener('pagehide', leaving);
    document.addEventListener('freeze', leaving);
    document.addEventListener('visibilitychange', () => document.hidden && leaving());
    window.addEventListener('focus', () => this.lost && this.send());
    window.addEventListener('online', () => this.send());
    document.addEventListener('hoego:flush', ({ detail }) => detail.waitFor(this.flush()));
    document.addEventListener('hoego:forget', () => this.forget());
  }

  // What can be sent: not half a syllable.
  get text() {
    return this.desk.tidied(this.composing === null || this.isStill ? this.field.value : this.composing);
  }

  get isSaved() {
    return !this.sent && this.desk.tidied(this.field.value) === this.base;
  }

  get canBeSent() {
    return Boolean(this.sent) || (this.text !== this.base && this.text !== this.refused);
  }

  typed() {
    if (this.isPutting) return;
    this.form.dataset.unsaved = this.isSaved ? 'no' : 'yes';
    if (this.remarked && Date.now() - this.remarked > A_WHILE) this.remark('');
    this.rhythm.typed();
  }

  compose() {
    this.composing ??= this.field.value;
    this.isStill = false;
    clearTimeout(this.still);
    this.still = setTimeout(() => {
      this.isStill = true;
      this.send();
    }, STILL);
  }

  composed() {
    this.composing = null;
    clearTimeout(this.still);
    setTimeout(() => { // the field has the syllable by then, in every browser
      this.settle();
      this.typed();
    });
  }

  keep() {
    this.rhythm.keeping();
    const { isSaved } = this;
    this.form.dataset.unsaved = isSaved || this.forgotten ? 'no' : 'yes';
    if (this.forgotten) return;
    if (isSaved) this.keeping.remove();
    this.isKept = isSaved || this.keeping.keep({ at: Date.now(), page: this.page, base: this.base, text: this.desk.tidied(this.field.value), sent: this.sent });
  }

  forget() {
    this.forgotten = true;
    this.keeping.remove();
    this.form.dataset.unsaved = 'no';
  }

  // Gives whether everything is saved.
  async flush() {
    await this.running;
    return this.send(true);
  }

  // What is typed while a request is on its way waits for its own pause; `now` does not wait for the time between two sends.
  async send(now = false) {
    this.rhythm.sending();
    if (this.forgotten) return true;
    if (this.running) return this.running;
    this.running = this.run(now);
    try {
      return await this.running;
    } finally {
      this.running = null;
      this.keep();
      if (!this.lost && (this.canBeSent || this.heard > this.notes.version)) this.rhythm.typed();
    }
  }

  async run(now) {
    if (this.lost && !(await this.findAgain())) return false;
    if (!(await this.bringIn())) return false;
    const wait = this.next - Date.now();
    if (this.canBeSent && (now || wait <= 0) && !(await this.post())) return false;
    if (this.heard > this.notes.version) return this.findAgain();
    return this.isSaved;
  }

  async post() {
    this.sent ??= { base: this.base, text: this.text, once: `${this.page}.${(this.number += 1)}` };
    this.keep();
    this.telling.say('saving');
    const { sent } = this;
    const told = await this.exchange(sent);
    if (!told) return false;
    this.sent = null;
    this.next = Date.now() + BETWEEN;
    if ('fault' in told) {
      this.refused = sent.text; // not sent again before it is another
      this.telling.say('refused', told);
      return false;
    }
    this.refused = null;
    this.base = sent.text;
    this.hear(told);
    if (told.both) this.remark(told.both);
    this.telling.say(this.isSaved ? 'saved' : 'saving');
    return true;
  }

  // The answer; {fault} where it is not taken, null where there is none that says what became of it (`lost` says why).
  async exchange(sent) {
    try {
      let answer = await this.ask(sent);
      if (answer.status === 400 && (await this.findAgain())) answer = await this.ask(sent);
      if (answer.type === 'opaqueredirect' || answer.status === 401) return this.lose('out');
      if (answer.status === 429 || answer.status >= 500) return this.lose('kept');
      const told = await answer.json();
      if (answer.ok) this.reach();
      return answer.ok ? told : { fault: told.sentence ?? '' };
    } catch {
      this.isOutOfReach = true;
      return this.lose('kept');
    }
  }

  // As parts, in which Hangul takes a third of the room that it takes in the line of a form.
  ask(sent) {
    const body = new FormData();
    for (const name of ['base', 'text', 'once']) body.append(name, sent[name]);
    return this.desk.ask(this.address, {
      method: 'POST', body, keepalive: (sent.base.length + sent.text.length) * 3 < this.desk.BY_KEEPALIVE - 1000, headers: { 'X-CSRFToken': this.form.elements.csrf_token.value },
    });
  }

  // Asks what the notes are, and whose page this is. Gives whether it can go on.
  async findAgain() {
    try {
      const answer = await this.desk.ask(this.address);
      if (answer.type === 'opaqueredirect' || answer.status === 401) return Boolean(this.lose('out'));
      if (answer.status === 429 || answer.status >= 500) return Boolean(this.lose('kept'));
      if (!answer.ok) return Boolean(this.lose('refused', (await answer.json().catch(() => ({}))).sentence));
      const told = await answer.json();
      if (String(told.account) !== this.form.dataset.account) return Boolean(this.lose('another'));
      for (const token of document.querySelectorAll('input[name=csrf_token]')) token.value = answer.headers.get('Hoego-Token');
      this.reach();
      this.hear(told);
      if (this.telling.isIll && this.isSaved) this.telling.say('saved');
      return true;
    } catch {
      this.isOutOfReach = true;
      return Boolean(this.lose('kept'));
    }
  }

  reach() {
    this.lost = null;
    this.isOutOfReach = false;
    this.rhythm.reached();
  }

  // Out of touch: said where something is not saved, kept, tried again after a while. Always null.
  lose(why, fault = '') {
    this.lost = why;
    this.keep();
    if (!this.isSaved || why !== 'kept') this.telling.say(this.isKept ? why : 'nowhere', { fault });
    this.rhythm.lost(why === 'out' || why === 'another');
    return null;
  }

  hear({ text, version }) {
    if (version < this.notes.version) return;
    this.notes = { text, version };
    this.settle();
  }

  // What others wrote is put in between, when it is known what became of what was sent from here, and no syllable is being put together.
  settle() {
    if (this.composing !== null || this.sent) return;
    const { text, both } = this.desk.merge(this.base, this.notes.text, this.field.value.normalize('NFC'));
    this.base = this.notes.text;
    if (both.length) this.remark(this.telling.words.both.replace('__lines__', both.join(' / ')));
    if (text === this.field.value) return;
    this.isPutting = true;
    this.desk.put(this.field, text, this.desk.aligned);
    this.field.dispatchEvent(new Event('input', { bubbles: true })); // the field grows
    this.isPutting = false;
  }

  remark(sentence) {
    this.remarked = sentence ? Date.now() : 0;
    this.form.querySelector('[data-remark]').textContent = sentence;
  }

  // What pages that are not open any more had not sent. What cannot be taken is shown, to be copied.
  async bringIn() {
    for (; this.left.length; this.left.shift()) {
      const [{ key, record }] = this.left;
      const fault = await this.sendLeft(record);
      if (fault === null) return false;
      if (fault) {
        this.desk.showLeft(document.querySelector('[data-left]'), record.text, () => this.keeping.remove(key));
      } else {
        this.keeping.remove(key);
        this.remark(this.telling.words.brought);
      }
    }
    return true;
  }

  // Why it is not taken, '' when it is, null where no answer came.
  async sendLeft({ at, page, base, text, sent }) {
    const sends = [sent, { base: sent?.text ?? base, text, once: `${page}-${at}.1` }];
    for (const each of sends.filter((one) => one && one.base !== one.text)) {
      const told = await this.exchange(each);
      if (!told) return null;
      if ('fault' in told) return told.fault || ' ';
      this.hear(told);
    }
    return '';
  }
}

// For who only reads.
function show(place, ask) {
  let version = Number(place.dataset.version);
  document.querySelector('[data-live][data-session]')?.addEventListener('hoego:live', async ({ detail }) => {
    if (detail.notes <= version) return;
    const answer = await ask(place.dataset.notesShown).catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!told || told.version <= version) return;
    version = told.version;
    place.textContent = told.text;
  });
}
