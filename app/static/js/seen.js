// Tells that somebody who answers for the cohort has a question open, once it was really looked at: its asker waits more easily. A page that is
// only fetched, or opened behind another, tells nothing. Without this module it is told when they take the question, or reply.

const A_LOOK = 2000; // ms

export function bind([place]) {
  let timer = null;
  const look = () => {
    clearTimeout(timer);
    if (!document.hidden && place.dataset.seen) timer = setTimeout(() => tell(place), A_LOOK);
  };
  document.addEventListener('visibilitychange', look);
  look();
}

function tell(place) {
  const body = new FormData();
  body.append('csrf_token', document.querySelector('input[name=csrf_token]')?.value ?? '');
  fetch(place.dataset.seen, { method: 'POST', body, redirect: 'manual' }).catch(() => {});
  place.dataset.seen = '';
}
