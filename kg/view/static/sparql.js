// The SPARQL page: YASGUI against this server only, and a tab that draws what CONSTRUCT gives.
"use strict";
(() => {
  const place = document.getElementById("yasgui");
  const prefixes = JSON.parse(document.getElementById("prefixes").textContent);
  const endpoint = new URL("/sparql", location.href).href;
  const MOST = 150;
  const { Yasgui, Yasr } = window.Yasgui ? { Yasgui: window.Yasgui, Yasr: window.Yasgui.Yasr } : {};

  class GraphTab {
    constructor(yasr) {
      this.yasr = yasr;
      this.priority = 20;
      this.label = place.dataset.graphName;
      this.hideFromSelection = false;
    }
    getIcon() { return document.createElement("i"); }
    statements() {
      const results = this.yasr.results;
      if (!results || !results.getStatements) return [];
      return results.getStatements() || [];
    }
    canHandleResults() { return this.statements().length > 0; }
    draw() {
      const shorten = (iri) => {
        const found = Object.entries(prefixes).filter(([, base]) => iri.startsWith(base)).sort((a, b) => b[1].length - a[1].length)[0];
        return found ? `${found[0]}:${decodeURIComponent(iri.slice(found[1].length))}` : iri;
      };
      const nodes = new Map();
      const edges = [];
      const all = this.statements();
      const kindOf = (iri) => (/\/(party|person|org|place|event|topic)\//.exec(iri) || [, "other"])[1];
      const base = prefixes.kg.replace(/ns#$/, "");
      const node = (term) => {
        const id = `${term.termType}:${term.value}`;
        if (!nodes.has(id) && nodes.size >= MOST) return null;
        const named = term.termType === "NamedNode";
        const text = named ? shorten(term.value) : term.value.slice(0, 60);
        const mark = /[\u0590-\u08ff]/.test(text) ? "\u2067" : "\u2066";
        nodes.set(id, { id, label: `${mark}${text}\u2069`, kind: named ? kindOf(term.value) : "other",
          url: named && term.value.startsWith(base) ? `/${term.value.slice(base.length)}` : "" });
        return id;
      };
      all.forEach((triple, i) => {
        const source = node(triple.subject);
        const target = source && node(triple.object);
        if (source && target) edges.push({ id: `e${i}`, source, target, kind: "triple", label: shorten(triple.predicate.value) });
      });
      const box = document.createElement("div");
      box.className = "graph";
      box.style.height = "34rem";
      const note = document.createElement("p");
      note.className = "limit";
      note.textContent = edges.length < all.length ? `${edges.length} / ${all.length}` : "";
      this.yasr.resultsEl.replaceChildren(box, note);
      const cy = window.kgGraph(box, { nodes: [...nodes.values()], edges });
      cy.on("tap", "node", (event) => { if (event.target.data("url")) location.assign(event.target.data("url")); });
    }
  }
  if (Yasr) Yasr.prototype.getPrefixes = () => prefixes; // short names in the table, whatever the query declares
  if (Yasr && Yasr.registerPlugin) Yasr.registerPlugin("graph", GraphTab);

  const yasqe = Yasgui.Yasqe;
  yasqe.defaults.autocompleters = (yasqe.defaults.autocompleters || []).filter((name) => name === "variables");
  const first = document.querySelector("[data-query]");
  const declared = (query) => {
    const used = Object.entries(prefixes).filter(([name]) => new RegExp(`(^|[^\\w])${name}:`).test(query));
    return `${used.map(([name, base]) => `PREFIX ${name}: <${base}>`).join("\n")}\n\n${query}`;
  };
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    persistenceId: "bilateral-kg",
    autofocus: false,
  });
  const set = (query) => {
    const tab = yasgui.getTab();
    tab.setEndpoint(endpoint);
    tab.setQuery(declared(query));
    return tab;
  };
  const asked = new URLSearchParams(location.search).get("edit");
  if (asked || !yasgui.getTab().getQuery().includes("kg")) set(asked || first.dataset.query);
  for (const button of document.querySelectorAll("[data-query]")) {
    button.addEventListener("click", () => set(button.dataset.query).query());
  }
  // IRIs of the store open here, wherever their names resolve.
  const base = prefixes.kg.replace(/ns#$/, "");
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !link.href.startsWith(base)) return;
    event.preventDefault();
    location.assign(`/${link.href.slice(base.length)}`);
  });
  window.kgSparql = { yasgui };
  document.body.dataset.ready = "true";
})();
