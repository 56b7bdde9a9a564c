// Builds ../static/vendor from npm packages: node build.mjs (after npm install). See README.md.
import { build } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";
import { geoCentroid, geoNaturalEarth1, geoPath } from "d3-geo";
import countries from "i18n-iso-countries";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../static/vendor");
const modules = join(here, "node_modules");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

// cytoscape with its fcose layout: one script that sets window.cytoscape
await build({
  stdin: {
    contents: `import cytoscape from "cytoscape"; import fcose from "cytoscape-fcose";
      cytoscape.use(fcose); window.cytoscape = cytoscape;`,
    resolveDir: here,
  },
  bundle: true, minify: true, format: "iife", legalComments: "none", charset: "utf8", target: "es2020",
  outfile: join(out, "cytoscape.js"),
});

// YASGUI as it is published, without the links to source maps that are not here
for (const name of ["yasgui.min.js", "yasgui.min.css"]) {
  const text = readFileSync(join(modules, "@zazuko/yasgui/build", name), "utf8");
  writeFileSync(join(out, name), text.replace(/\/[/*]# sourceMappingURL=[^\n*]*(\*\/)?/g, "").trimEnd() + "\n");
}

// One letter-form file for Arabic: the variable weight axis, the Arabic subset only
const font = join(modules, "@fontsource-variable/noto-naskh-arabic/files");
copyFileSync(join(font, "noto-naskh-arabic-arabic-wght-normal.woff2"), join(out, "noto-naskh-arabic.woff2"));

// The world as SVG paths by ISO 3166-1 alpha-2, Natural Earth projection, 1,000 units wide. States too
// small for the 1:110m outlines have only their middle, from the 1:50m file.
const atlas = (scale) => {
  const topology = JSON.parse(readFileSync(join(modules, `world-atlas/countries-${scale}.json`), "utf8"));
  return feature(topology, topology.objects.countries).features;
};
const byName = { Kosovo: "XK" };
const code = (f) => byName[f.properties.name] ?? (f.id ? countries.numericToAlpha2(f.id) : undefined);
const projection = geoNaturalEarth1().fitWidth(1000, { type: "Sphere" });
const path = geoPath(projection).digits(1);
const world = { paths: {}, middles: {} };
for (const f of atlas("110m")) {
  const id = code(f) ?? f.properties.name;
  if (id !== "AQ") world.paths[id] = path(f);
}
const largest = (f) => {
  // The middle of the largest part: France's lies in France, not in the Atlantic.
  if (f.geometry.type !== "MultiPolygon") return f;
  const parts = f.geometry.coordinates.map((c) => ({ type: "Polygon", coordinates: c }));
  return parts.reduce((a, b) => (path.area(b) > path.area(a) ? b : a));
};
for (const f of atlas("50m")) {
  const id = code(f);
  if (id && id !== "AQ") world.middles[id] = projection(geoCentroid(largest(f))).map((v) => Math.round(v * 10) / 10);
}
const sorted = (table) => Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
const height = Math.ceil(Math.max(...Object.values(world.paths).join(" ").match(/,[0-9.]+/g).map((v) => +v.slice(1)))) + 4;
const lines = (table) => Object.entries(sorted(table)).map(([k, v]) => `${JSON.stringify(k)}: ${JSON.stringify(v)}`).join(",\n");
writeFileSync(join(out, "world.json"), `{"width": 1000, "height": ${height},\n"paths": {\n${lines(world.paths)}\n},\n"middles": {\n${lines(world.middles)}\n}}\n`);

// The licences of all that is in these files, the packages inside the bundles too
const seen = new Map();
const closure = (name, from) => {
  const folder = [join(from, "node_modules", name), join(modules, name)].find((d) => existsSync(join(d, "package.json")));
  if (!folder || seen.has(folder)) return;
  const told = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  seen.set(folder, told);
  for (const next of Object.keys(told.dependencies ?? {})) closure(next, folder);
};
for (const name of ["@fontsource-variable/noto-naskh-arabic", "@zazuko/yasgui", "cytoscape", "cytoscape-fcose", "world-atlas"]) closure(name, here);
const parts = [...seen].map(([folder, told]) => {
  const file = readdirSync(folder).find((n) => /^licen[cs]e/i.test(n));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${JSON.stringify(told.license ?? told.licenses)} (its package holds no licence file)`;
  return `${told.name} ${told.version} (${told.license ?? "see below"})\n${"-".repeat(70)}\n${text}\n`;
}).sort();
writeFileSync(join(out, "LICENSES.txt"), parts.join("\n\n").replace(/[ \t]+$/gm, "").replace(/\r/g, ""));
