// The evidence reader: graph, words and list show one choice. Offsets of the data are code points.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const element = document.getElementById("text");
  const t = data.texts;
  element.textContent = data.text; // as stored: the HTML parser would have changed line ends
  const textNode = element.firstChild;

  // Code points to UTF-16 units: they differ behind every character above U+FFFF.
  const units = [];
  for (let at = 0; at < data.text.length; at += data.text.codePointAt(at) > 0xffff ? 2 : 1) units.push(at);
  units.push(data.text.length);
  const points = new Map(units.map((unit, point) => [unit, point]));
  const range = ([begin, end]) => {
    const made = new Range();
    made.setStart(textNode, units[begin]);
    made.setEnd(textNode, units[end]);
    return made;
  };

  // --- words
  const can = Boolean(window.CSS && CSS.highlights && textNode);
  const highlight = (name, spans, priority) => {
    if (!can) return;
    const made = new Highlight(...spans.map(range));
    made.priority = priority;
    CSS.highlights.set(name, made);
  };
  const items = data.items;
  const hidden = new Set();
  const colour = () => {
    for (const kind of ["party", "person", "org", "place"]) {
      highlight(`kg-${kind}`, hidden.has(kind) ? [] : data.mentions.filter((m) => m[2] === kind), 1);
    }
    const triggers = Object.values(items).flatMap((item) => item.triggers || []);
    highlight("kg-event", hidden.has("event") ? [] : triggers, 2);
  };
  for (const box of document.querySelectorAll(".legend input")) {
    box.addEventListener("change", () => {
      if (box.dataset.kind === "topic" && cy) cy.nodes('[kind = "topic"]').style("display", box.checked ? "element" : "none");
      if (box.checked) hidden.delete(box.dataset.kind);
      else hidden.add(box.dataset.kind);
      colour();
    });
  }

  // --- the details of what is chosen
  const make = (tag, text, name) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return made;
  };
  const offsets = (item) => (item.spans.length ? item.spans : item.triggers || []).map(([b, e]) => `[${b}, ${e})`);
  const card = (id) => {
    const item = items[id];
    const made = make("article", "", `card ${item.kind}`);
    const head = make("h3");
    head.append(make("span", t[`js-${item.kind}`], "kind"), make("span", item.title));
    if (item.url) {
      const link = make("a", t["js-open"]);
      link.href = item.url;
      head.append(link);
    }
    made.append(head);
    if (item.kind !== "event") {
      const [b, e] = item.spans[0];
      const words = make("blockquote", data.text.slice(units[b], units[e]));
      words.dir = "auto";
      made.append(words);
    }
    const list = make("dl");
    const row = (name, value, url, ltr) => {
      if (!value) return;
      const cell = make("dd");
      const shown = make(url ? "a" : ltr ? "code" : "bdi", value);
      if (url) shown.href = url;
      if (ltr) shown.dir = "ltr";
      cell.append(shown);
      list.append(make("dt", name), cell);
    };
    for (const [name, value, url] of item.rows) row(name, value, url, /^[\dX/~?-]+$/.test(value));
    row(t["js-rule"], item.rule, "", false);
    if (item.confidence !== undefined) {
      const bar = make("meter");
      bar.value = item.confidence;
      const cell = make("dd");
      cell.append(bar, make("span", ` ${item.confidence}`));
      list.append(make("dt", t["js-confidence"]), cell);
    }
    row(t["js-offsets"], offsets(item).join(" "), "", true);
    made.append(list);
    return made;
  };

  // --- one choice for all: what is lit in the text, the graph and the list
  const details = document.getElementById("details");
  const why = document.getElementById("why");
  const order = Object.keys(items).filter((id) => items[id].kind !== "issue")
    .concat(Object.keys(items).filter((id) => items[id].kind === "issue"));
  let cy = null;
  let chosen = [];
  const light = (ids, extra = []) => {
    const spans = ids.flatMap((id) => items[id].spans.length ? items[id].spans : items[id].triggers || []);
    highlight("kg-chosen", [...spans, ...extra], 5);
    highlight("kg-trigger", ids.flatMap((id) => items[id].triggers || []), 6);
    const first = ids.map((id) => items[id]).find((item) => item.rule);
    why.textContent = first ? `${first.rule.split(":")[0]} · ${first.confidence} · ${offsets(first)[0] || ""}` : "";
    return spans;
  };
  const into = (span) => {
    if (!textNode || !span) return;
    const box = range(span).getBoundingClientRect();
    const frame = element.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) {
      element.scrollBy({ top: box.top - frame.top - frame.height / 3, behavior: "smooth" });
    }
  };
  // With an event come its tellings: who says so, in which words.
  const told = (ids) => [...new Set(ids.flatMap((id) => (items[id].kind === "event" ? [id, ...items[id].related] : [id])))];
  const choose = (ids, { elements = null, extra = [], title = "", move = true } = {}) => {
    chosen = ids;
    const spans = light(ids, extra);
    details.replaceChildren(...(title ? [make("h2", title)] : []), ...told(ids).slice(0, 16).map(card));
    details.scrollTop = 0;
    for (const entry of document.querySelectorAll("#items button")) {
      const on = ids.includes(entry.dataset.id);
      entry.setAttribute("aria-current", String(on));
      if (on && entry.dataset.id === ids[0]) entry.scrollIntoView({ block: "nearest" });
    }
    if (cy) {
      const own = elements || cy.elements().filter((e) => ids.includes(e.id()) || (e.data("items") || []).some((i) => ids.includes(i)));
      cy.elements().removeClass("chosen dim");
      if (own.length) {
        own.addClass("chosen");
        cy.elements().not(own.union(own.connectedNodes())).addClass("dim");
      }
    }
    if (move) into(spans[0] || extra[0]);
    element.dataset.chosen = JSON.stringify(spans.length ? spans : extra);
  };
  const clear = () => {
    chosen = [];
    light([]);
    details.replaceChildren();
    if (cy) cy.elements().removeClass("chosen dim");
    for (const entry of document.querySelectorAll("#items button")) entry.setAttribute("aria-current", "false");
    delete element.dataset.chosen;
  };

  // --- the list
  const list = document.getElementById("items");
  for (const id of order) {
    const entry = make("button");
    entry.type = "button";
    entry.dataset.id = id;
    entry.append(make("i", "", `dot ${items[id].kind}`), make("span", t[`js-${items[id].kind}`], "kind"), make("span", items[id].title, "title"));
    entry.addEventListener("click", () => choose([id]));
    const line = make("li");
    line.append(entry);
    list.append(line);
  }
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input[type=search]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (event.key === "Escape") clear();
    else if (event.key === "/") document.getElementById("search").focus();
    else if (step && order.length) {
      const at = order.indexOf(chosen[0]);
      const next = order[(at + step + order.length) % order.length] || order[0];
      choose([at < 0 ? order[step > 0 ? 0 : order.length - 1] : next]);
    } else return;
    event.preventDefault();
  });

  // --- from words to what was drawn from them
  const caret = (x, y) => {
    const found = document.caretPositionFromPoint ? document.caretPositionFromPoint(x, y) : null;
    if (found) return found.offsetNode === textNode ? found.offset : -1;
    const old = document.caretRangeFromPoint ? document.caretRangeFromPoint(x, y) : null;
    return old && old.startContainer === textNode ? old.startOffset : -1;
  };
  const at = (unit) => {
    const point = points.get(unit) ?? points.get(unit - 1) ?? -1;
    const inside = ([begin, end]) => begin <= point && point < end;
    const found = order.filter((id) => [...items[id].spans, ...(items[id].triggers || [])].some(inside));
    const length = (id) => Math.min(...[...items[id].spans, ...(items[id].triggers || [])].filter(inside).map(([b, e]) => e - b));
    return {
      ids: found.sort((a, b) => length(a) - length(b)),
      mention: data.mentions.find(inside),
    };
  };
  const node = (id, options = {}) => {
    const places = data.mentions.filter((m) => m[3] === id);
    const own = cy ? cy.getElementById(id).union(cy.getElementById(id).connectedEdges()) : null;
    const label = (data.nodes.find((n) => n.id === id) || {}).label;
    const ids = own ? [...new Set(own.edges().map((e) => e.data("items")).flat())] : [];
    choose(ids.length ? ids : items[id] ? [id] : [], { elements: own && own.length ? own : null, extra: places, title: label, ...options });
    highlight("kg-chosen", places, 5);
    element.dataset.chosen = JSON.stringify(places.map((m) => m.slice(0, 2)));
    why.textContent = "";
    into(places[0]);
  };
  element.addEventListener("click", (event) => {
    const unit = caret(event.clientX, event.clientY);
    if (unit < 0 || String(window.getSelection())) return;
    const found = at(unit);
    if (found.ids.length) choose(found.ids, { title: t["js-here"], move: false });
    else if (found.mention) node(found.mention[3]);
    else {
      clear();
      details.replaceChildren(make("p", t["js-none"], "hint"));
    }
  });

  // --- the graph
  const graph = document.getElementById("graph");
  const draw = () => {
    if (data.nodes.length) {
      cy = window.kgGraph(graph, data);
      cy.on("tap", "edge", (event) => choose(event.target.data("items"), { elements: event.target }));
      cy.on("tap", "node", (event) => (items[event.target.id()] ? choose([event.target.id()]) : node(event.target.id())));
      cy.on("tap", (event) => { if (event.target === cy) clear(); });
      cy.on("mouseover", "edge, node", (event) => {
        graph.style.cursor = "pointer";
        if (!chosen.length) light(event.target.data("items") || (items[event.target.id()] ? [event.target.id()] : []), event.target.isNode() ? data.mentions.filter((m) => m[3] === event.target.id()) : []);
      });
      cy.on("mouseout", "edge, node", () => {
        graph.style.cursor = "";
        if (!chosen.length) light([]);
      });
      window.kgReader = { cy, choose }; // for who tests the page
    }
    if (data.all > data.nodes.length) {
      document.getElementById("limit").textContent = `${t["js-showing"]} ${data.nodes.length} ${t["js-of"]} ${data.all} ${t["js-nodes"]}`;
    }
    const asked = /^#char=(\d+),(\d+)$/.exec(decodeURIComponent(location.hash));
    if (asked) {
      const span = [Number(asked[1]), Number(asked[2])];
      if (span[0] < span[1] && span[1] < units.length) {
        const same = order.filter((id) => [...items[id].spans, ...(items[id].triggers || [])].some(([b, e]) => b === span[0] && e === span[1]));
        choose(same, { extra: [span] });
      }
    }
    document.body.dataset.ready = "true";
  };
  colour();
  document.fonts.load('14px "Noto Naskh Arabic"', "ا").then(draw, draw);
})();
