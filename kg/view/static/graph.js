// The look of every graph of the pages, and how it is laid out. Labels come isolated (U+2067 … U+2069).
"use strict";
(() => {
  const COLOURS = {
    party: "#2f6fb3", person: "#c0453e", org: "#2f8f63", place: "#8a5a44", event: "#e08a1e", topic: "#8562b5",
    other: "#7d8794",
  };
  const FONT = '"Noto Naskh Arabic", "Noto Sans Arabic", "DejaVu Sans", sans-serif';
  const QUIET = new Set(["actor", "place", "agent"]); // what the shapes say already is labelled only when chosen
  const STYLE = [
    { selector: "node", style: {
      "background-color": (n) => COLOURS[n.data("kind")] || COLOURS.other,
      label: "data(label)", "font-family": FONT, "font-size": 14, color: "#1d2939", "text-valign": "bottom",
      "text-margin-y": 4, "text-background-color": "#fff", "text-background-opacity": 0.82,
      "text-background-padding": 2, "text-wrap": "wrap", "text-max-width": 130,
      width: (n) => n.data("size") || 26, height: (n) => n.data("size") || 26,
      "border-width": 2, "border-color": "#fff",
    } },
    { selector: 'node[kind = "event"]', style: { shape: "round-rectangle", width: 34, height: 24 } },
    { selector: 'node[kind = "topic"]', style: { shape: "diamond" } },
    { selector: 'node[kind = "place"]', style: { shape: "round-triangle" } },
    { selector: "edge", style: {
      width: (e) => e.data("width") || 1.8, "line-color": "#b3bcc8", "target-arrow-color": "#b3bcc8",
      "curve-style": "bezier", "target-arrow-shape": (e) => (e.data("plain") ? "none" : "triangle"), "arrow-scale": 0.9,
      label: (e) => (QUIET.has(e.data("kind")) ? "" : e.data("label") || ""), "font-family": FONT, "font-size": 11, color: "#556170",
      "text-rotation": "autorotate", "text-background-color": "#fff", "text-background-opacity": 0.9,
      "text-background-padding": 1,
    } },
    { selector: 'edge[kind = "claim"], edge[kind = "via"]', style: { "line-style": "dashed", "line-dash-pattern": [5, 4] } },
    { selector: ".crowd", style: { label: "", opacity: 0.6 } },
    { selector: ".dim", style: { opacity: 0.22 } },
    { selector: "node.chosen", style: { "border-color": "#c62828", "border-width": 4 } },
    { selector: "edge.chosen", style: {
      label: (e) => e.data("label") || "", width: 4, "line-color": "#c62828", "target-arrow-color": "#c62828", color: "#c62828", "z-index": 9,
    } },
  ];

  // The same graph lies the same way every time: the layout draws its lots from a fixed series.
  const steadily = (work) => {
    const random = Math.random;
    let state = 7;
    Math.random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296;
    };
    try {
      return work();
    } finally {
      Math.random = random;
    }
  };
  window.kgGraph = (container, data) => {
    const count = data.nodes.length;
    const elements = [...data.nodes, ...data.edges].map((each) => ({ data: each }));
    const cy = steadily(() => window.cytoscape({
      container, elements, style: STYLE, minZoom: 0.1, maxZoom: 3,
      layout: {
        name: "fcose", animate: false, quality: count > 400 ? "draft" : "proof",
        nodeRepulsion: 6500, idealEdgeLength: count > 40 ? 110 : 84, nodeSeparation: 80, gravity: 0.6, gravityRange: 2.4,
        nodeDimensionsIncludeLabels: true, padding: 14,
      },
    }));
    if (data.edges.length > 60) cy.edges().addClass("crowd");
    container.dataset.drawn = String(count);
    return cy;
  };

  // Pages other than the reader: a graph whose nodes and edges lead to their pages.
  for (const container of document.querySelectorAll("[data-graph]")) {
    const start = () => {
      const data = JSON.parse(document.getElementById(container.dataset.graph).textContent);
      if (!data.nodes.length) return;
      const cy = window.kgGraph(container, data);
      cy.on("tap", "node, edge", (event) => {
        const url = event.target.data("url");
        if (url && url.startsWith("/")) window.location.assign(url);
      });
      cy.on("mouseover", "node, edge", () => { container.style.cursor = "pointer"; });
      cy.on("mouseout", "node, edge", () => { container.style.cursor = ""; });
    };
    if (document.fonts && document.fonts.load) document.fonts.load('14px "Noto Naskh Arabic"', "ا").then(start, start);
    else start();
  }
})();
