// The list: filters, search, sorting, counts; its state is in the address, so that a link can point to it.
const view = { search: "", verdicts: new Set(), section: "", kind: "", status: "", sort: "number", down: false };
const SORTS = {
  number: (row) => [row.number],
  section: (row) => [row.section, -VERDICTS.indexOf(standing(row))],
  verdict: (row) => [VERDICTS.indexOf(standing(row)), row.confidence],
  confidence: (row) => [row.confidence],
  review: (row) => [isDecided(row) && !row.stale ? 1 : 0, row.rank], // as `review queue` lists them
};
const STATUSES = {
  review: toCheck,
  open: (row) => !isDecided(row),
  decided: isDecided,
  changed: isChanged,
  aside: (row) => !counted(row),
  renewed: (row) => !!row.again,
};
let chosen = null;
let shown = rows;

const fold = (text) => text.normalize("NFKC").toLowerCase().replace(BREAK, "");

function searchable(row) {
  const quotes = [...row.evidence, row.near, row.again, row.baseline].filter(Boolean).map((quote) => quote.text);
  const decision = row.decision;
  const decided = decision ? [decision.note, decision.by, ...decision.evidence] : [];
  return fold([row.shown, row.quote.text, row.reason, data.sections[row.section], ...quotes, ...decided].join("\n"));
}

function fits(row, without) {
  if (without !== "verdict" && view.verdicts.size && !view.verdicts.has(standing(row))) return false;
  if (view.section !== "" && row.section !== Number(view.section)) return false;
  if (view.kind && row.kind !== view.kind) return false;
  if (view.status && !STATUSES[view.status](row)) return false;
  const wanted = fold(view.search).split(/\s+/).filter(Boolean);
  return wanted.every((word) => row.searchable.includes(word) || word === String(row.number));
}

function inOrder(list) {
  const key = SORTS[view.sort];
  const sign = view.down ? -1 : 1;
  const keyed = list.map((row) => ({ row, key: key(row) }));
  keyed.sort((a, b) => {
    for (let i = 0; i < a.key.length; i++) if (a.key[i] !== b.key[i]) return sign * (a.key[i] - b.key[i]);
    return a.row.number - b.row.number;
  });
  return keyed.map((item) => item.row);
}

let lastOrder = "";
function renderList() {
  const body = document.querySelector("#table tbody");
  const ordered = inOrder(rows);
  const order = ordered.map((row) => row.number).join();
  if (order !== lastOrder && (lastOrder || view.sort !== "number" || view.down)) {
    const focused = document.activeElement;
    body.append(...ordered.map((row) => row.element));
    if (focused && body.contains(focused)) focused.focus({ preventScroll: true });
  }
  lastOrder = order;
  shown = ordered.filter((row) => fits(row));
  const visible = new Set(shown);
  for (const row of rows) row.element.hidden = !visible.has(row);
  byId("nothing").hidden = shown.length > 0;
  byId("table").hidden = shown.length === 0;
  renderChips();
  renderHeads();
  const decided = rows.filter(isDecided).length;
  write(empty(byId("count")), w("page.count", { n: shown.length, total: rows.length, decided }));
  remember();
}

function renderChips() {
  const open = rows.filter((row) => fits(row, "verdict"));
  for (const chip of byId("chips").children) {
    const verdict = chip.dataset.verdict;
    chip.setAttribute("aria-pressed", String(view.verdicts.has(verdict)));
    chip.lastChild.textContent = String(open.filter((row) => counted(row) && standing(row) === verdict).length);
  }
}

function renderHeads() {
  for (const head of document.querySelectorAll("#table th[data-sort]")) {
    const mine = head.dataset.sort === view.sort;
    head.setAttribute("aria-sort", mine ? (view.down ? "descending" : "ascending") : "none");
  }
  byId("sort").value = view.sort;
}

