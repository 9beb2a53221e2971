// The clock of a turn. It shows the server's time: the page says when the turn is over (`data-ends`, ms since 1970 on the server's clock) or how
// much is left while it stands (`data-left`), and every answer that live.js gets says what time it is there. This computer's own clock is not asked:
// what passes is measured by performance.now(), which nobody sets.

let shift = null; // what is to be added to performance.now() to get the server's time
let doubt = Infinity; // half of how long the answer took from which it was learnt

export function bind([page]) {
  page.addEventListener('hoego:moment', ({ detail: { now, asked, heard } }) => {
    if ((heard - asked) / 2 > doubt) return;
    doubt = (heard - asked) / 2;
    shift = now - (asked + heard) / 2;
  });
  setInterval(() => (doubt += 1), 1000); // what was learnt long ago is worth less
  document.addEventListener('hoego:parts', show);
  setInterval(show, 200);
}

function show() {
  const clock = document.querySelector('[data-clock]');
  if (!clock) return;
  shift ??= Number(clock.dataset.now) - performance.now();
  const left = clock.dataset.ends ? Number(clock.dataset.ends) - performance.now() - shift : Number(clock.dataset.left);
  const seconds = left < 0 ? Math.floor(-left / 1000) : Math.ceil(left / 1000);
  const text = `${left < 0 && seconds ? '−' : ''}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  clock.classList.toggle('over', left < 0);
  if (clock.textContent !== text) clock.textContent = text;
}
