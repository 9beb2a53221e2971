// A part of a question or of a reply is cited in the reply that is being written: select words, then press the small button that appears, or q.
// They go as a quote to the caret, with whose they are. The link under a post does the same for the selected words, or for all of the post's.
//
//   <div class="prose" data-post data-source="**[Kim](/c/…#reply-12)**">…</div>
//   <textarea data-quote-into="the button's label">

const LINES_AT_MOST = 30;
const CHARACTERS_AT_MOST = 2000;
const A_MOMENT = 120; // ms; while words are being selected the button does not run after them

let wasThere = false; // whether the caret was ever put into the field: where a browser puts it by itself is the beginning

export function bind([field]) {
  const button = buttonOf(field);
  let waiting;
  field.addEventListener('focus', () => { wasThere = true; });
  document.addEventListener('selectionchange', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => offer(button), A_MOMENT);
  });
  button.addEventListener('mousedown', (event) => event.preventDefault()); // the selection stays
  button.addEventListener('click', () => cite(field, button));
  document.addEventListener('keydown', (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (event.key === 'Escape') button.hidden = true;
    if (!isPlain || event.code !== 'KeyQ' || button.hidden || isTyping(event.target) || localStorage.getItem('hoego-keys-off')) return;
    event.preventDefault();
    cite(field, button);
  });
  offer(button); // words may be selected already
  for (const link of document.querySelectorAll('a[data-quote]')) {
    link.addEventListener('click', (event) => {
      const posts = [...link.closest('article').querySelectorAll('[data-post]')].filter((post) => post.dataset.post === link.dataset.quote);
      if (!posts.length || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const selected = chosen();
      const words = selected && posts.includes(selected.post) ? selected.words : posts.map((post) => markdownOf(post)).join('\n\n');
      put(field, quoteOf(words, posts[0].dataset.source));
    });
  }
}

function buttonOf(field) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn small quote-selected';
  button.hidden = true;
  button.textContent = field.dataset.quoteInto;
  const key = document.createElement('kbd');
  key.textContent = 'q';
  button.append(' ', key);
  document.body.append(button);
  return button;
}

function offer(button) {
  const selected = chosen();
  button.hidden = !selected;
  if (!selected) return;
  const box = selected.range.getBoundingClientRect();
  const left = Math.min(box.left + window.scrollX, window.scrollX + document.documentElement.clientWidth - button.offsetWidth - 8);
  button.style.left = `${Math.max(left, 8)}px`;
  button.style.top = `${box.bottom + window.scrollY + 6}px`;
}

function cite(field, button) {
  const selected = chosen();
  button.hidden = true;
  if (selected) put(field, quoteOf(selected.words, selected.post.dataset.source));
}

// The selected words, where they all stand in one post.
function chosen() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const post = elementOf(range.startContainer).closest('[data-post]');
  if (!post || elementOf(range.commonAncestorContainer).closest('[data-post]') !== post) return null;
  const words = selection.toString().trim();
  return words ? { range, post, words: elementOf(range.commonAncestorContainer).closest('pre') ? fenced(words) : words } : null;
}

function elementOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
}

// A whole post as it can be cited: its paragraphs apart, code as code. Its own quotes are not cited once more.
function markdownOf(post) {
  const blocks = [...post.children].filter((block) => !block.matches('blockquote'));
  if (!blocks.some((block) => block.matches('p, pre, ul, ol, div, table, h3, h4, h5, h6'))) return post.innerText.trim();
  return blocks.map((block) => {
    if (block.matches('pre')) return fenced(block.textContent.trimEnd());
    if (!block.matches('ul, ol')) return block.innerText.trim();
    return [...block.children].map((item) => `- ${item.innerText.trim().replaceAll('\n', '\n  ')}`).join('\n');
  }).filter(Boolean).join('\n\n');
}

function fenced(code) {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${code}\n${fence}`;
}

function quoteOf(words, source) {
  return [source, '', ...beginning(words)].map((line) => `> ${line}`.trimEnd()).join('\n');
}

function beginning(words) {
  const lines = words.split('\n');
  const kept = [];
  let room = CHARACTERS_AT_MOST;
  let fence = '';
  for (const line of lines) {
    if (kept.length === LINES_AT_MOST || line.length > room) break;
    kept.push(line);
    room -= line.length;
    const found = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (found) fence = fence && found.startsWith(fence) ? '' : fence || found;
  }
  if (kept.length === lines.length) return kept;
  if (!kept.length) kept.push(lines[0].slice(0, CHARACTERS_AT_MOST));
  return [...kept, ...(fence ? [fence] : []), '', '…'];
}

// At the caret, parted from what stands around it; what was typed stays.
function put(field, quote) {
  if (!wasThere) field.setSelectionRange(field.value.length, field.value.length);
  const { selectionStart: start, selectionEnd: end, value } = field;
  const before = value.slice(0, start).trimEnd() ? `${'\n'.repeat(2 - trailing(value.slice(0, start)))}` : '';
  field.setRangeText(`${before}${quote}\n\n`, start, end, 'end');
  field.focus();
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.scrollIntoView({ block: 'nearest' });
}

function trailing(text) {
  return Math.min(2, /\n*$/.exec(text)[0].length);
}

function isTyping(target) {
  return target.closest?.('input, textarea, select, [contenteditable]') !== null;
}
