// Reads what is pasted: is it a list, and what are its items? Nothing here touches the page.
//
//   itemsOf(text)         ['first', 'second\n- nested'] of a list of two items or more, else null: prose, a single item, a document with headings,
//                         a block of code are left as they are. Each item is Markdown: what stands under it stays under it.
//   itemsOfTable(text)    [['name', 'https://…'], …] of a spreadsheet's cells (lines with tabs between), else null
//   linesOf(text)         the lines of text without any marks, where each is short, else null
//   markdownOfHtml(html)  the lists of a page as Markdown, where there is nothing else; a column of a spreadsheet as a list; else ''
//   placed(section, item) { text, url, note, own_answer } as the section lays an item out
//
// Marks: - * + – — • · ▪ ◦ ○ ●, 1. 1) (1) ① +1) -1), boxes of tasks. Messages copied from KakaoTalk and Slack lose their times and day lines, and
// their names where only one person speaks.

const BULLET = '[-*+–—−•·ㆍ∙⁃‣▪▫◦○●■□◆◇▶►➤✓✔✅☑☐]';
const TIGHT_BULLET = '[-–—•·ㆍ∙⁃‣▪▫◦○●■□◆◇▶►➤✓✔✅☑☐]'; // many put no space after these: '-한 것', '•내용'
const CIRCLED = '[①-⑳㉑-㉟❶-❿]';
const NUMBER = String.raw`\(?\d{1,3}[.)](?!\d)`;
const SIGNED = String.raw`[+\-−]\d{1,2}\)`;
const MARKED = new RegExp(String.raw`^([ \t]*)(?:(${SIGNED}\s*|${NUMBER}\s*|${CIRCLED}\s*)|(${BULLET})[ \t]+|(${TIGHT_BULLET})(?=[가-힣]))(.*)$`, 'u');
const SECOND_NUMBER = /^\d{1,2}[.)](?!\d)\s*/; // '- 3. third', as Notion leaves it
const TASK = /^\[[ xX✓]?\]\s+/;
const FENCE = /^\s*(`{3,}|~{3,})/;
const RULE = /^\s*([-*_])(?:\s*\1){2,}\s*$/;
const HEADING = /^\s{0,3}#{1,6}\s/;
const UNDER = { '◦': 1, '○': 1, '▪': 2, '▫': 2 }; // how deep a bullet stands under one of OVER when its indent got lost
const OVER = '•●';
const A_SHORT_LINE = 80;
const TAB = 4;

export function itemsOf(text) {
  const lines = plainLines(text);
  const messages = messagesOf(lines);
  if (messages) {
    const items = messages.flatMap((message) => listed(plainLines(message)) ?? [message]);
    return items.length > 1 ? items : null;
  }
  const items = listed(lines);
  return items && items.length > 1 ? items : null;
}

export function itemsOfTable(text) {
  const rows = cellsOf(text.replace(/\r\n?/g, '\n'));
  return rows.length > 1 && rows.every((cells) => cells.length > 1 && cells[0] !== '') ? rows : null;
}

export function linesOf(text) {
  const lines = plainLines(text).map((line) => line.trim()).filter(Boolean);
  const short = lines.length > 1 && lines.every((line) => line.length <= A_SHORT_LINE && !HEADING.test(line) && !FENCE.test(line));
  return short ? lines : null;
}

// --- lists

function listed(lines) {
  const found = lines.map((line) => read(line));
  const first = found.find((line) => line.rest !== '' || line.mark);
  if (!first?.mark) return null;
  const later = lastNumber(found, first.indent);
  const items = [];
  let fence = '';
  for (const [at, line] of found.entries()) {
    const { whole } = line;
    const opening = FENCE.exec(whole)?.[1];
    if (fence || (opening && items.length)) {
      items.at(-1).under.push(whole);
      if (fence && opening?.startsWith(fence)) fence = '';
      else if (!fence) fence = opening;
    } else if (line.mark && line.indent <= first.indent && !isUnder(line, first, at < later)) {
      items.push({ text: unmarked(line.rest), under: [] });
    } else if (HEADING.test(whole) || RULE.test(whole)) {
      return null; // a document, not a list
    } else if (items.length) {
      const lost = line.mark && line.indent <= first.indent; // its indent got lost on the way: it gets one back
      items.at(-1).under.push(lost ? ' '.repeat(first.indent + 2 * (UNDER[line.mark] ?? 1)) + whole.trim() : whole);
    }
  }
  return items.map(written).filter(Boolean);
}

function read(whole) {
  const parts = RULE.test(whole) ? null : MARKED.exec(whole);
  const indent = widthOf(/^[ \t]*/.exec(whole)[0]);
  if (!parts) return { whole, indent, mark: '', rest: whole.trim(), isNumber: false };
  return { whole, indent, mark: (parts[2] ?? parts[3] ?? parts[4]).trim(), rest: parts[5].trim(), isNumber: Boolean(parts[2]) };
}

// Dashes between numbers belong to the number before them, unless they carry numbers themselves.
function isUnder(line, first, numbersFollow) {
  if (UNDER[line.mark]) return OVER.includes(first.mark);
  return first.isNumber && !line.isNumber && numbersFollow && !SECOND_NUMBER.test(line.rest);
}

function lastNumber(found, indent) {
  return found.findLastIndex((line) => line.isNumber && line.indent <= indent);
}

function unmarked(rest) {
  return rest.replace(TASK, '').replace(SECOND_NUMBER, '').trim();
}

// An item with what stands under it, moved to the left by what all of that has in common.
function written({ text, under }) {
  while (under.length && !under.at(-1).trim()) under.pop();
  while (under.length && !under[0].trim() && !under.slice(1).some((line) => line.trim())) under.shift();
  if (!under.length) return text;
  const indents = under.filter((line) => line.trim()).map((line) => widthOf(/^[ \t]*/.exec(line)[0]));
  const common = Math.min(...indents);
  let fenced = false;
  const moved = under.map((line) => {
    const plain = untabbed(line).slice(Math.min(common, widthOf(/^[ \t]*/.exec(line)[0]))).trimEnd();
    if (FENCE.test(plain)) fenced = !fenced;
    else if (!fenced) return nested(plain);
    return plain;
  });
  return `${text}\n${moved.join('\n')}`.trim();
}

// Marks that Markdown does not know become those that it knows.
function nested(line) {
  const parts = MARKED.exec(line);
  if (!parts || RULE.test(line)) return line;
  const [, indent, number, spaced, tight, rest] = parts;
  if (number && /^\d/.test(number)) return `${indent}${number.trim()} ${rest}`;
  if (number) return /^[+\-−]/.test(number) ? line : `${indent}- ${number.trim()} ${rest}`;
  return spaced && '-*+'.includes(spaced) ? line : `${indent}${(spaced ?? tight) === '☐' ? '- [ ]' : '-'} ${rest}`;
}

// --- messages

const TIME = String.raw`(?:(?:오전|오후|AM|PM)\s*)?\d{1,2}:\d{2}(?:\s*(?:AM|PM|am|pm))?`;
const KAKAO = new RegExp(String.raw`^\[([^\]]{1,40})\] \[${TIME}\] ?(.*)$`);
const KAKAO_KEPT = new RegExp(String.raw`^\d{4}[.년]\s*\d{1,2}[.월]\s*\d{1,2}[.일]\s*${TIME}, ([^:]{1,40}?) : (.*)$`);
const SLACK = new RegExp(String.raw`^(\S.{0,60}?)\s+\[${TIME}\]\s*$`);
const ONLY_TIME = new RegExp(String.raw`^\s*\[?${TIME}\]?\s*$`);
const DAY = /^[-\s]*\d{4}[.년]\s*\d{1,2}[.월]\s*\d{1,2}[.일]?\s*(?:[월화수목금토일]요일)?[-\s]*$|^-{3,} ?(?:\w+, )?\w+ \d{1,2}, \d{4} ?-{3,}$/;

// The words of each message, or null where these are no messages.
function messagesOf(lines) {
  const messages = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    const told = KAKAO.exec(line) ?? KAKAO_KEPT.exec(line);
    const speaker = SLACK.exec(line)?.[1] ?? (ONLY_TIME.test(lines[at + 1] ?? '') && line.trim() && (!at || !lines[at - 1].trim()) ? line.trim() : '');
    if (told) {
      messages.push({ name: told[1], lines: [told[2]] });
    } else if (speaker) {
      if (!SLACK.test(line)) at += 1;
      messages.push({ name: speaker, lines: [] });
    } else if (messages.length) {
      if (ONLY_TIME.test(line)) messages.push({ name: messages.at(-1).name, lines: [] }); // the same person goes on
      else if (!DAY.test(line)) messages.at(-1).lines.push(line);
    } else if (line.trim() && !DAY.test(line)) {
      return null;
    }
  }
  const said = messages.map(({ name, lines: words }) => ({ name, words: words.join('\n').trim() })).filter(({ words }) => words);
  if (!said.length) return null;
  const alone = new Set(said.map(({ name }) => name)).size === 1;
  return said.map(({ name, words }) => (alone ? words : `${name}: ${words}`));
}

// --- spreadsheets and pages

function cellsOf(text) {
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/gy;
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    rows.at(-1).push((found[1]?.replaceAll('""', '"') ?? found[2]).trim());
    if (found[3] === '\n') rows.push([]);
    if (cell.lastIndex >= text.length) break;
  }
  return rows.filter((cells) => cells.some(Boolean));
}

export function markdownOfHtml(html) {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  body.querySelectorAll('style, script, meta, colgroup').forEach((each) => each.remove());
  const rows = [...body.querySelectorAll('tr')];
  if (rows.length > 1 && rows.every((row) => row.cells.length === 1) && !outside(body, 'table')) {
    return rows.map((row) => `- ${inline(row.cells[0]).replaceAll('\n', '\n  ')}`).join('\n');
  }
  if (!body.querySelector('li') || outside(body, 'ul, ol')) return '';
  return [...body.querySelectorAll('ul, ol')].filter((list) => !list.parentElement.closest('ul, ol')).map((list) => listOf(list, '')).join('\n');
}

function outside(body, selector) {
  const rest = body.cloneNode(true);
  rest.querySelectorAll(selector).forEach((each) => each.remove());
  return rest.textContent.trim() !== '';
}

function listOf(list, indent) {
  const lines = [];
  for (const [place, item] of [...list.children].entries()) {
    if (item.matches('ul, ol')) { // some editors put a list straight into a list
      lines.push(listOf(item, `${indent}    `));
    } else {
      const mark = list.matches('ol') ? `${place + 1}.` : '-';
      lines.push(`${indent}${mark} ${inline(item).replaceAll('\n', `\n${indent}    `)}`);
      for (const inner of item.querySelectorAll('ul, ol')) {
        if (inner.parentElement.closest('li') === item) lines.push(listOf(inner, `${indent}    `));
      }
    }
  }
  return lines.join('\n');
}

function inline(node) {
  let text = '';
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data.replace(/\s+/g, ' ');
    else if (child.nodeType === Node.ELEMENT_NODE && !child.matches('ul, ol')) text += formatted(child, inline(child));
  }
  return text.replace(/[ \t]+\n/g, '\n').trim();
}

function formatted(element, text) {
  if (element.matches('br')) return '\n';
  if (element.matches('input[type=checkbox]')) return element.checked ? '[x] ' : '[ ] ';
  if (!text) return ' ';
  if (element.matches('a[href^=http]')) return text === element.href ? text : `[${text}](${element.href})`;
  if (element.matches('code') && !element.closest('pre')) return `\`${text}\``;
  if (element.matches('b, strong') && !/^(normal|400)$/.test(element.style.fontWeight)) return `**${text}**`;
  return element.matches('p, div') ? `${text}\n` : text;
}

