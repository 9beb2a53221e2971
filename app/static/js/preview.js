// Shows beside the form how the review will look: the page that the link leads to, taken in here, and again after each save.
//
//   <a data-preview href="…/review/preview">  <section data-preview-panel hidden>
//   <button data-preview data-preview-at="…/draft/preview">  in the form of a reply: of that page, what is marked data-previewed
//
// Asks whoever saves (js/autosave.js) to do it first: a `hoego:flush` on the form, whose `detail.waitFor` takes promises; `hoego:saved` says
// that something new is there.

export function bind(links) {
  const form = links[0].form ?? document.querySelector('form.writing');
  const panel = document.querySelector('[data-preview-panel]');
  if (!form || !panel) return;
  const preview = new Preview(form, panel, links[0].href ?? links[0].dataset.previewAt);
  for (const link of links) {
    link.setAttribute('role', 'button');
    link.setAttribute('aria-expanded', 'false');
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      preview.toggle(links);
    });
    link.addEventListener('keydown', (event) => {
      if (event.key !== ' ' || !link.href) return; // a button hears it by itself
      event.preventDefault();
      link.click();
    });
  }
  form.addEventListener('hoego:saved', () => preview.renew());
}

class Preview {
  constructor(form, panel, address) {
    Object.assign(this, { form, panel, address });
    this.asked = 0;
  }

  async toggle(links) {
    this.panel.hidden = !this.panel.hidden;
    this.panel.parentElement.classList.toggle('previewing', !this.panel.hidden);
    for (const link of links) link.setAttribute('aria-expanded', String(!this.panel.hidden));
    if (this.panel.hidden) return;
    const waiting = [];
    this.form.dispatchEvent(new CustomEvent('hoego:flush', { detail: { waitFor: (promise) => waiting.push(promise) } }));
    await Promise.allSettled(waiting);
    await this.renew();
    this.panel.scrollIntoView({ block: 'nearest' });
  }

  async renew() {
    if (this.panel.hidden) return;
    const number = ++this.asked;
    try {
      const answer = await fetch(this.address, { headers: { Accept: 'text/html' } });
      const sheet = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('article.sheet, [data-previewed]');
      if (number === this.asked && sheet) this.show(sheet);
      else if (number === this.asked) this.say(this.panel.dataset.failed);
    } catch {
      this.say(this.panel.dataset.failed);
    }
  }

  // Ids are those of the form's own headings: here they would be there twice.
  show(sheet) {
    for (const element of [sheet, ...sheet.querySelectorAll('[id]')]) element.removeAttribute('id');
    for (const control of sheet.querySelectorAll('form, .btn')) control.remove();
    this.panel.querySelector('[data-preview-sheet]').replaceChildren(sheet);
  }

  say(words) {
    this.panel.querySelector('[data-preview-sheet]').textContent = words;
  }
}
