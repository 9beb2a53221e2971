// Moves a row by its grip: with a mouse, a pen or a finger. A line shows where it will come to stand, near the edge the page goes along, and Escape
// puts it back. Pressed without dragging, the grip shows the buttons that move a row by one step; with the focus on it the arrow keys do.
// Without this module grips stay hidden and the buttons are there.

const A_DRAG = 4; // px that a press may shake
const EDGE = 72; // px from the edge where the page begins to go along
const FASTEST = 16; // px a frame
const ARROWS = { ArrowUp: -1, ArrowDown: 1 };

export async function bind(sections, addresses) {
  const { rowsOf } = await import(addresses.rowsJs);
  for (const section of sections) {
    section.querySelector('template[data-template]')?.content.querySelectorAll('[data-grip]').forEach(reveal);
    section.querySelectorAll('[data-grip]').forEach(reveal);
    section.addEventListener('pointerdown', (event) => {
      const grip = gripOf(event);
      if (grip && event.isPrimary && event.button === 0 && rowsOf(section)) new Drag(event, grip, rowsOf(section));
    });
    section.addEventListener('click', (event) => {
      const grip = gripOf(event);
      if (grip) fold(grip);
    });
    section.addEventListener('keydown', (event) => {
      const grip = gripOf(event);
      if (!grip || event.altKey || !(event.key in ARROWS)) return;
      event.preventDefault();
      rowsOf(section)?.step(grip.closest('[data-row]'), ARROWS[event.key], grip);
    });
  }
}

function gripOf(event) {
  return event.target.closest?.('[data-grip]');
}

function reveal(grip) {
  grip.hidden = false;
}

function fold(grip) {
  const open = grip.closest('[data-row]').classList.toggle('moving');
  grip.setAttribute('aria-expanded', open);
}

class Drag {
  constructor(event, grip, rows) {
    this.grip = grip;
    this.rows = rows;
    this.row = grip.closest('[data-row]');
    this.pointer = event.pointerId;
    this.y = this.from = event.clientY;
    this.scrolled = window.scrollY;
    this.ending = new AbortController();
    this.on(grip, 'pointermove', (moved) => this.drag(moved));
    this.on(grip, 'pointerup', () => this.drop());
    this.on(grip, 'pointercancel', () => this.end());
    this.on(grip, 'lostpointercapture', () => this.end());
    grip.setPointerCapture(event.pointerId);
  }

  on(target, name, react) {
    const isAnother = (event) => target === this.grip && event.pointerId !== this.pointer;
    target.addEventListener(name, (event) => isAnother(event) || react(event), { signal: this.ending.signal, capture: true });
  }

  drag(event) {
    this.y = event.clientY;
    if (!this.begun && Math.abs(this.y - this.from) < A_DRAG) return;
    if (!this.begun) this.begin();
    event.preventDefault();
    this.follow();
  }

  begin() {
    this.begun = true;
    this.row.classList.add('dragged');
    this.on(document, 'keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.end();
    });
    this.on(document, 'contextmenu', (event) => event.preventDefault());
    this.go();
  }

  // Each frame near an edge takes the page a step along, the faster the nearer.
  go() {
    if (this.ending.signal.aborted) return;
    const top = EDGE - this.y;
    const bottom = this.y - (visibleBottom() - EDGE);
    const by = top > 0 ? -Math.min(top / 4, FASTEST) : bottom > 0 ? Math.min(bottom / 4, FASTEST) : 0;
    if (by) {
      window.scrollBy({ top: by, behavior: 'instant' });
      this.follow();
    }
    requestAnimationFrame(() => this.go());
  }

  follow() {
    this.row.style.translate = `0 ${this.y - this.from + window.scrollY - this.scrolled}px`;
    const others = this.rows.all().filter((row) => row !== this.row);
    const place = others.filter((row) => middleOf(row) < this.y).length;
    if (place === this.place) return;
    this.place = place;
    this.unmark();
    if (place === this.rows.all().indexOf(this.row)) return;
    if (place < others.length) others[place].classList.add('drop-before');
    else others.at(-1).classList.add('drop-after');
  }

  drop() {
    const place = this.begun ? this.place : undefined;
    this.end();
    if (place !== undefined) this.rows.move(this.row, place);
  }

  end() {
    if (this.ending.signal.aborted) return;
    this.ending.abort();
    this.unmark();
    this.row.classList.remove('dragged');
    this.row.style.translate = '';
    if (this.begun) swallowClick(this.grip);
  }

  unmark() {
    this.rows.list.querySelectorAll('.drop-before, .drop-after').forEach((row) => row.classList.remove('drop-before', 'drop-after'));
  }
}

// Letting go of the grip after a drag is no press.
function swallowClick(grip) {
  const swallow = (event) => event.stopPropagation();
  grip.addEventListener('click', swallow, { once: true });
  setTimeout(() => grip.removeEventListener('click', swallow), 50);
}

function middleOf(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

function visibleBottom() {
  return document.querySelector('.savebar')?.getBoundingClientRect().top ?? window.innerHeight;
}