// --- sections

const ARROW = String.raw`(?:→|⇒|➔|➜|⟶|[-=]{1,2}>)`;
const STARTS_WITH_ARROW = new RegExp(String.raw`^[ \t]*(?:- )?${ARROW}[ \t]*`);
const BETWEEN = new RegExp(String.raw`\s${ARROW}(?:\s|$)`, 'g');
const LINK = /\[((?:[^[\]]|\[[^\]]*\])*)\]\((https?:\/\/(?:[^\s()]|\([^\s()]*\))+)\)/;
const ADDRESS = /<?(https?:\/\/(?:[^\s<>()]|\([^\s<>()]*\))+)>?/;
const BEFORE_A_NOTE = /^\s*(?:[-–—:|·,;]\s*)?/;
const AFTER_A_NAME = /\s*[-–—:|·,;(]?\s*$/;

const LAYOUTS = {
  questions: (item) => answered(item),
  resources: (item) => resource(item),
  study_topics: (item) => stepped(item),
  actions: (item) => stepped(item),
};

export function placed(section, item) {
  if (Array.isArray(item)) return placedCells(section, item);
  return LAYOUTS[section]?.(item) ?? { text: item };
}

function placedCells(section, cells) {
  const [text, ...rest] = cells.filter(Boolean);
  if (section === 'resources') {
    const url = cells.find((cell) => /^https?:\/\/\S+$/.test(cell)) ?? '';
    const [name, ...notes] = cells.filter((cell) => cell && cell !== url);
    return url ? { text: name ?? '', url, note: notes.join(' – ') } : { text, note: rest.join(' – ') };
  }
  if (section === 'questions') return { text, own_answer: rest.join('\n') };
  return section in LAYOUTS ? { text, note: rest.join(' – ') } : { text: cells.filter(Boolean).join(' – ') };
}

// A heading with an arrow and nothing after it is still open.
function answered(item) {
  const [text, own_answer] = parted(item, (line, arrows) => line.slice(0, arrows[0].index).trimEnd().endsWith('?') || (arrows.length === 1 && !/[-=]>/.test(arrows[0][0])));
  return { text, own_answer };
}

function stepped(item) {
  const [text, note] = parted(item, () => true);
  return { text, note };
}

// What stands before and after the arrow: one that begins a line, or one in the first line where `inLine` takes it.
function parted(item, inLine) {
  const lines = item.split('\n');
  const arrows = [...hidingCode(lines[0]).matchAll(BETWEEN)];
  if (arrows.length && lines[0].slice(0, arrows[0].index).trim() && inLine(lines[0], arrows)) {
    const [arrow] = arrows;
    return [lines[0].slice(0, arrow.index).trim(), [lines[0].slice(arrow.index + arrow[0].length).trim(), ...lines.slice(1)].join('\n').trim()];
  }
  let fenced = false;
  const at = lines.findIndex((line, place) => {
    if (FENCE.test(line)) fenced = !fenced;
    return place > 0 && !fenced && STARTS_WITH_ARROW.test(line);
  });
  if (at < 0) return [item, ''];
  const after = [lines[at].replace(STARTS_WITH_ARROW, ''), ...lines.slice(at + 1)];
  return [lines.slice(0, at).join('\n').trim(), after.join('\n').trim()];
}

function hidingCode(line) {
  return line.replace(/`[^`]*`/g, (code) => '`'.repeat(code.length));
}

function resource(item) {
  const found = LINK.exec(item);
  const bare = found ? null : ADDRESS.exec(item);
  if (!found && !bare) {
    const [name, ...notes] = item.split('\n');
    const [text, note] = parted(name, () => true);
    return { text, note: [note, ...notes].filter(Boolean).join('\n') };
  }
  const { index } = found ?? bare;
  const whole = (found ?? bare)[0];
  let url = found ? found[2] : bare[1];
  const trailing = found ? '' : /[.,;:!?'"]*$/.exec(url)[0];
  if (trailing) url = url.slice(0, -trailing.length);
  const [name, ...above] = item.slice(0, index).split('\n');
  const before = (above.length ? name : name.replace(AFTER_A_NAME, '')).trim();
  const text = found && !above.length ? [before, found[1].trim()].filter(Boolean).join(' ') : before;
  const after = (bare ? trailing.replace(/^[.,;]$/, '') : '') + item.slice(index + whole.length).replace(/^\)/, '');
  const note = [...(found && above.length ? [found[1]] : []), ...above, after.replace(BEFORE_A_NOTE, '')].map((each) => each.trim()).filter(Boolean).join('\n');
  return { text, url, note };
}

function plainLines(text) {
  return text.replace(/\r\n?/g, '\n').replace(/\u00a0/g, ' ').replace(/[\u200b\ufeff]/g, '').normalize('NFC').split('\n');
}

function untabbed(line) {
  return line.replace(/^[ \t]*/, (indent) => ' '.repeat(widthOf(indent)));
}

function widthOf(indent) {
  return [...indent].reduce((width, each) => (each === '\t' ? width + TAB - (width % TAB) : width + 1), 0);
}
