// Each chart as a file for a paper: drawn anew by the same rules, in the style of `report --figures`.

const PAPER_WIDTH = 658; // 174 mm, two columns, in a browser's pixels
const PAPER_EDGE = 32; // labels may be wider where the font is another
const PAPER_FONT = "Liberation Sans, Arial, Helvetica, sans-serif";
// Of different greys in print.
const PAPER_COLOURS = ["#000000", "#0072b2", "#b34700", "#6b6b6b", "#007a5a"];

function paper() {
  return {
    ink: "#000000", muted: "#000000", line: "#dddddd", page: "#ffffff", low: "#ffffff", high: "#5c5c5c", dark: false,
    few: "#ffffff", warm: "#b34700", of: ({ number }) => PAPER_COLOURS[number % PAPER_COLOURS.length],
  };
}

// ECharts writes texts into a drawing as they are: what would be markup goes in under another sign.
const MARKUP = new Map([["&", "\ue100"], ["<", "\ue101"], [">", "\ue102"], ['"', "\ue103"], ["'", "\ue104"]]);

/** An option of ECharts, and what its formatters say, without markup. */
function guarded(value, name) {
  if (typeof value === "string") {
    return value.replace(/[\ue100-\ue104\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, "?").replace(/[&<>"']/g, (c) => MARKUP.get(c));
  }
  if (typeof value === "function") {
    return name === "formatter" ? (...told) => guarded(value(...told)) : value;
  }
  if (Array.isArray(value)) {
    return value.map((part) => guarded(part));
  }
  return value === null || typeof value !== "object" ? value
    : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, guarded(part, key)]));
}

function unguarded(drawing) {
  return drawing.replace(/[\ue100-\ue104]/g, (sign) => `&#${[...MARKUP].find(([, other]) => other === sign)[0].charCodeAt(0)};`);
}

/** A chart as SVG, with its title above, and below whose letters are whose and what data it is of. */
function paperFigure(title, simulated, option, height) {
  const width = PAPER_WIDTH - 2 * PAPER_EDGE;
  const inner = height(width);
  const drawing = echarts.init(null, null, { renderer: "svg", ssr: true, width, height: inner });
  drawing.setOption({ ...common(paper()), textStyle: { fontFamily: PAPER_FONT, color: "#000000" }, ...guarded(option(paper(), width)) });
  // Put together as texts: the page's policy forbids the styles in a drawing that is parsed.
  const chart = unguarded(drawing.renderToSVGString()).replace("<svg ", `<svg x="${PAPER_EDGE}" y="20" overflow="visible" `);
  drawing.dispose();
  const words = (x, y, size, text, anchor = "start") => new XMLSerializer().serializeToString(
    svg("text", { x, y, "font-size": size, "text-anchor": anchor, "font-family": PAPER_FONT, fill: "#000000" }, text));
  const keys = visible();
  const longest = Math.max(1, ...keys.map((p) => p.short.length));
  const columns = Math.max(1, Math.min(keys.length, Math.floor(PAPER_WIDTH / (24 + 7 * longest))));
  const below = inner + 34 + Math.ceil(keys.length / columns) * 15;
  const about = `${data.dataset.id}${simulated ? " (simulated)" : ""}, n = ${data.dataset.queries}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PAPER_WIDTH}" height="${below + 6}" viewBox="0 0 ${PAPER_WIDTH} ${below + 6}">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    words(4, 14, 12, title), chart,
    ...keys.map((p, i) => words(
      4 + (i % columns) * (PAPER_WIDTH / columns), inner + 32 + Math.floor(i / columns) * 15, 11, `${p.key}  ${p.short}`)),
    words(PAPER_WIDTH - 4, below, 9, about, "end"),
    "</svg>", "",
  ].join("\n");
}

/** The button that saves a chart. */
function saveButton(name, title, drawn) {
  return element("button", { type: "button", class: "save", "aria-label": `Save as SVG: ${title}`, click: () => save(`${fileName(name)}.svg`, "image/svg+xml", drawn()) },
    "Save as SVG");
}
