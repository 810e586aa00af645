// Everything is in place: open the page.
setUpKeys();
setUpFiles();
if (rows.length) {
  setUpList();
  const restored = restore();
  if (restored) {
    for (const row of rows) renderRow(row);
    renderSummary();
    const back = make("button", { type: "button" }, w("page.discard"));
    back.addEventListener("click", () => {
      discard();
      notify(w("page.discarded"));
    });
    notify(w("page.restored", { n: restored }), back);
  }
  renderUnsaved();
  const wanted = recall();
  renderList();
  const first = wanted || shown[0] || rows[0];
  choose(first, "page");
  if (wanted) first.element.scrollIntoView({ block: "center" });
  window.addEventListener("hashchange", () => {
    const row = recall();
    renderList();
    if (row && row !== chosen) choose(row, "key");
  });
}
