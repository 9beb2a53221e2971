// Saves a review while it is typed. What the page does not know to be saved is kept in the browser (keeping.js) until the server has it, whatever
// happens: a closed tab, a lost network, a server that restarts, a session that ended, a token that aged.
//
// The protocol is reviews/forms/changes.py. One request is on its way at a time; what is typed meanwhile goes with the next. Where no answer came it
// is not known what the server took: the page then asks for what is saved and goes on from there.
//
// Others ask to save now by a `hoego:flush` on the form or the document (detail.waitFor takes the promise), learn by `hoego:saved` on the form that
// something was, and end it all by `hoego:forget` on the document, before somebody signs out.

const AWAY = 60_000; // ms after which a page that is looked at again asks what was saved meanwhile
const ROWS = { add: 1, remove: 1, move_up: 1, move_down: 1 }; // buttons that only change rows
const ROUNDS = 8; // requests in a row without anything new being typed

export async function bind([form], addresses) {
  const names = ['mark', 'document', 'changes', 'keeping', 'conflicts', 'telling', 'offering', 'rhythm'];
  const modules = await Promise.all(names.map((name) => import(addresses[`${name}Js`])));
  const rows = await import(addresses.rowsJs).catch(() => ({}));
  new Saving(form, Object.assign({}, ...modules, { rowsOf: rows.rowsOf })).begin();
}

class Saving {
  constructor(form, desk) {
    this.form = form;
    this.desk = desk;
    this.address = form.dataset.autosave;
    this.paper = new desk.Paper(form, desk.rowsOf);
    this.base = new desk.Base(desk);
    this.keeping = new desk.Keeping(form.dataset);
    this.telling = new desk.Telling(form);
    this.faults = new desk.Faults(this.paper, desk.first);
    this.conflicts = new desk.Conflicts(form, this.paper, (...choice) => this.chosen(...choice));
    this.whole = new Set(); // paths that must be sent in full
    this.full = new Map(); // sections that take no more rows, with how many they had then
    this.contact = Date.now();
    this.rhythm = new desk.Rhythm({ keep: () => this.keep(), send: () => this.send() });
  }

  begin() {
    const { form } = this;
    form.setAttribute('autocomplete', 'off'); // the browser shall not put back older text over what is saved
    this.base.begin(Number(form.elements.version.value), form.elements.seen.value, this.paper.read());
    this.conflicts.adopt();
    this.keep();
    for (const news of ['input', 'change', 'hoego:rows']) form.addEventListener(news, () => this.changed());
    form.addEventListener('submit', (event) => this.submit(event), { capture: true });
    this.listen();
    const { desk, paper, keeping, base, telling } = this;
    const offers = new desk.Offers(form, { ...desk, paper, keeping, base, telling });
    offers.show(() => {
      this.changed();
      this.keep();
    }).catch((error) => console.warn('offering:', error));
    if (form.dataset.unsaved === 'yes') this.changed();
    if (performance.getEntriesByType?.('navigation')[0]?.type === 'back_forward') this.look();
  }

  listen() {
    const leaving = () => {
      this.keep();
      this.send();
    };
    window.addEventListener('pagehide', leaving);
    document.addEventListener('freeze', leaving);
    document.addEventListener('visibilitychange', () => (document.hidden ? leaving() : this.look(AWAY)));
    window.addEventListener('pageshow', (event) => event.persisted && this.look());
    window.addEventListener('focus', () => this.lost && this.send());
    window.addEventListener('online', () => this.send());
    window.addEventListener('storage', ({ key, newValue }) => {
      if (key === this.keeping.key && newValue === null) this.keep();
      if (this.lost) this.send();
    });
    for (const asking of [document, this.form]) asking.addEventListener('hoego:flush', ({ detail }) => detail.waitFor(this.send()));
    document.addEventListener('hoego:forget', () => this.forget());
  }

  changed() {
    this.form.dataset.unsaved = 'yes';
    this.rhythm.typed();
  }

