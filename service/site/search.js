// The search of the static site: the records of search-data.js, indexed in the page by MiniSearch.
(function () {
  "use strict";
  const fold = (word) => {
    const plain = word.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/œ/g, "oe").toLowerCase();
    return plain.length > 3 ? plain.replace(/(?:s|x)$/, "") : plain;
  };
  const STOP = new Set("a au aux ce ces dans de des du en et il la le les l d qu qui que sur par pour un une".split(" "));
  const index = new MiniSearch({
    fields: ["title", "names", "about", "text"],
    storeFields: ["id", "kind", "title", "about", "text", "date"],
    processTerm: (word) => { const folded = fold(word); return STOP.has(folded) ? null : folded; },
    searchOptions: { boost: { title: 4, names: 3, about: 2 }, prefix: true, fuzzy: 0.15, combineWith: "AND" },
  });
  index.addAll(RECORDS);

  const box = document.getElementById("q");
  const list = document.getElementById("results");
  const count = document.getElementById("count");
  const SHOWN = 40;

  function show() {
    const query = box.value.trim();
    list.replaceChildren();
    document.getElementById("opening").hidden = query !== "";
    if (!query) { count.textContent = ""; return; }
    let found = index.search(query);
    if (!found.length) found = index.search(query, { combineWith: "OR" });
    count.textContent = found.length === 0
      ? "Aucun résultat. Essayez un mot plus général, un sigle ou un nom de ville."
      : `${found.length} résultat${found.length > 1 ? "s" : ""}`
        + (found.length > SHOWN ? ` (les ${SHOWN} premiers sont affichés)` : "");
    for (const hit of found.slice(0, SHOWN)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = hit.id;
      link.textContent = hit.title;
      const facts = document.createElement("p");
      facts.className = "facts";
      facts.textContent = [hit.kind, hit.date, hit.about].filter(Boolean).join(" · ");
      item.append(link, facts);
      if (hit.text) {
        const text = document.createElement("p");
        text.textContent = hit.text;
        item.append(text);
      }
      list.append(item);
    }
    history.replaceState(null, "", "?q=" + encodeURIComponent(query));
  }

  box.addEventListener("input", show);
  box.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  box.value = new URLSearchParams(location.search).get("q") || "";
  show();
})();
