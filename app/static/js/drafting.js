// Saves a reply while it is written, as autosave.js does a review: within two seconds of a pause, and kept in the browser (keeping.js) until the
// server has it. How it stands is said by telling.js. The protocol is questions/views/drafts.py: one text with the number of its version; where another
// page saved something else since, both stand here and one chooses.
//
//   <form data-draft="…/draft" data-account data-cohort data-question>  text, version, once, csrf_token;  questions/_draft.html inside
//
// What the server says of the claim is told by `hoego:claim` on the document (claim.js). Others ask to save now by `hoego:flush` on the form or the
// document (detail.waitFor takes the promise), learn by `hoego:saved` on the form, and end it all by `hoego:forget` on the document.

export async function bind([form], addresses) {
  const [{ Keeping }, { Telling }, saving] = await Promise.all([import(addresses.keepingJs), import(addresses.tellingJs), import(addresses.rhythmJs)]);
  new Draft(form, new Keeping(form.dataset, asRecord), new Telling(form), saving).begin();
}

class Draft {
  constructor(form, keeping, telling, { Rhythm, ask, BY_KEEPALIVE }) {
    Object.assign(this, { form, keeping, telling, ask, field: form.elements.text, address: form.dataset.draft, sentOn: BY_KEEPALIVE });
    this.saved = form.dataset.unsaved === 'yes' ? null : this.field.value;
    this.rhythm = new Rhythm({ keep: () => this.keep(), send: () => this.send() });
  }

  begin() {
    const { form, field } = this;
    form.setAttribute('autocomplete', 'off'); // the browser shall not put back older text over what is saved
    if (this.saved === null) this.changed();
    else form.dataset.unsaved = 'no';
    field.addEventListener('input', () => this.changed());
    form.addEventListener('submit', (event) => this.submit(event), { capture: true });
    window.addEventListener('pagehide', () => this.leave());
    document.addEventListener('visibilitychange', () => document.hidden && !this.isDone && this.keep() && this.send());
    window.addEventListener('focus', () => this.lost && this.send());
    window.addEventListener('online', () => this.send());
    for (const asking of [document, form]) asking.addEventListener('hoego:flush', ({ detail }) => detail.waitFor(this.send()));
    document.addEventListener('hoego:forget', () => this.forget());
    this.offer().catch((error) => console.warn('offering:', error));
  }

  get isSaved() {
    return this.field.value === this.saved;
  }

  changed() {
    if (this.isDone) return;
    this.form.dataset.unsaved = this.isSaved ? 'no' : 'yes';
    this.rhythm.typed();
  }

  keep() {
    this.rhythm.keeping();
    if (this.isDone) return false;
    this.form.dataset.unsaved = this.isSaved ? 'no' : 'yes';
    if (this.isSaved) this.keeping.remove();
    this.isKept = this.isSaved || this.keeping.keep({ at: Date.now(), text: this.field.value, once: this.form.elements.once.value });
    return true;
  }

  forget() {
    this.isDone = true;
    this.keeping.remove();
    this.form.dataset.unsaved = 'no';
  }

  leave() {
    if (this.isDone || this.isSaved) return;
    this.keep();
    this.send({ leaving: 'yes' });
  }

  // Gives whether what stands in the field is saved.
  async send(more = {}) {
    this.rhythm.sending();
    if (this.sending) await this.sending.catch(() => {});
    if (this.isDone || this.isSaved) return true;
    if (this.conflict || this.field.value === this.refused) return false;
    this.sending = this.exchange(more);
    try {
      return await this.sending;
    } finally {
      this.sending = null;
      this.keep();
    }
  }

  async exchange(more) {
    if (this.lost && !(await this.findAgain())) return false;
    const text = this.field.value;
    this.telling.say('saving');
    let answer;
    try {
      answer = await this.post(text, more);
      if (answer.status === 400 && (await this.findAgain())) answer = await this.post(text, more);
    } catch {
      this.doubtful = text;
      return this.lose('kept');
    }
    const told = await answer.json().catch(() => ({}));
    if (answer.status === 200) return this.take(text, told);
    if (answer.status === 409 && 'text' in told) return this.differ(told);
    if (answer.type === 'opaqueredirect' || answer.status === 401) return this.lose('out');
    if (answer.status === 429 || answer.status >= 500) return this.lose('kept');
    this.refused = text; // not sent again before it is another
    this.telling.say('refused', { fault: told.sentence ?? '' });
    return false;
  }

  post(text, more) {
    const body = new URLSearchParams({ text, version: this.form.elements.version.value, once: this.form.elements.once.value, ...more });
    return this.ask(this.address, {
      method: 'POST', body, keepalive: String(body).length < this.sentOn, headers: { 'X-CSRFToken': this.form.elements.csrf_token.value },
    });
  }

  take(text, { version, saved, claim }) {
    this.lost = null;
    this.rhythm.reached();
    this.doubtful = null;
    this.refused = null;
    this.saved = text;
    this.form.elements.version.value = version;
    this.telling.say('saved', { time: saved });
    this.tellClaim(claim);
    this.form.dispatchEvent(new CustomEvent('hoego:saved', { bubbles: true }));
    return this.isSaved;
  }

