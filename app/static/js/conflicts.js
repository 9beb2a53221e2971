// Where the same field was changed here and elsewhere: both texts stand at the field, and what is chosen comes into it at once. Until then
// the field is not sent. A page that came back with such pieces (409) is taken over in the same way.

export class Conflicts {
  // `chosen(path, saved, text)`: `saved` is what the server has, `text` what shall stand in the field.
  constructor(form, paper, chosen) {
    this.form = form;
    this.paper = paper;
    this.chosen = chosen;
    this.frame = form.querySelector('template[data-conflict]');
    this.open = new Map();
    form.addEventListener('change', ({ target }) => {
      const piece = target.closest?.('[data-both]');
      if (piece && target.name === `take-${piece.dataset.both}`) this.choose(piece, target.value);
    });
  }

  adopt() {
    for (const piece of this.form.querySelectorAll('[data-both]')) this.take(piece, piece, valueAt(this.paper, piece.dataset.both));
  }

  show(path, html, mine) {
    this.remove(path);
    const frame = this.frame.content.firstElementChild.cloneNode(true);
    frame.insertAdjacentHTML('beforeend', html);
    (this.paper.holder(path) ?? this.form.querySelector('.savebar')).after(frame);
    this.take(frame.querySelector('[data-both]'), frame, mine);
  }

  take(piece, element, mine) {
    piece.querySelectorAll('input[type=radio]').forEach((radio) => { radio.checked = false; }); // without script one's own text is kept
    this.open.set(piece.dataset.both, { piece, element, mine });
  }

  has(path) {
    if (this.open.has(path) && !this.open.get(path).element.isConnected) this.open.delete(path); // its row was taken out
    return this.open.has(path);
  }

  get count() {
    return [...this.open.keys()].filter((path) => this.has(path)).length;
  }

  goToFirst() {
    const [piece] = this.form.querySelectorAll('[data-both]');
    piece?.scrollIntoView({ block: 'center' });
    piece?.querySelector('input[type=radio]').focus({ preventScroll: true });
  }

  choose(piece, way) {
    const path = piece.dataset.both;
    const { mine } = this.open.get(path);
    const control = this.paper.control(path);
    const now = valueAt(this.paper, path);
    const saved = typeof now === 'boolean' ? piece.dataset.saved === 'True' : piece.dataset.saved;
    const text = { mine: now, saved, both: way === 'both' && joined(piece.dataset.joined, mine, now, saved) }[way];
    this.remove(path);
    this.chosen(path, saved, text);
    (control instanceof RadioNodeList ? control[0] : control)?.focus();
  }

  remove(path) {
    const { element } = this.open.get(path) ?? {};
    this.open.delete(path);
    const summary = element?.closest('.faults');
    element?.remove();
    if (summary && !summary.querySelector('[data-both]')) summary.remove();
  }
}

// What was written on since the two were joined is in it, too.
function joined(both, mine, now, saved) {
  if (now === mine) return both;
  if (both !== mine && both.endsWith(mine)) return both.slice(0, both.length - mine.length) + now;
  return `${saved}\n\n${now}`;
}

function valueAt(paper, path) {
  const control = paper.control(path);
  return control?.type === 'checkbox' ? control.checked : control?.value;
}
