// The two reports side by side: their words as they are, with those that count marked.
const LONG_LINE = 1000; // a longer one is parted at the headings in it
const SCALES = { 万: 1e4, 亿: 1e8 };
const CALENDAR = "年月日";
const NUMBER = /\d+(?:[,，]\d{3})*(?:\.\d+)?/g;

// The numbers in some words, with their values; dates are none.
function numbersIn(text) {
  const ascii = text.replace(/[０-９．]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  const found = [];
  for (const match of ascii.matchAll(NUMBER)) {
    const end = match.index + match[0].length;
    if (CALENDAR.includes(ascii[end] || "-")) continue;
    found.push({ start: match.index, end, value: Number(match[0].replace(/[,，]/g, "")) * (SCALES[ascii[end]] || 1) });
  }
  return found;
}

// Which numbers of a commitment and of words about it are the same. Numbers that answer are those with a unit that was
// promised; where the answer itself is known and stands in the words, other numbers are none.
function comparedNumbers(row, texts) {
  const units = new Set();
  const own = row.numbers.map((number) => {
    const words = row.quote.text.slice(number.start, number.end);
    const written = numbersIn(words);
    if (written.length) units.add(words.slice(written[written.length - 1].end).replace(/^[万亿]/, ""));
    return { start: number.start, end: number.end, values: written.length ? written.map((n) => n.value) : number.values };
  });
  const promised = new Set(own.flatMap((number) => number.values));
  const answer = new Set(row.chain.length ? numbersIn(row.chain[2].text).map((number) => number.value) : []);
  const withUnit = (text, number) => {
    const rest = text.slice(number.end).replace(/^[万亿]/, "");
    const unit = Array.from(units).find((one) => rest.startsWith(one));
    return unit === undefined ? null : { ...number, end: text.length - rest.length + unit.length };
  };
  const alike = texts.map((text) => numbersIn(text).map((number) => withUnit(text, number)).filter(Boolean));
  const answered = alike.flat().some((number) => answer.has(number.value));
  const answers = (number) => !answered || answer.has(number.value) || promised.has(number.value);
  const theirs = alike.map((list) => list.filter(answers));
  const reported = new Set(theirs.flat().map((number) => number.value));
  const kind = (same) => (same ? "same" : "differs");
  return {
    own: reported.size ? own.map((n) => ({ ...n, kind: kind(n.values.every((value) => reported.has(value))) })) : [],
    theirs: theirs.map((list) => list.map((n) => ({ ...n, kind: kind(promised.has(n.value)) }))),
  };
}

// Write words with marks; each mark is {start, end, kind}, counted from the first of the words.
function writeMarked(element, text, marks, at) {
  const cuts = new Set([0, text.length]);
  const near = marks.filter((mark) => mark.start < text.length && mark.end > 0);
  for (const mark of near) cuts.add(Math.max(0, mark.start)).add(Math.min(text.length, mark.end));
  const ends = Array.from(cuts).sort((a, b) => a - b);
  for (let i = 1; i < ends.length; i++) {
    const [start, end] = [ends[i - 1], ends[i]];
    const over = near.filter((mark) => mark.start < end && mark.end > start);
    let target = element;
    if (over.length) {
      const kinds = over.map((mark) => mark.kind);
      const title = kinds.map((kind) => w(`page.mark_${kind}`)).join(w("word.semicolon"));
      target = make("mark", { class: kinds.map((kind) => `m-${kind}`).join(" "), title });
      element.append(target);
    }
    const words = text.slice(start, end);
    write(target, at === undefined ? words.replace(BREAK, "") : words, at === undefined ? undefined : at + start);
  }
  return element;
}

class Pane {
  constructor(side) {
    this.side = side;
    this.report = data[side];
    this.marked = [];
    this.paragraphs = null;
    this.element = null;
  }

  // The paragraphs are made when they are first needed.
  build() {
    const name = w(`page.${this.side}`);
    const title = make("h3", { id: `pane-${this.side}` }, name, make("small", null, this.report.name));
    const jump = make("select", { "aria-label": `${name}: ${w("page.to_section")}` });
    jump.append(make("option", { value: "" }, w("page.to_section")));
    for (const heading of this.report.headings) {
      if (heading.level > 2) continue;
      jump.append(make("option", { value: heading.start }, (heading.level > 1 ? "　" : "") + plain(heading.title)));
    }
    jump.addEventListener("change", () => {
      if (jump.value !== "") this.scrollTo(Number(jump.value), 0);
      jump.value = "";
    });
    this.body = make("div", { class: "text", tabindex: "0", role: "region", "aria-labelledby": `pane-${this.side}` });
    this.body.lang = this.report.language === "zh" ? "zh-CN" : this.report.language;
    this.paragraphs = this.spans().map(([start, end]) => this.paragraph(start, end));
    this.body.append(...this.paragraphs.map((paragraph) => paragraph.element));
    this.element = make("section", { class: `pane ${this.side}` }, make("div", { class: "pane-head" }, title, jump), this.body);
    return this.element;
  }

  spans() {
    const { text, headings, unit, units } = this.report;
    const cuts = headings.map((heading) => heading.start).concat(unit === "paragraph" ? units : []);
    cuts.sort((a, b) => a - b);
    const spans = [];
    let start = 0;
    const add = (from, to) => {
      if (text.slice(from, to).trim()) spans.push([from, to]);
    };
    const line = (end) => {
      if (end - start > LONG_LINE) {
        for (const cut of cuts) {
          if (cut > start && cut < end) {
            add(start, cut);
            start = cut;
          }
        }
      }
      add(start, end);
    };
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      line(match.index);
      start = match.index + match[0].length;
    }
    line(text.length);
    return spans;
  }

  paragraph(start, end) {
    const text = this.report.text.slice(start, end);
    const element = make("p");
    const indent = text.length - text.trimStart().length;
    const heading = this.report.headings.find((one) => one.start >= start && one.start <= start + indent);
    if (heading && heading.level < 3 && heading.end >= start + text.trimEnd().length) element.className = "heading";
    const unit = this.unitAt(start + indent);
    if (unit !== this.unitAt(start - 1)) element.dataset.place = String(unit);
    write(element, text, start);
    return { start, end, element };
  }

  // The number (from 1) of the line or paragraph that holds an offset.
  unitAt(offset) {
    const units = this.report.units;
    let [low, high] = [0, units.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      units[middle] <= offset ? (low = middle + 1) : (high = middle);
    }
    return low;
  }

  placeOf(offset) {
    return w(`quote.${this.report.unit}`, { n: this.unitAt(offset) });
  }

  mark(marks) {
    for (const paragraph of this.marked) write(empty(paragraph.element), this.textOf(paragraph), paragraph.start);
    this.marked = this.paragraphs.filter((one) => marks.some((mark) => mark.start < one.end && mark.end > one.start));
    for (const paragraph of this.marked) {
      const own = marks.map((mark) => ({ ...mark, start: mark.start - paragraph.start, end: mark.end - paragraph.start }));
      writeMarked(empty(paragraph.element), this.textOf(paragraph), own, paragraph.start);
    }
  }

  textOf(paragraph) {
    return this.report.text.slice(paragraph.start, paragraph.end);
  }

  // Scroll the pane, not the page, so that an offset stands at a share of its height.
  scrollTo(offset, share = 0.3) {
    const paragraph = this.paragraphs.find((one) => one.end > offset) || this.paragraphs[this.paragraphs.length - 1];
    if (!paragraph) return;
    const leaf = leavesOf(paragraph.element).find((node) => node.at + sizeOf(node) > offset);
    const range = document.createRange();
    leaf ? range.selectNode(leaf) : range.selectNode(paragraph.element);
    if (leaf && leaf.nodeType === Node.TEXT_NODE && leaf.at <= offset) range.setStart(leaf, offset - leaf.at);
    const top = range.getBoundingClientRect().top - this.body.getBoundingClientRect().top;
    this.body.scrollTop += top - this.body.clientHeight * share;
  }

  // The words selected in this pane, with their offsets; null when there are none.
  selected() {
    const selection = document.getSelection();
    if (!selection || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.body || !range.intersectsNode(this.body)) return null;
    let [start, end] = [Infinity, -1];
    for (const node of leavesOf(this.body)) {
      if (!range.intersectsNode(node)) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : sizeOf(node);
      if (to <= from) continue;
      start = Math.min(start, node.at + from);
      end = Math.max(end, node.at + to);
    }
    if (end <= start) return null;
    const text = this.report.text.slice(start, end);
    start += text.length - text.trimStart().length;
    end = start + text.trim().length;
    return end > start ? { text: text.trim(), start, end, place: this.placeOf(start) } : null;
  }

  // Where words stand, nearest to an offset; white space does not count.
  find(words, near) {
    const { text } = this.report;
    const wanted = words.replace(/\s+/g, "");
    if (!text || !wanted) return null;
    if (!this.squeezed) {
      this.places = [];
      for (let i = 0; i < text.length; i++) if (!/\s/.test(text[i])) this.places.push(i);
      this.squeezed = text.replace(/\s+/g, "");
    }
    let best = null;
    for (let at = this.squeezed.indexOf(wanted); at >= 0; at = this.squeezed.indexOf(wanted, at + 1)) {
      const [start, end] = [this.places[at], this.places[at + wanted.length - 1] + 1];
      if (!best || Math.abs(start - near) < Math.abs(best.start - near)) best = { start, end };
    }
    return best && { text: words, ...best, place: this.placeOf(best.start) };
  }
}

const sizeOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.length : node.size);
function leavesOf(element) {
  const leaves = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walk.nextNode()) if (walk.currentNode.at !== undefined) leaves.push(walk.currentNode);
  return leaves;
}

const panes = { old: new Pane("old"), new: new Pane("new") };
const hasTexts = data.old.text !== "" && data.new.text !== "";
