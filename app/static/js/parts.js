// Keeps the parts of an open page as the server has them, without loading the page anew.
//
//   <div data-session data-live="…/news" data-version="7" data-state="open">  <section id="part-turns" data-part>…</section>  </div>
//
// When live.js hears of something new, the page is fetched as a browser would fetch it, and each part whose content differs is put in place of
// the old one. A part in which somebody is typing waits until they leave it; what has the focus keeps it where it is still there.
// In another state (closed, say) it is another page, and is loaded as one.

const TYPED = 'textarea, input:not([type=hidden], [type=radio], [type=checkbox]), select';

export function bind([page]) {
  page.addEventListener('hoego:live', ({ detail }) => {
    if (String(detail.version) !== page.dataset.version || detail.state !== page.dataset.state) load();
  });
  page.addEventListener('hoego:live-over', () => location.reload());
}

let asked = 0;

async function load() {
  const mine = ++asked;
  const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
  if (mine === asked && answer?.ok) put(await answer.text());
}

// Puts what a page says in place of what this one says; `html` is the whole page.
export function put(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  const [page, other] = [document, fresh].map((each) => each.querySelector('[data-session]'));
  if (!other || other.dataset.state !== page.dataset.state) return location.reload();
  page.dataset.version = other.dataset.version;
  if (other.dataset.speaking !== page.dataset.speaking) {
    page.dataset.speaking = other.dataset.speaking ?? '';
    document.querySelector('[data-whose-turn]').textContent = page.dataset.speaking;
  }
  for (const part of document.querySelectorAll('[data-part]')) {
    const next = fresh.getElementById(part.id);
    if (next && said(next) !== said(part)) replace(part, document.adoptNode(next));
  }
  document.dispatchEvent(new CustomEvent('hoego:parts'));
  return undefined;
}

// The proof against forgery is another one on every page, and says nothing. What script wrote into a part is not what the server said.
function said(part) {
  if (part.dataset.said) return part.dataset.said;
  const copy = part.cloneNode(true);
  for (const input of copy.querySelectorAll('[name=csrf_token]')) input.remove();
  for (const clock of copy.querySelectorAll('[data-clock]')) clock.removeAttribute('data-now');
  part.dataset.said = copy.innerHTML;
  return part.dataset.said;
}

function replace(part, next) {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  if (focused?.matches(TYPED)) {
    part.addEventListener('focusout', () => setTimeout(() => load()), { once: true });
    return;
  }
  const open = [...part.querySelectorAll('details[open][id]')].map((each) => each.id);
  part.replaceWith(next);
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused) (next.querySelector(`[data-focus-key="${CSS.escape(focused.dataset.focusKey ?? '')}"]`) ?? next.querySelector('button, a') ?? document.getElementById('content')).focus({ preventScroll: true });
}
