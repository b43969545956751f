// Tables: the leaderboard, the comparison, and the one behind each chart.

/**
 * A table that scrolls in itself where the screen is narrow.
 * columns: {title, says, number, sort}; rows: lists of a text or node for each column.
 */
function table(caption, columns, rows) {
  const head = columns.map((column) => element(
    "th",
    { scope: "col", class: column.number ? "number" : "", title: column.says },
    column.head ?? column.title,
  ));
  const body = rows.map((row) => element("tr", {}, row.map((cell, c) => element(
    c === 0 ? "th" : "td",
    { scope: c === 0 ? "row" : null, class: columns[c].number ? "number" : "" },
    cell,
  ))));
  return element(
    "div",
    { class: "scroll", role: "region", tabindex: 0, "aria-label": caption },
    element(
      "table",
      {},
      element("caption", { class: "unseen" }, caption),
      element("thead", {}, element("tr", {}, head)),
      element("tbody", {}, body),
    ),
  );
}

/** The table behind a chart. */
function behind(caption, columns, rows) {
  return element("details", { class: "behind" }, element("summary", {}, "Table"), table(caption, columns, rows));
}

function leaderboard() {
  const columns = [{ title: "predictor", value: (p) => p.label }];
  for (const name of data.shown) {
    const metric = METRICS[name];
    columns.push({
      title: metric.title, says: metric.says, number: true, lower: metric.lower,
      value: (p) => p.metrics[name][0], cell: (p) => fixed(p.metrics[name][0], metric.decimals),
    });
    if (name === FIRST) {
      columns.push({
        title: "95 %", says: "interval over households", number: true,
        value: (p) => p.metrics[name][1], cell: (p) => interval(p.metrics[name], metric.decimals),
      });
    }
  }
  columns.push({ title: "answered", says: "queries with an answer; the others count as wrong", number: true,
    value: (p) => p.answered, cell: (p) => whole(p.answered) });
  if (predictors.some((p) => p.cost !== null)) {
    columns.push({ title: "cost", says: "US dollars for 1,000 queries", number: true, lower: true,
      value: (p) => p.cost, cell: (p) => (p.cost === null ? DASH : `$${p.cost.toFixed(2)}`) });
  }
  const place = byId("leaderboard-table");
  let sorted = columns[1];
  let turned = false;

  function draw() {
    const best = [...predictors].sort((a, b) => compare(a, b, sorted) * (turned ? -1 : 1));
    const heads = columns.map((column) => {
      const button = element("button", { type: "button", click: () => choose(column) }, column.title);
      return { ...column, head: button };
    });
    const shownTable = table(
      `Leaderboard over ${datasetName(data.dataset)}`,
      heads,
      best.map((p) => columns.map((column, c) => (c === 0 ? named(p) : column.cell(p)))),
    );
    const number = columns.indexOf(sorted);
    shownTable.querySelectorAll("thead th")[number]
      .setAttribute("aria-sort", isAscending(sorted) !== turned ? "ascending" : "descending");
    const focused = place.contains(document.activeElement);
    place.replaceChildren(shownTable);
    if (focused) {
      shownTable.querySelectorAll("thead button")[number].focus();
    }
  }

  function choose(column) {
    turned = column === sorted ? !turned : false;
    sorted = column;
    draw();
  }

  draw();
}

/** Names and costs begin with the smallest, all else with the largest: the best on top. */
function isAscending(column) {
  return !column.number || Boolean(column.lower);
}

function compare(a, b, column) {
  const [x, y] = [column.value(a), column.value(b)];
  if (x === null || y === null) {
    return (x === null) - (y === null);
  }
  const order = x < y ? -1 : x > y ? 1 : 0;
  return (isAscending(column) ? order : -order) || a.number - b.number;
}

/** Every pair of predictors: the row's first hits less the column's. */
function comparison() {
  if (data.comparison.length === 0) {
    byId("comparison").hidden = true;
    return;
  }
  const pairs = new Map();
  for (const [first, second, difference, low, high, p, apart, words] of data.comparison) {
    pairs.set(`${first} ${second}`, { difference, low, high, p, apart, words });
    pairs.set(`${second} ${first}`, { difference: -difference, low: low === null ? null : -high, high: low === null ? null : -low, p, apart, words });
  }
  const cell = (row, column) => {
    const pair = pairs.get(`${row.number} ${column.number}`);
    if (!pair) {
      return element("span", { class: "same" }, DASH);
    }
    const { difference, low, high, p, apart, words } = pair;
    const look = apart ? (difference > 0 ? "pair better" : "pair worse") : "pair";
    const range = low === null ? "" : ` [${points(low)}, ${points(high)}]`;
    return element("span", { class: look, title: `${inSentence(words)}.` },
      element("span", {}, points(difference)), apart ? "*" : "",
      element("span", { class: "unseen" }, ` points${range}, adjusted p ${p.toFixed(3)}`));
  };
  byId("comparison-body").append(
    element("p", { class: "hint" }, "First hits of the row less those of the column, in points. Coloured, with a star: the two can be told apart (permutation test over households, Holm’s correction over all pairs, p at most 0.05). Point at a cell to read it in words."),
    table("First hits of the row less those of the column, in points",
      [{ title: "predictor" }, ...predictors.map((p) => ({ title: p.label, head: element("span", {}, keyOf(p), element("span", { class: "unseen" }, ` ${p.label}`)), number: true }))],
      predictors.map((row) => [named(row), ...predictors.map((column) => cell(row, column))])),
    element("ul", { class: "sentences" }, data.comparison.filter(([first]) => first === 0).map((pair) => element("li", {}, `${inSentence(pair[7])}.`))),
  );
  const others = data.comparison.filter(([first]) => first !== 0);
  if (others.length > 0) {
    byId("comparison-body").append(element("details", { class: "behind" }, element("summary", {}, `The other ${plural(others.length, "pair")} in words`),
      element("ul", { class: "sentences" }, others.map((pair) => element("li", {}, `${inSentence(pair[7])}.`)))));
  }
}

function points(difference) {
  const said = Math.abs(difference * 100).toFixed(1);
  return `${said === "0.0" ? "" : difference < 0 ? "−" : "+"}${said}`;
}
