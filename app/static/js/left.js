// Notes that this browser kept and that were never saved, where they cannot go in any more: the session was closed meanwhile. They are shown, to be copied.
// Where the session is open, notes.js brings them in.

export async function bind([place], addresses) {
  if (document.querySelector('form[data-notes]')) return;
  const [{ Keeping }, { merge }] = await Promise.all([import(addresses.keepingJs), import(addresses.linesJs)]);
  const keeping = keepingOf(place, Keeping);
  const { notes } = place.dataset;
  for (const { key, record } of await keeping.leftBehind()) {
    if (merge(record.base, notes, record.text).text === notes) keeping.remove(key);
    else showLeft(place, record.text, () => keeping.remove(key));
  }
}

// `place` says whose, and of which session.
export function keepingOf({ dataset: { account, cohort, of } }, Keeping) {
  return new Keeping({ account, cohort, session: of }, asNotes);
}

export function showLeft(place, text, remove) {
  const piece = place.querySelector('template').content.firstElementChild.cloneNode(true);
  piece.querySelector('[data-what]').textContent = text;
  piece.querySelector('[data-away]').addEventListener('click', () => {
    remove();
    piece.remove();
  });
  place.append(piece);
}

function asNotes({ at, page, base, text, sent }) {
  const told = { at: Number(at), page: String(page), base: String(base), text: String(text), sent: null };
  if (sent) told.sent = { base: String(sent.base), text: String(sent.text), once: String(sent.once) };
  return told;
}