  tellClaim(claim) {
    if (claim) document.dispatchEvent(new CustomEvent('hoego:claim', { detail: claim }));
  }

  // Another page saved something else; unless it is what this one sent and got no answer for.
  differ({ text, version, saved, claim }) {
    this.form.elements.version.value = version;
    this.tellClaim(claim);
    if (text === this.doubtful?.trim()) {
      this.saved = this.doubtful;
      this.lost = null;
      this.telling.say('saved', { time: saved });
      this.doubtful = null;
      setTimeout(() => this.send());
      return false;
    }
    this.conflict = text;
    this.telling.say('conflict');
    const piece = this.form.querySelector('template[data-both]').content.firstElementChild.cloneNode(true);
    piece.querySelector('[data-mine]').textContent = this.field.value;
    piece.querySelector('[data-theirs]').textContent = text;
    piece.addEventListener('click', ({ target }) => {
      const { take } = target.dataset;
      if (!take) return;
      piece.remove();
      this.conflict = null;
      this.saved = text;
      this.write({ mine: this.field.value, theirs: text, both: both(text, this.field.value) }[take]);
    });
    this.field.closest('.field').before(piece);
    return false;
  }

  write(text) {
    this.field.value = text;
    this.field.dispatchEvent(new Event('input', { bubbles: true }));
    this.field.focus();
    this.send();
  }

  // Asks whose it is and what is saved. Gives whether it can go on.
  async findAgain() {
    try {
      const answer = await this.ask(this.address);
      if (answer.type === 'opaqueredirect' || answer.status === 401) return this.lose('out');
      if (!answer.ok) return this.lose('kept');
      const { account, csrf_token: token, text, version } = await answer.json();
      if (String(account) !== this.form.dataset.account) return this.lose('another');
      for (const each of document.querySelectorAll('input[name=csrf_token]')) each.value = token;
      if (this.doubtful && text === this.doubtful.trim()) {
        this.saved = this.doubtful;
        this.form.elements.version.value = version;
      }
      this.doubtful = null;
      this.lost = null;
      return true;
    } catch {
      return this.lose('kept');
    }
  }

  // Out of touch: said, kept, tried again after a while. Always false.
  lose(why) {
    this.lost = why;
    this.keep();
    this.telling.say(this.isKept ? why : 'nowhere');
    this.rhythm.lost(why !== 'kept');
    return false;
  }

  // The buttons send the form as without script, once what is on its way has arrived.
  async submit(event) {
    const { form } = this;
    const button = event.submitter;
    if (form.dataset.flushed) {
      delete form.dataset.flushed;
      return;
    }
    event.preventDefault();
    if (this.isSubmitting) return;
    this.isSubmitting = true;
    button?.setAttribute('aria-disabled', 'true');
    await Promise.all([this.send(), new Promise((done) => { setTimeout(done); })]); // not before this event is over
    this.isSubmitting = false;
    button?.removeAttribute('aria-disabled');
    if (button && 'save' in button.dataset) return;
    if (this.lost) {
      this.telling.call('unsent');
      return;
    }
    this.isDone = true; // what is posted is no draft any more
    if (this.isSaved) this.keeping.remove();
    form.dataset.unsaved = 'no';
    form.dataset.flushed = 'yes';
    form.requestSubmit(button);
    window.addEventListener('pageshow', () => { this.isDone = false; }, { once: true });
  }

  // What this browser kept and the server does not have.
  async offer() {
    for (const { key, record } of await this.keeping.leftBehind()) {
      if (!record.text.trim() || record.text === this.field.value || (await this.wasPosted(record.once))) this.keeping.remove(key);
      else this.show(key, record);
    }
  }

  async wasPosted(once) {
    const answer = await this.ask(`${this.address}?once=${encodeURIComponent(once)}`).catch(() => null);
    return Boolean(answer?.ok && (await answer.json()).posted);
  }

  show(key, record) {
    const pattern = this.form.querySelector('template[data-offer]');
    const banner = pattern.content.firstElementChild.cloneNode(true);
    banner.querySelector('[data-when]').textContent = pattern.dataset.when.replace('__when__', moment(record.at));
    banner.querySelector('[data-what]').textContent = record.text;
    banner.querySelector('[data-back]').addEventListener('click', () => {
      banner.remove();
      this.write(both(this.field.value, record.text));
      this.keep();
      this.keeping.remove(key);
      this.telling.announce(pattern.dataset.isBack);
    });
    banner.querySelector('[data-away]').addEventListener('click', () => {
      banner.remove();
      this.keeping.remove(key);
      this.field.focus();
    });
    pattern.before(banner);
  }
}

function asRecord({ at, text, once }) {
  return { at: Number(at), text: String(text), once: String(once) };
}

function both(one, other) {
  if (!one.trim() || other.includes(one)) return other;
  return one.includes(other) ? one : `${one}\n\n${other}`;
}

function moment(at) {
  return new Date(at).toLocaleString(document.documentElement.lang, { month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}
