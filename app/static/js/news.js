// What is told to somebody while a page is open: the number at the bell, and a quiet message that leads to it. It goes by itself after a while, but
// not while the focus or the pointer is on it; it keeps to the side of the window where it covers nothing that is being typed. live.js asks.
//
// Until when news was told is kept for this tab, so that what came between two pages is told on the second, and nothing is told twice.

const STAYS = 30_000; // ms
const PATIENCE = 1500; // ms until one goes on although it could not be told that it was read
const KEPT = 'hoego:told until ';

const messages = new WeakMap();

export function bind([bell]) {
  const place = document.querySelector('[data-told]');
  const since = new Since(bell);
  const message = messageIn(place);
  bell.addEventListener('hoego:live', ({ detail }) => {
    count(bell, detail);
    since.move(detail.mark);
    const elsewhere = detail.newest.filter((notice) => !isToldHere(notice.href));
    if (elsewhere.length) message.show(elsewhere);
  });
}

// The message of a page; other modules show theirs by it.
export function messageIn(place) {
  if (!messages.has(place)) messages.set(place, new Message(place));
  return messages.get(place);
}

// The page of the question itself tells of what comes to it (asker.js).
function isToldHere(href) {
  return Boolean(document.querySelector('[data-asker]')) && new URL(href, location.href).pathname === location.pathname;
}

function count(bell, told) {
  bell.setAttribute('aria-label', told.label);
  let dot = bell.querySelector('.dot');
  if (!told.unread) return dot?.remove();
  if (!dot) {
    dot = document.createElement('span');
    dot.className = 'dot';
    dot.setAttribute('aria-hidden', 'true');
    bell.append(dot);
  }
  dot.textContent = told.dot;
  return undefined;
}

class Since {
  constructor(bell) {
    this.bell = bell;
    const address = new URL(bell.dataset.live, location.href);
    this.name = KEPT + address.pathname;
    const kept = this.kept();
    if (kept && Date.parse(kept) < Date.parse(address.searchParams.get('since'))) this.put(kept);
    else this.move(address.searchParams.get('since'));
  }

  kept() {
    try {
      return sessionStorage.getItem(this.name);
    } catch {
      return null;
    }
  }

  move(mark) {
    if (!mark) return;
    this.put(mark);
    try {
      sessionStorage.setItem(this.name, mark);
    } catch { /* then this page alone knows */ }
  }

  put(mark) {
    const address = new URL(this.bell.dataset.live, location.href);
    address.searchParams.set('since', mark);
    this.bell.dataset.live = address.pathname + address.search;
  }
}

class Message {
  constructor(place) {
    this.place = place;
    for (const news of ['focusin', 'scroll', 'resize', 'input']) window.addEventListener(news, () => this.aside(), { passive: true });
    for (const leaving of ['focusout', 'pointerleave']) place.addEventListener(leaving, () => this.wait());
    place.addEventListener('keydown', (event) => event.key === 'Escape' && this.close());
  }

  // Each with `sentence`, `about` and `href`; `reading` is where it is told that it was read, `press` what is done instead of going there.
  show(notices) {
    const box = document.createElement('div');
    box.className = 'telling';
    const list = document.createElement('ul');
    list.append(...notices.map((notice) => this.line(notice)));
    const close = document.createElement('button');
    Object.assign(close, { type: 'button', className: 'btn small ghost', textContent: this.place.dataset.close });
    close.addEventListener('click', () => this.close());
    box.append(list, close);
    this.before = document.activeElement;
    this.place.replaceChildren(box);
    this.aside();
    this.wait();
  }

  line({ sentence, about, href, reading, press }) {
    const line = document.createElement('li');
    const said = document.createElement('span');
    const link = document.createElement('a');
    said.textContent = sentence;
    Object.assign(link, { href, textContent: about });
    for (const way of ['click', 'auxclick']) link.addEventListener(way, press ?? ((event) => go(event, reading)));
    line.append(said, link);
    return line;
  }

  wait() {
    clearTimeout(this.going);
    this.going = setTimeout(() => (this.isHeld() ? this.wait() : this.place.replaceChildren()), STAYS);
  }

  isHeld() {
    return document.hidden || this.place.contains(document.activeElement) || this.place.querySelector(':hover');
  }

  close() {
    clearTimeout(this.going);
    const hadFocus = this.place.contains(document.activeElement);
    this.place.replaceChildren();
    if (hadFocus && this.before?.isConnected) this.before.focus({ preventScroll: true });
  }

  // At the top; at the foot where something is being typed at the top. Of a field as tall as the window it keeps away from the line being typed.
  aside() {
    const typed = document.activeElement?.matches('input, textarea, select') ? document.activeElement : null;
    const box = this.place.firstElementChild;
    if (!box) return;
    const isFree = (side) => {
      this.place.dataset.side = side;
      return !typed || !overlap(box.getBoundingClientRect(), typed.getBoundingClientRect());
    };
    if (!isFree('top') && !isFree('foot')) this.place.dataset.side = typed.selectionStart > typed.value.length / 2 ? 'top' : 'foot';
  }
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

// Opened from here it is read as if opened from the list, so that the page it leads to counts it no more.
async function go(event, reading) {
  const { href } = event.currentTarget;
  const isBeside = event.type === 'auxclick' || event.ctrlKey || event.metaKey || event.shiftKey;
  if (!isBeside) event.preventDefault();
  await Promise.race([read(reading), new Promise((done) => { setTimeout(done, PATIENCE); })]);
  if (isBeside) return;
  const isHere = new URL(href).pathname === window.location.pathname;
  window.location.assign(href);
  if (isHere) window.location.reload();
}

function read(address) {
  const body = new FormData();
  body.append('csrf_token', document.querySelector('input[name=csrf_token]')?.value ?? '');
  return fetch(address, { method: 'POST', body, redirect: 'manual', keepalive: true }).catch(() => {});
}