  // Into the browser goes whatever the server is not known to have: conflicts and faults, too, and what is on its way.
  keep() {
    this.rhythm.keeping();
    const { fields, rows } = this.desk.pendingIn(this.paper.read(), this.base);
    const isSaved = !fields.size && !rows.length;
    this.form.dataset.unsaved = isSaved || this.forgotten ? 'no' : 'yes';
    if (this.forgotten) return;
    if (isSaved) {
      this.keeping.remove();
      this.isKept = true;
      return;
    }
    const sent = [...(this.sent ?? this.doubtful ?? { fields: [] }).fields].map(([path, { now }]) => [path, this.markOfKept(now)]);
    this.isKept = this.keeping.keep({
      at: Date.now(), rows, sent: Object.fromEntries(sent), fields: Object.fromEntries([...fields].map(([path, { was, now }]) => [path, { was, now }])),
    });
  }

  forget() {
    this.forgotten = true;
    this.keeping.remove();
    this.form.dataset.unsaved = 'no';
  }

  markOfKept(value) {
    return this.desk.markOf(typeof value === 'string' ? this.desk.tidied(value) : value);
  }

  // Gives whether everything that can be saved is. A call while a request is on its way waits for that one, and what is new goes with the next.
  async send() {
    this.rhythm.sending();
    if (this.forgotten) return true;
    if (this.sending) {
      this.more = true;
      return this.sending;
    }
    this.sending = this.exchange();
    try {
      return await this.sending;
    } finally {
      this.sending = null;
      this.keep();
    }
  }

  async exchange() {
    let renewed = false;
    for (let round = 0; round < ROUNDS; round += 1) {
      this.more = false;
      if (this.lost && !(await this.findAgain())) return false;
      const changes = this.sendable();
      if (!changes) break;
      const answer = await this.post(changes);
      if (answer) {
        this.take(changes, answer);
        if (!this.more && !answer.whole.length && !answer.unknown.length) break; // what was typed meanwhile waits for its own pause
      } else if (this.lost !== 'token') {
        return false;
      } else if (renewed) {
        return this.lose('refused');
      } else {
        renewed = true;
      }
    }
    this.settle();
    return true;
  }

  // What can be saved now; null when nothing can.
  sendable() {
    const page = this.paper.read();
    const { fields, rows } = this.desk.pendingIn(page, this.base);
    this.faults.forget((path) => !this.full.has(path) && !fields.has(path));
    const isFull = (section) => {
      const count = page.keys.filter((key) => page.sections.get(key) === section).length;
      if (this.full.has(section) && count < this.full.get(section)) {
        this.full.delete(section);
        this.faults.clear(section);
      }
      return this.full.has(section);
    };
    const refused = new Set(rows.filter(([kind, section]) => kind === 'place' && isFull(section)).map(([, , key]) => key));
    const sent = {
      keys: page.keys,
      sections: page.sections,
      fields: new Map([...fields].filter(([path, { now }]) => !this.conflicts.has(path) && !this.faults.has(path, now) && !refused.has(this.desk.split(path).key))),
      rows: rows.filter(([kind, , key]) => kind === 'gone' || !refused.has(key)),
    };
    return sent.fields.size || sent.rows.length ? sent : null;
  }

  // The answer; null where there is none that says what became of it (`lost` says why).
  async post(changes) {
    const body = JSON.stringify(this.desk.asSent(changes, this.base.version, this.whole));
    this.sent = changes;
    this.keep();
    this.telling.say('saving');
    try {
      const answer = await this.desk.ask(this.address, {
        method: 'POST', body, keepalive: body.length * 3 < this.desk.BY_KEEPALIVE,
        headers: { 'Content-Type': 'application/json', 'X-CSRFToken': this.form.elements.csrf_token.value },
      });
      if ([200, 409, 422].includes(answer.status)) {
        const told = await answer.json();
        if (Number.isInteger(told.version)) return told;
        return this.lose('refused', told.sentence);
      }
      if (answer.status === 400) this.lost = 'token';
      else if (answer.status === 401) this.lose('out');
      else if (answer.status === 429 || answer.status >= 500) this.lose('kept');
      else this.lose('refused', (await answer.json().catch(() => ({}))).sentence);
    } catch {
      this.doubtful = changes;
      this.lose('kept');
    } finally {
      this.sent = null;
    }
    return null;
  }