function renderRow(row) {
  const cells = row.element.cells;
  const notes = make("span", { class: "notes" });
  if (toCheck(row)) notes.append(make("span", null, w("audit.review_mark")));
  if (row.again) notes.append(make("span", null, w("label.renewed")));
  if (told(row)) notes.append(make("span", null, told(row)));
  empty(cells[3]).append(make("span", { class: `chip v-${standing(row)}` }, verdictText(row)), notes);
  const located = pickedQuotes(row).filter((quote) => quote.start !== undefined);
  const picked = located.map((quote) => cite(quote, w("decision.picked")));
  const outcomes = picked.concat(row.outcomes);
  if (!outcomes.length) outcomes.push(nothing(row));
  empty(cells[2]).append(...outcomes.map((text) => make("p", null, text)));
  const note = row.decision ? row.decision.note.trim() : "";
  write(empty(row.element.querySelector(".noted")), note ? w("decision.note", { note }) : "");
  markRow(row);
}

function nothing(row) {
  if (standing(row) !== "dropped") return w("word.none");
  return w(row.again ? "audit.only_again" : "audit.no_mention");
}

// A quote with its place and a note, as the library cites it.
function cite(quote, note) {
  const text = shorten(quote.text, 160);
  const nested = text.includes(w("quote.open")) || text.includes(w("quote.close")) ? "_nested" : "";
  const place = quote.place ? w("quote.cited", { place: quote.place, note }) : "";
  return w(`quote.open${nested}`) + text + w(`quote.close${nested}`) + place;
}

function markRow(row) {
  row.searchable = searchable(row);
  row.element.classList.toggle("set-aside", !counted(row));
  row.element.classList.toggle("decided", isDecided(row));
}

// Tiles, bars and sentences above the list follow what is decided.
function renderSummary() {
  const counting = rows.filter(counted);
  const total = counting.length;
  const of = (list, verdict) => list.filter((row) => standing(row) === verdict).length;
  const share = (n) => percent(total ? n / total : null);
  for (const tile of document.querySelectorAll(".tile")) {
    const n = of(counting, tile.dataset.verdict);
    tile.querySelector(".tile-n").textContent = String(n);
    tile.querySelector(".tile-rate").textContent = share(n);
  }
  for (const line of document.querySelectorAll(".bars tbody tr")) {
    const own = counting.filter((row) => row.section === Number(line.dataset.section));
    line.lastElementChild.textContent = String(own.length);
    let before = 0;
    const parts = [];
    for (const part of line.querySelectorAll("g")) {
      const n = of(own, part.dataset.verdict);
      const [x, width] = own.length ? [(100 * before) / own.length, (100 * n) / own.length] : [0, 0];
      const [title, bar, text] = part.children;
      title.textContent = `${w(`verdict.${part.dataset.verdict}`)} ${n || ""}`;
      bar.setAttribute("x", `${x}%`);
      bar.setAttribute("width", `${width}%`);
      text.setAttribute("x", `${x + width / 2}%`);
      text.textContent = !n ? "" : width < 8 ? String(n) : `${w(`mark.${part.dataset.verdict}`)} ${n}`;
      if (n) parts.push(title.textContent);
      before += n;
    }
    line.querySelector("svg").setAttribute("aria-label", parts.join(w("word.semicolon")));
  }
  const count = (verdict) => {
    const n = of(counting, verdict);
    return w("audit.count", { label: w(`verdict.${verdict}`), n, rate: share(n) });
  };
  const counts = VERDICTS.map(count).join(w("word.join"));
  const year = data.year;
  write(empty(byId("headline")), total ? w("audit.all", { year, n: total, counts }) : w("audit.none", { year }));
  const quantified = counting.filter((row) => row.kind === "quantified");
  const met = of(quantified, "met");
  const remarks = [];
  if (quantified.length) {
    remarks.push(w("audit.quantified", { n: quantified.length, met, rate: percent(met / quantified.length) }));
  }
  if (total) {
    remarks.push(w("audit.exceeded", { n: counting.filter(isExceeded).length }));
    remarks.push(w("audit.renewed", { n: counting.filter((row) => row.again).length }));
    remarks.push(w("audit.review", { n: counting.filter(toCheck).length }));
  }
  const decided = rows.filter(isDecided).length;
  if (decided) remarks.push(w("audit.decided", { n: decided }));
  if (rows.length > total) remarks.push(w("audit.set_aside", { n: rows.length - total }));
  if (data.directional) remarks.push(w("audit.directional", { n: data.directional }));
  empty(byId("remarks")).append(...remarks.map((text) => make("li", null, text)));
}

