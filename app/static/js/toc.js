// Keeps the numbers beside the table of contents true while one types: data-count="questions" counts the rows of that section in which
// something is written; of a single field it shows whether it is.

export function bind(tables) {
  for (const table of tables) {
    const form = document.querySelector('form.writing');
    if (!form) continue;
    const places = [...table.querySelectorAll('[data-count]')];
    const tell = () => places.forEach((place) => show(place, form));
    form.addEventListener('input', tell);
    tell();
  }
}

function show(place, form) {
  const counts = place.dataset.count.split(' ').map((name) => count(name, form));
  const text = counts.join(' · ');
  if (place.textContent !== text) place.textContent = text;
  place.classList.toggle('filled', counts.some((each) => each !== 0 && each !== '–'));
}

function count(name, form) {
  const section = form.querySelector(`[data-rows="${name}"]`);
  if (section) return [...section.querySelectorAll('[data-row]')].filter(isWritten).length;
  return form.elements[name]?.value?.trim() ? '✓' : '–';
}

function isWritten(row) {
  return [...row.querySelectorAll('textarea, input:not([type=hidden], [type=checkbox], [type=radio])')].some((field) => field.value.trim());
}
