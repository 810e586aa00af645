// Decisions as files: exported, imported, and kept by the browser until they are.
const SCHEMA = "reportdiff/decisions/1";

function decisionsDocument() {
  const report = (side) => ({ name: data[side].name, sha256: data[side].sha256 });
  // What the file that this page was made from decided, and a person has taken back, is told by a blank decision.
  const blank = (row) => whole(row, { by: person.name, date: today() });
  const named = rows.filter((row) => row.decision || inFile.get(row.id) !== frozen(null));
  const decisions = named.map((row) => row.decision || blank(row));
  return { schema: SCHEMA, old: report("old"), new: report("new"), decisions: [...decisions, ...unlisted.values()] };
}

function exportDecisions() {
  const document_ = decisionsDocument();
  const n = document_.decisions.length;
  if (!n && !unsaved().length) {
    say(w("page.nothing_to_export"));
    return;
  }
  const blob = new Blob([`${JSON.stringify(document_, null, 2)}\n`], { type: "application/json" });
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: "decisions.json" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  for (const row of rows) saved.set(row.id, frozen(row.decision));
  keep();
  renderUnsaved();
  say(w("page.exported", { n }));
}

async function importDecisions(file) {
  let given = null;
  try { given = JSON.parse((await file.text()).replace(/^\ufeff/, "")); } catch (error) { /* told below */ }
  const decisions = given && given.schema === SCHEMA && Array.isArray(given.decisions) ? given.decisions : null;
  if (!decisions || !decisions.every((one) => one && typeof one.commitment === "string")) {
    notify(w("page.bad_file", { name: file.name }));
    return;
  }
  const these = [];
  let missing = 0;
  for (const decision of decisions) {
    const row = rowOf.get(decision.commitment);
    if (!row) {
      unlisted.set(decision.commitment, whole(null, decision));
      missing += 1;
      continue;
    }
    const taken = whole(row, decision);
    row.decision = isBlank(taken) ? null : taken;
    saved.set(row.id, frozen(row.decision));
    these.push(row);
  }
  for (const row of these) row.stale = isStale(row);
  for (const row of these.filter((one) => !endsSomewhere(one))) {
    row.decision.merged_into = "";
    row.stale = true;
  }
  changed(...these);
  const other = ["old", "new"].some((side) => given[side] && given[side].sha256 && given[side].sha256 !== data[side].sha256);
  notify(w("page.imported", { n: these.length, missing: missing || "" }), other ? w("page.other_reports") : "");
}

function notify(...texts) {
  const notice = byId("notice");
  empty(notice).append(...texts.filter(Boolean).map((text) => (text instanceof Node ? text : make("p", null, text))));
  notice.hidden = false;
}

function renderUnsaved() {
  const n = unsaved().length;
  byId("unsaved").hidden = n === 0;
  write(empty(byId("unsaved")), n ? w("page.unsaved", { n }) : "");
}

function setUpFiles() {
  byId("export").addEventListener("click", exportDecisions);
  byId("import").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) await importDecisions(file);
    event.target.value = "";
  });
  window.addEventListener("beforeunload", (event) => {
    if (!unsaved().length) return;
    event.preventDefault();
    event.returnValue = "";
  });
}