function remember() {
  const state = new URLSearchParams();
  if (chosen) state.set("c", chosen.id);
  if (view.search) state.set("q", view.search);
  if (view.verdicts.size) state.set("v", VERDICTS.filter((verdict) => view.verdicts.has(verdict)).join("."));
  if (view.section !== "") state.set("s", view.section);
  if (view.kind) state.set("kind", view.kind);
  if (view.status) state.set("status", view.status);
  if (view.sort !== "number") state.set("sort", view.sort);
  if (view.down) state.set("down", "1");
  try { history.replaceState(null, "", `#${state}`); } catch (error) { /* the page works without it */ }
}

// Take over the address; returns the commitment it names.
function recall() {
  const state = new URLSearchParams(location.hash.slice(1));
  const one = (name, known) => (known.includes(state.get(name)) ? state.get(name) : "");
  view.search = state.get("q") || "";
  view.verdicts = new Set((state.get("v") || "").split(".").filter((verdict) => VERDICTS.includes(verdict)));
  view.section = one("s", data.sections.map((title, index) => String(index)));
  view.kind = one("kind", ["quantified", "deliverable"]);
  view.status = one("status", Object.keys(STATUSES));
  view.sort = one("sort", Object.keys(SORTS)) || "number";
  view.down = state.get("down") === "1";
  showFilters();
  let bare = location.hash.slice(1);
  try { bare = decodeURIComponent(bare); } catch (error) { /* not an id then */ }
  return rowOf.get(state.get("c") || bare);
}

function showFilters() {
  byId("search").value = view.search;
  byId("by-section").value = view.section;
  byId("by-kind").value = view.kind;
  byId("by-status").value = view.status;
}

function setUpList() {
  for (const row of rows) {
    row.element = byId(row.id);
    row.link = row.element.querySelector(".choose");
    markRow(row);
    row.element.addEventListener("click", (event) => {
      event.preventDefault();
      choose(row, "click");
    });
  }
  for (const verdict of VERDICTS) {
    const flip = () => {
      view.verdicts.has(verdict) ? view.verdicts.delete(verdict) : view.verdicts.add(verdict);
      renderList();
    };
    const label = `${w(`mark.${verdict}`)} ${w(`verdict.${verdict}`)}`;
    const properties = { type: "button", class: `chip v-${verdict}`, "data-verdict": verdict, onclick: flip };
    byId("chips").append(make("button", properties, label, " ", make("b", null, "0")));
  }
  for (const head of document.querySelectorAll("#table th[data-sort]")) {
    const label = head.textContent;
    const flip = () => {
      view.down = view.sort === head.dataset.sort && !view.down;
      view.sort = head.dataset.sort;
      renderList();
    };
    const properties = { type: "button", class: "head", title: w("page.sort_by", { column: label }), onclick: flip };
    // Browsers do not repeat buttons with the head of a table on the next sheet of paper.
    empty(head).append(make("button", properties, label), make("span", { class: "paper" }, label));
  }
  const pick = (id, name) =>
    byId(id).addEventListener("input", (event) => {
      view[name] = event.target.value;
      if (name === "sort") view.down = false;
      renderList();
    });
  pick("search", "search");
  pick("by-section", "section");
  pick("by-kind", "kind");
  pick("by-status", "status");
  pick("sort", "sort");
  byId("reset").addEventListener("click", () => {
    Object.assign(view, { search: "", verdicts: new Set(), section: "", kind: "", status: "" });
    showFilters();
    renderList();
  });
}