  // Asks what is saved, and whose it is. Gives whether it can go on.
  async findAgain() {
    let answer;
    try {
      answer = await this.desk.ask(this.address);
      if (answer.type === 'opaqueredirect' || answer.status === 401) return this.lose('out');
      if (answer.status === 429 || answer.status >= 500) return this.lose('kept');
      if (!answer.ok) return this.lose('refused', (await answer.json().catch(() => ({}))).sentence);
      answer = await answer.json();
    } catch {
      return this.lose('kept');
    }
    if (String(answer.account) !== this.form.dataset.account) return this.lose('another');
    for (const token of document.querySelectorAll('input[name=csrf_token]')) token.value = answer.csrf_token;
    if (this.saved || this.doubtful || this.telling.isIll) this.saved = answer.saved;
    this.reach(answer);
    this.rebase(answer.document);
    this.doubtful = null;
    return true;
  }

  // Out of touch: said, kept, tried again after a while. Always false.
  lose(why, sentence) {
    this.lost = why;
    this.keep();
    const isSaved = this.form.dataset.unsaved === 'no';
    if (!isSaved || why !== 'kept') this.telling.say(this.isKept ? why : 'nowhere', { fault: sentence ?? '' });
    this.rhythm.lost(why === 'out' || why === 'another');
    return false;
  }

  reach({ version }) {
    this.lost = null;
    this.rhythm.reached();
    this.contact = Date.now();
    this.base.version = version;
  }

  // Looks what was saved elsewhere, when the last answer is older than this.
  look(older = 0) {
    if (Date.now() - this.contact < older) return;
    if (!this.sending) this.lost ??= 'touch';
    this.send();
  }

  take(changes, answer) {
    const { base, desk } = this;
    const unknown = new Set(answer.unknown);
    const conflicts = new Map(answer.conflicts.map((each) => [each.path, each.html]));
    this.doubtful = null;
    this.saved = answer.saved;
    this.reach(answer);
    for (const [kind, ...what] of changes.rows) {
      if (kind === 'gone') base.rows.delete(what[0]);
      else if (kind === 'place') this.takeRow(what[0], what[1], answer, changes);
    }
    for (const key of unknown) base.rows.delete(key);
    for (const [path, { now }] of changes.fields) {
      if (unknown.has(desk.split(path).key)) continue;
      if (path in answer.faults) this.faults.show(path, now, answer.faults[path]);
      else if (answer.whole.includes(path)) this.whole.add(path);
      else if (!conflicts.has(path)) this.takeField(path, now, answer.tidied[path]);
    }
    base.order(changes.keys);
    if (answer.document) this.rebase(answer.document);
    for (const [path, html] of conflicts) this.conflicts.show(path, html, changes.fields.get(path)?.now);
    if (conflicts.size) this.telling.call('conflict');
    else if (answer.returned.length) this.telling.call('returned');
    this.keep();
    this.form.dispatchEvent(new CustomEvent('hoego:saved', { bubbles: true }));
  }

  takeRow(section, key, answer, changes) {
    if (section in answer.faults) {
      this.full.set(section, changes.keys.filter((each) => changes.sections.get(each) === section).length);
      this.faults.show(section, null, answer.faults[section]);
    } else {
      this.base.addRow(section, key, this.desk.namesOf(section));
    }
  }

  takeField(path, now, kept) {
    const { base, desk } = this;
    this.whole.delete(path);
    this.faults.clear(path);
    const text = kept === undefined ? now : kept.mark ? desk.tidied(now) : kept;
    if (kept?.mark && desk.markOf(text) !== kept.mark) base.put(path, { mark: kept.mark, echo: now });
    else base.put(path, base.saved(text, now));
  }

