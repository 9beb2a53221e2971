// The queue while somebody reads it. live.js asks what happened; nothing that is there moves: who writes, and what was answered meanwhile,
// is marked in its row, and new questions are announced at the top until somebody wants them. They wait the shortest, so they come at the end.
//
// A row that is over keeps its height, and what has the focus keeps it, or it goes to the question itself.

const A_MINUTE = 60_000; // ms

export function bind([queue]) {
  const page = new Waiting(queue);
  queue.addEventListener('hoego:live', ({ detail }) => page.take(detail));
  setInterval(() => page.tick(), A_MINUTE / 4);
}

class Waiting {
  constructor(queue) {
    this.queue = queue;
    this.title = document.querySelector('[data-queue-title]');
    this.place = queue.querySelector('[data-announced]');
  }

  get list() {
    return this.queue.querySelector('ol');
  }

  take(told) {
    this.title.textContent = told.title;
    const count = document.querySelector('.top nav [aria-current] .count');
    if (count) count.textContent = told.waiting;
    this.announce(told.new);
    for (const row of this.list?.children ?? []) mark(row, told.rows[row.id.slice(2)], this.queue.dataset);
  }

  announce(words) {
    if (this.place.textContent === words) return;
    if (!words) {
      this.place.replaceChildren();
      return;
    }
    let link = this.place.querySelector('a');
    if (!link) {
      link = document.createElement('a');
      Object.assign(link, { className: 'btn', href: this.place.dataset.announced });
      link.addEventListener('click', (event) => this.load(event));
      this.place.replaceChildren(link);
    }
    link.textContent = words;
  }

  // Where the page ends before them, or has no list yet, the link leads to them.
  async load(event) {
    if (!this.list || 'goesOn' in this.queue.dataset || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const answer = await fetch(this.place.dataset.announced).catch(() => null);
    const rows = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html').querySelectorAll('[data-queue] ol > li') : [];
    const fresh = [...rows].filter((row) => !document.getElementById(row.id)).map((row) => document.adoptNode(row));
    if (!fresh.length) {
      location.assign(this.place.dataset.announced);
      return;
    }
    for (const row of fresh) row.querySelector('.btn.go')?.classList.remove('go');
    this.list.append(...fresh);
    this.announce('');
    this.watch();
    fresh[0].querySelector('a').focus();
  }

  watch() {
    const address = new URL(this.queue.dataset.live, location.href);
    address.searchParams.set('ids', [...this.list.children].map((row) => row.id.slice(2)).join(','));
    this.queue.dataset.live = address.pathname + address.search;
  }

  tick() {
    for (const chip of this.queue.querySelectorAll('[data-until]')) count(chip, this.queue.dataset);
  }
}

function mark(row, stand, words) {
  if (!stand) return;
  const form = row.querySelector('[data-claim]');
  const same = row.querySelector('[data-same]');
  const key = `${stand.state} ${stand.words ?? ''} ${stand.until ?? ''}`;
  if (row.dataset.told === key) return;
  const hadFocus = row.querySelector('[data-stand]').contains(document.activeElement);
  row.dataset.told = key;
  row.classList.toggle('over', stand.state === 'over');
  if (form) form.hidden = stand.state !== 'free';
  if (same) same.hidden = stand.state === 'held' || stand.state === 'over';
  tell(row.querySelector('[data-stand]'), stand, words);
  if (hadFocus && !document.activeElement?.checkVisibility?.()) row.querySelector('a').focus({ preventScroll: true });
}

function tell(place, stand, words) {
  place.querySelector('[data-until], [data-over]')?.remove();
  if (!stand.words) return;
  const chip = document.createElement('span');
  const said = document.createElement('span');
  said.textContent = stand.words;
  chip.append(said);
  if (stand.state === 'over') {
    chip.className = `chip ${stand.look}`.trim();
    chip.dataset.over = '';
  } else {
    chip.className = 'chip mentor';
    chip.dataset.until = stand.until;
    chip.append(document.createElement('span'));
    count(chip, words);
  }
  place.querySelector('form')?.after(chip);
  if (!chip.isConnected) place.prepend(chip);
}

function count(chip, words) {
  const minutes = Math.max(Math.floor((Date.parse(chip.dataset.until) - Date.now()) / A_MINUTE), 1);
  chip.lastElementChild.textContent = `· ${words.left.replace('{n}', minutes)}`;
}
