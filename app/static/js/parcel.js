// The page of everything one wrote, while it is packed: live.js asks how far it is, and the part of the page that says so is put in its place.
// As long as only the bar moves, only the bar is changed, so that nothing is said twice to those who hear the page and a focus stays.

export async function bind([card], { liveJs }) {
  const { watch } = await import(liveJs);
  listen(card, watch);
}

function listen(card, watch) {
  const asking = card.querySelector('[data-live]');
  if (!asking) return;
  asking.addEventListener('hoego:live', ({ detail }) => take(card, detail, watch));
  watch(asking);
}

function take(card, { state, part }, watch) {
  const fresh = new DOMParser().parseFromString(part, 'text/html').body;
  if (state === card.dataset.parcel) {
    card.querySelector('progress')?.parentElement.replaceChildren(...fresh.querySelector('progress').parentElement.childNodes);
    return;
  }
  const focused = card.contains(document.activeElement);
  card.dataset.parcel = state;
  card.replaceChildren(...fresh.childNodes);
  listen(card, watch);
  if (focused) card.querySelector('a, button')?.focus();
}
