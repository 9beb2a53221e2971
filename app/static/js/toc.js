// Keeps the table of contents true while one writes. data-count="questions" counts the rows of that section in which something is written; of a
// single field it shows whether it is. data-filled is in how many of its places something is. The section that one is in is marked.

const ONLY_AN_ARROW = /^(?:→|⇒|➔|=+>|-+>)$/;

export async function bind(tables, addresses) {
  const { isWritten } = await import(addresses.rowsJs);
  for (const table of tables) {
    const form = document.querySelector('form.writing');
    if (!form) continue;
    const tell = () => show(table, form, isWritten);
    let asked = 0;
    const soon = () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(tell);
    };
    for (const news of ['input', 'change', 'hoego:rows']) form.addEventListener(news, soon);
    tell();
    watch(table);
  }
}

function show(table, form, isWritten) {
  const places = [...table.querySelectorAll('[data-count]')];
  const filled = places.map((place) => {
    const counts = place.dataset.count.split(' ').map((name) => count(name, form, isWritten));
    put(place, counts.join(' · '));
    const isFilled = counts.some((each) => each !== 0 && each !== '–');
    place.classList.toggle('filled', isFilled);
    return isFilled;
  });
  showOpen(table.querySelector('[data-open]'), form);
  const total = table.querySelector('[data-filled]');
  if (total) put(total, `${filled.filter(Boolean).length}/${places.length}`);
}

// How many questions will go to the mentors: asked, and without an answer.
function showOpen(chip, form) {
  if (!chip) return;
  const rows = [...form.querySelectorAll('[data-rows=questions] [data-row]')];
  const open = rows.filter((row) => {
    const value = (name) => row.querySelector(`[name$="-${name}"]`)?.value.trim();
    return value('text') && (!value('own_answer') || ONLY_AN_ARROW.test(value('own_answer'))) && row.querySelector('[name$="-asks_mentors"]')?.checked;
  });
  chip.hidden = !open.length;
  put(chip.querySelector('[data-count-open]'), String(open.length));
}

function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

function count(name, form, isWritten) {
  const section = form.querySelector(`[data-rows="${name}"]`);
  if (section) return [...section.querySelectorAll('[data-row]')].filter(isWritten).length;
  return form.elements[name]?.value?.trim() ? '✓' : '–';
}

// The section that one is in: the one in the middle of the window.
function watch(table) {
  const links = new Map([...table.querySelectorAll('a[href^="#h-"]')].map((link) => [document.getElementById(link.hash.slice(1))?.closest('.section'), link]));
  const inside = new Set();
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? inside.add(target) : inside.delete(target);
    const here = [...links.keys()].find((section) => inside.has(section));
    for (const [section, link] of links) section === here ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
  }, { rootMargin: '-50% 0px -50% 0px' });
  for (const section of links.keys()) if (section) seen.observe(section);
}
