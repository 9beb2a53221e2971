// Tells, while one writes, what pressing the green button will do: what the mentors will be asked, who will read it, on time or late, what is
// missing. Where it has been told, one press files at once (`told`); else a page says the same first (models/outlook.py).

const AN_ARROW = /^\s*(?:→|⇒|➔|=+>|-+>)\s*$/;
const MARKS = /^[\s>#*+-]+|[*`_~]/g;
const REACH = ['me', 'mentors', 'team', 'cohort'];
const A_GLIMPSE = 200; // characters

export function bind(panels) {
  for (const panel of panels) {
    const form = panel.closest('form');
    const before = JSON.parse(panel.dataset.asked);
    let asked = 0;
    const soon = () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => tell(panel, form, before));
    };
    for (const news of ['input', 'change', 'hoego:rows', 'submit']) form.addEventListener(news, soon);
    tell(panel, form, before);
    panel.hidden = false;
    const told = document.createElement('input');
    Object.assign(told, { type: 'hidden', name: 'told', value: 'yes' });
    form.append(told);
    // On a phone the bar has one line and this has no place in it: there the page says it, as it does without script.
    form.addEventListener('submit', () => { told.disabled = !panel.getClientRects().length; }, true);
  }
}

function tell(panel, form, before) {
  const rows = new Map([...form.querySelectorAll('[data-rows="questions"] [data-row]')].map(rowIn).filter((row) => row.words).map((row) => [row.key, row]));
  const known = new Map(before.map((question) => [question.key, question]));
  const both = before.filter((question) => rows.has(question.key)).map((question) => [question, rows.get(question.key)]);
  const gone = before.filter((question) => !rows.has(question.key));
  const asked = [...rows.values()].filter((row) => row.text && row.asks && !row.answer && (known.get(row.key)?.again ?? true));
  const takenBack = [...both.filter(([question, row]) => !row.asks && !question.replied).map(([, row]) => row),
    ...gone.filter((question) => !question.replied && !question.joined)];
  list(panel, 'asked', asked);
  list(panel, 'taken_back', takenBack);
  list(panel, 'answered', both.filter(([question, row]) => question.waiting && row.answer && row.asks).map(([, row]) => row));
  list(panel, 'staying', gone.filter((question) => question.replied || question.joined));
  list(panel, 'renamed', both.filter(([question, row]) => row.unnamed !== question.unnamed && (row.asks || question.replied)).map(([, row]) => row), true);
  const line = [form.elements.title?.value.trim() ? '' : panel.dataset.noTitle,
    asked.length ? `${panel.dataset.asks} ${asked.map((row) => row.headline).join(', ')}` : panel.dataset.asksNothing,
    takenBack.length ? panel.dataset.takesBack : '', audience(panel, form, asked), moment(panel)];
  put(panel.querySelector('[data-line]'), line.filter(Boolean).join(' · '));
}

function rowIn(element) {
  const field = (name) => element.querySelector(`[name$="-${name}"]`);
  const text = field('text').value.trim();
  const answer = field('own_answer').value.trim();
  return {
    key: field('key').value,
    text,
    headline: text.split('\n')[0].replace(MARKS, '').slice(0, A_GLIMPSE) || text.slice(0, A_GLIMPSE),
    answer: AN_ARROW.test(answer) ? '' : answer,
    words: text || answer || field('tags').value.trim(),
    asks: field('asks_mentors').checked,
    unnamed: field('without_name').checked,
  };
}

// The questions of one group by their first lines; a group without any is not shown.
function list(panel, name, questions, saysName = false) {
  const [title, place] = panel.querySelectorAll(`[data-group="${name}"]`);
  if (!place) return;
  const none = place.querySelector('[data-none]');
  const items = place.querySelector('[data-questions]');
  title.hidden = place.hidden = !questions.length && !none;
  items.hidden = !questions.length;
  if (none) none.hidden = Boolean(questions.length);
  const said = questions.map(({ headline, unnamed }) => [headline, unnamed ? panel.dataset.unnamed : saysName ? panel.dataset.named : '']);
  if (items.dataset.said === JSON.stringify(said)) return;
  items.dataset.said = JSON.stringify(said);
  items.replaceChildren(...said.map(([headline, remark]) => item(headline, remark)));
}

function item(headline, remark) {
  const line = document.createElement('li');
  line.append(headline);
  if (remark) {
    const quiet = document.createElement('span');
    quiet.className = 'quiet';
    quiet.append(remark);
    line.append(' ', quiet);
  }
  return line;
}

// Who will read it: shows the sentence of the chosen audience, and gives its words.
function audience(panel, form, asked) {
  const chosen = form.elements.audience?.value;
  const was = REACH.indexOf(panel.dataset.audience);
  let words = '';
  for (const sentence of panel.querySelectorAll('[data-reads]')) {
    sentence.hidden = sentence.dataset.reads !== chosen;
    if (!sentence.hidden) words = sentence.textContent.trim().replace(/\.$/, '');
  }
  show(panel, '[data-whole-cohort]', asked.length > 0 && chosen !== 'cohort');
  show(panel, '[data-narrows]', was >= 0 && REACH.indexOf(chosen) < was);
  show(panel, '[data-widens]', was >= 0 && REACH.indexOf(chosen) > was);
  return words;
}

// On time, or after the due time: by the clock of this device; the receipt says what holds.
function moment(panel) {
  const isLate = Date.now() >= Date.parse(panel.dataset.due);
  show(panel, '[data-on-time]', !isLate);
  show(panel, '[data-late]', isLate);
  return panel.querySelector(isLate ? '[data-late]' : '[data-on-time]')?.textContent.trim() ?? '';
}

function show(panel, selector, isShown) {
  const element = panel.querySelector(selector);
  if (element) element.hidden = !isShown;
}

function put(place, words) {
  if (place.textContent !== words) place.textContent = words;
}
