// Puts another text into a field in which somebody may be writing: only what differs is replaced, the caret and what is selected stay at their line and
// letter, and the field does not scroll away under their eyes.

export function put(field, text, aligned) {
  const was = field.value;
  if (text === was) return;
  const { selectionStart, selectionEnd, selectionDirection, scrollTop, scrollHeight, clientHeight } = field;
  const isUsed = document.activeElement === field;
  const [start, end] = isUsed ? movedBy(was, text, aligned, [selectionStart, selectionEnd]) : [0, 0];
  const [begins, ends] = edgesOf(was, text);
  field.setRangeText(text.slice(begins, text.length - ends), begins, was.length - ends, 'preserve');
  if (isUsed) field.setSelectionRange(start, end, selectionDirection);
  else if (selectionStart === was.length) toTheEnd(field);
  if (scrollHeight <= clientHeight && field.scrollHeight <= field.clientHeight) return;
  const isAbove = isUsed && was.length - ends <= selectionStart;
  const wasAtEnd = !isUsed && scrollTop + clientHeight >= scrollHeight - 4;
  field.scrollTop = isAbove || wasAtEnd ? scrollTop + field.scrollHeight - scrollHeight : scrollTop;
}

// Whoever comes by keyboard writes on at the end.
export function toTheEnd(field) {
  field.setSelectionRange(field.value.length, field.value.length);
}

// Where places of one text are in another.
function movedBy(was, text, aligned, places) {
  const [before, after] = [was.split('\n'), text.split('\n')];
  const pairs = new Map(aligned(before, after));
  const starts = startsOf(after);
  return places.map((place) => {
    let [line, column] = [0, place];
    while (column > before[line].length) {
      column -= before[line].length + 1;
      line += 1;
    }
    if (pairs.has(line)) return starts[pairs.get(line)] + within(before[line], after[pairs.get(line)], column);
    while (line >= 0 && !pairs.has(line)) line -= 1;
    return line < 0 ? 0 : starts[pairs.get(line)] + after[pairs.get(line)].length;
  });
}

function within(was, text, column) {
  const [begins, ends] = edgesOf(was, text);
  if (column <= begins) return column;
  return column >= was.length - ends ? text.length - (was.length - column) : begins;
}

function startsOf(lines) {
  let start = 0;
  return lines.map((line) => {
    start += line.length + 1;
    return start - line.length - 1;
  });
}

// How many characters at either end are the same; no character of two halves is cut.
function edgesOf(was, text) {
  const shorter = Math.min(was.length, text.length);
  let begins = 0;
  while (begins < shorter && was[begins] === text[begins]) begins += 1;
  if (isHigh(was, begins - 1)) begins -= 1;
  let ends = 0;
  while (ends < shorter - begins && was.at(-1 - ends) === text.at(-1 - ends)) ends += 1;
  if (isHigh(was, was.length - ends - 1) || isHigh(text, text.length - ends - 1)) ends -= 1;
  return [begins, Math.max(ends, 0)];
}

function isHigh(text, at) {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00;
}
