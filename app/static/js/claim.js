// Who is writing an answer, kept as it is while the page is open: by what saving the draft says (`hoego:claim`, drafting.js) and by a look now and then
// (live.js). Leaving the page gives the claim back; coming back to it by reloading, or by the way back, takes it again where it is free.
//
//   <div data-claim="…/claim" data-stands="mine|theirs|free" data-until="…" data-question>  questions/_claim.html
//
// Going on to what belongs to the answer (a form in which it is written, links marked data-stays) is no leaving.

export function bind([place]) {
  new Claim(place).begin();
}

class Claim {
  constructor(place) {
    this.place = place;
    this.mark = `hoego-claim:${place.dataset.question}`;
  }

  begin() {
    const { place } = this;
    document.addEventListener('hoego:claim', ({ detail }) => this.show(detail));
    place.addEventListener('hoego:live', ({ detail }) => this.show(detail));
    document.addEventListener('submit', ({ target, defaultPrevented }) => { if (target.matches('[data-draft]') && !defaultPrevented) this.stays = true; });
    document.addEventListener('click', ({ target, ctrlKey, metaKey }) => { if (target.closest?.('a[data-stays]') && !ctrlKey && !metaKey) this.stays = true; });
    document.addEventListener('hoego:forget', () => this.release());
    window.addEventListener('pagehide', () => this.release());
    window.addEventListener('pageshow', ({ persisted }) => {
      this.stays = false;
      if (persisted) this.takeAgain();
    });
    const [way] = performance.getEntriesByType?.('navigation') ?? [];
    if (way && (way.type === 'reload' || way.type === 'back_forward')) this.takeAgain();
    else sessionStorage.removeItem(this.mark);
  }

  show({ stands, words, name, holder, until }) {
    const { place } = this;
    const before = place.dataset.stands;
    Object.assign(place.dataset, { stands, until });
    const chip = place.querySelector('[data-words]');
    chip.hidden = !words;
    if (chip.textContent !== words) chip.textContent = words;
    for (const part of place.querySelectorAll('[data-when]')) part.hidden = part.dataset.when !== stands;
    if (stands === 'theirs') this.noteTold(holder);
    if (before === stands) return;
    const said = place.querySelector('[data-said]');
    if (stands === 'theirs') said.textContent = place.dataset.lost.replace('__name__', name);
    else if (stands === 'free' && before !== 'mine') said.textContent = place.dataset.free;
    else said.textContent = '';
  }

  // The page has said it: posting all the same needs no second word.
  noteTold(holder) {
    const told = document.querySelector('[data-draft] input[name=told]');
    if (told) told.value = holder;
  }

  // Of the lease that this page knows: another page of the same mentor may have a later one.
  release() {
    const { stands, until, claim } = this.place.dataset;
    if (stands !== 'mine' || this.stays) return;
    sessionStorage.setItem(this.mark, 'yes');
    const body = new FormData();
    body.append('csrf_token', document.querySelector('input[name=csrf_token]').value);
    body.append('lease', until);
    navigator.sendBeacon(`${claim}/release`, body);
  }

  async takeAgain() {
    if (!sessionStorage.getItem(this.mark)) return;
    sessionStorage.removeItem(this.mark);
    const headers = { Accept: 'application/json', 'X-CSRFToken': document.querySelector('input[name=csrf_token]').value };
    const answer = await fetch(this.place.dataset.claim, { method: 'POST', headers }).catch(() => null);
    if (answer?.ok) this.show(await answer.json());
  }
}