  // Somebody saved in between: what nobody touched here becomes what is saved. What was, stays, and the server tells of a conflict.
  rebase(document) {
    const { base, paper, desk } = this;
    const page = paper.read();
    const moved = desk.pendingIn(page, base).rows.some(([kind]) => kind === 'move');
    const there = new Map(document.rows.map((row) => [row.key, row]));
    const untouched = (key) => [...base.rows.get(key).keys()].every((name) => {
      const path = `${page.sections.get(key)}.${key}.${name}`;
      return !page.fields.has(path) || base.isSaved(path, page.fields.get(path));
    });
    for (const key of [...base.rows.keys()].filter((each) => !there.has(each))) {
      if (page.sections.has(key) && untouched(key)) paper.remove(key);
      base.rows.delete(key);
    }
    const { rows, ...singles } = document;
    for (const [name, value] of Object.entries(singles)) this.rebaseField(name, value, page);
    const last = new Map();
    for (const { section, key, values } of rows) {
      const isNew = !base.rows.has(key) && !page.sections.has(key);
      base.addRow(section, key, Object.keys(values));
      if (isNew) {
        paper.place(section, key, last.get(section) ?? null);
        if (!paper.row(key)) { // a page that cannot show it must not seem to have taken it out
          base.rows.delete(key);
          continue;
        }
      }
      for (const [name, value] of Object.entries(values)) {
        if (isNew) {
          base.put(`${section}.${key}.${name}`, base.saved(value));
          paper.write(`${section}.${key}.${name}`, value);
        } else {
          this.rebaseField(`${section}.${key}.${name}`, value, page);
        }
      }
      last.set(section, key);
    }
    base.order(rows.map(({ key }) => key));
    if (!moved) this.reorder(rows);
  }

  rebaseField(path, value, page) {
    const { base, desk } = this;
    const own = this.doubtful?.fields.get(path)?.now;
    const here = page.fields.get(path);
    const { mark } = base.entry(path);
    const isOwn = own !== undefined && (value === own || (typeof own === 'string' && value === desk.tidied(own)));
    if (desk.markOf(value) === mark) {
      if (base.entry(path).value === undefined) base.put(path, { ...base.entry(path), value });
    } else if (isOwn) {
      base.put(path, base.saved(value, own));
    } else if (here === value || (here === undefined && !desk.split(path).key)) {
      base.put(path, base.saved(value));
    } else if (here !== undefined && base.isSaved(path, here) && !this.conflicts.has(path)) {
      base.put(path, base.saved(value));
      this.paper.write(path, value);
    }
  }

  // Rows that were moved elsewhere stand here as there.
  reorder(rows) {
    const page = this.paper.read();
    for (const section of new Set(rows.map((row) => row.section))) {
      const here = page.keys.filter((key) => page.sections.get(key) === section);
      const target = rows.filter((row) => row.section === section && here.includes(row.key)).map(({ key }) => key);
      if (here.filter((key) => target.includes(key)).join() === target.join()) continue;
      target.forEach((key, at) => this.paper.place(section, key, target[at - 1] ?? null));
    }
  }

  chosen(path, saved, text) {
    this.base.put(path, this.base.saved(saved));
    this.paper.write(path, text);
    this.keep();
    this.send();
  }

  // How it stands when there is nothing left to send.
  settle() {
    this.keep();
    if (this.conflicts.count) this.telling.say('conflict');
    else if (this.faults.count) this.telling.say('faulty', { fault: this.faults.sentence });
    else if (this.saved) this.telling.say('saved', { time: this.saved });
    if (!this.conflicts.count) this.telling.call('');
  }

  // The buttons of the form send it as without script, once everything in it is saved.
  async submit(event) {
    const { form } = this;
    const button = event.submitter;
    if (form.dataset.flushed) {
      delete form.dataset.flushed;
      return;
    }
    if (button?.name in ROWS) { // nothing is saved by it: the page that comes back goes on from here
      this.fillIn();
      return;
    }
    event.preventDefault();
    if (this.isSubmitting) return;
    this.isSubmitting = true;
    button?.setAttribute('aria-disabled', 'true');
    const [isSaved] = await Promise.all([this.send(), new Promise((done) => setTimeout(done))]); // not before this event is over
    this.isSubmitting = false;
    button?.removeAttribute('aria-disabled');
    const throwsAway = button?.formNoValidate;
    if (this.conflicts.count && !throwsAway) {
      this.telling.call('conflict');
      this.conflicts.goToFirst();
    } else if (!isSaved) {
      this.telling.call('unsent');
    } else {
      this.fillIn();
      if (throwsAway) this.forget();
      form.dataset.flushed = 'yes';
      form.requestSubmit(button);
    }
  }

  fillIn() {
    this.form.elements.version.value = this.base.version;
    this.form.elements.seen.value = this.base.seen();
  }
}
