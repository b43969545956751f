// The charts. ECharts draws them; what they say stands in a table behind each.

const drawn = [];
const hiddenPredictors = new Set();

/** The colours of the style sheet, as they are now: light, dark, or for paper. */
function theme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    ink: colour("--ink"), muted: colour("--muted"), line: colour("--line"), page: colour("--page"),
    low: colour("--low"), high: colour("--high"), dark: colour("--dark") === "1",
    few: colour("--few"), warm: colour("--warm"),
    of: ({ number }) => (number < COLOURS ? colour(`--c${number}`) : `hsl(${hueOf(number)}, 45%, ${colour("--more")})`),
  };
}

/**
 * Puts a chart into a figure.
 * option: builds ECharts' option from the theme and the width; height: of the width.
 */
function chart(figure, { title, hint, simulated, says, controls, option, height, onClick, ...rest }) {
  const host = element("div", { class: "chart", role: "img", "aria-label": says() });
  const heading = element("h3", {}, title);
  if (simulated ?? data.dataset.simulated) {
    heading.append(" ", element("span", { class: "simulated" }, "simulated"));
  }
  const caption = element("figcaption", {}, heading, element("p", { class: "hint" }, hint), controls ?? null,
    saveButton(figure.id, title, () => paperFigure(title, simulated ?? data.dataset.simulated, option, height)));
  let below = rest.table();
  figure.replaceChildren(caption, host, below);
  figure.hidden = false;
  const instance = echarts.init(host, null, {
    devicePixelRatio: Math.max(2, window.devicePixelRatio), height: height(host.clientWidth),
  });
  let width = host.clientWidth;

  function draw() {
    instance.resize({ width, height: height(width) });
    instance.setOption({ ...common(theme()), ...option(theme(), width) }, true);
  }

  new ResizeObserver(() => {
    if (host.clientWidth > 0 && host.clientWidth !== width) {
      width = host.clientWidth;
      draw();
    }
  }).observe(host);
  if (onClick) {
    instance.on("click", onClick);
  }
  draw();
  drawn.push(draw);
  return function redraw() {
    host.setAttribute("aria-label", says());
    const anew = rest.table();
    anew.open = below.open;
    below.replaceWith(anew);
    below = anew;
    draw();
  };
}

function redrawAll() {
  drawn.forEach((draw) => draw());
}

function common(colours) {
  return {
    animation: false,
    textStyle: { fontFamily: "system-ui, sans-serif", color: colours.ink },
    // Tooltips are drawn, not made of HTML: names in them are hostile.
    tooltip: {
      renderMode: "richText", confine: true, backgroundColor: colours.page, borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 13 },
    },
  };
}

/** Text for ECharts, where braces would be read as style marks. */
function plain(words) {
  return words.replaceAll("{", "(").replaceAll("}", ")");
}

function shortened(words, most) {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}

function axis(colours, name, more = {}) {
  return {
    name, nameLocation: "middle", nameGap: 30, nameTextStyle: { color: colours.muted, fontSize: 12 },
    axisLine: { show: false }, axisTick: { show: false },
    splitLine: { lineStyle: { color: colours.line } },
    ...more,
    axisLabel: { color: colours.muted, fontSize: 12, ...more.axisLabel },
  };
}

/** A line from low to high with a dot at the value; row is where it stands on the other axis. */
function whiskers(upright, thin) {
  return (params, api) => {
    const at = (value) => (upright ? api.coord([api.value(0), value]) : api.coord([value, api.value(0)]));
    const [value, low, high] = [at(api.value(1)), at(api.value(2)), at(api.value(3))];
    const colour = api.visual("color");
    const stroke = { stroke: colour, lineWidth: thin ? 1 : 2.5, opacity: thin ? 0.6 : 1, lineCap: "round" };
    const line = (a, b) => ({ type: "line", shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: stroke });
    const children = Number.isNaN(api.value(2)) ? [] : [line(low, high)];
    children.push({ type: "circle", invisible: thin, shape: { cx: value[0], cy: value[1], r: 5 }, style: { fill: colour } });
    return { type: "group", children };
  };
}

function whisker(name, predictor, row, figure, colours, upright = false, thin = false) {
  return {
    type: "custom", name, renderItem: whiskers(upright, thin), encode: upright ? { x: 0, y: [1, 2, 3] } : { x: [1, 2, 3], y: 0 },
    color: colours.of(predictor), itemStyle: { color: colours.of(predictor) },
    data: [[row, ...figure.map((number) => number ?? NaN)]],
  };
}

const SYMBOLS = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle", "emptyDiamond"];

/** How a predictor's line looks: after eight colours the dashes begin. Its letter is moved by `aside` pixels. */
function lineOf(predictor, colours, aside = 0) {
  const round = Math.floor(predictor.number / COLOURS);
  return {
    type: "line", name: predictor.label, symbol: SYMBOLS[predictor.number % SYMBOLS.length], symbolSize: 7,
    color: colours.of(predictor), lineStyle: { width: 2, type: ["solid", "dashed", "dotted"][round % 3] },
    connectNulls: true, emphasis: { focus: "series" },
    endLabel: { show: true, formatter: () => predictor.key, color: colours.of(predictor), fontWeight: 600, offset: [0, aside] },
  };
}

/**
 * How far the letter at the end of each line is moved so that none covers another and none leaves the chart.
 * ends: where lines end, as shares of the height, from below; height: of the drawing, in pixels.
 */
function asides(ends, height) {
  const most = ends.length > 1 ? Math.min(15, (height - 8) / (ends.length - 1)) : 15;
  const order = ends.map((end, i) => ({ i, at: (1 - end) * height })).sort((a, b) => a.at - b.at || a.i - b.i);
  let lowest = -Infinity;
  order.forEach((end) => {
    end.to = Math.max(end.at, lowest + most);
    lowest = end.to;
  });
  let highest = height;
  [...order].reverse().forEach((end) => {
    end.to = Math.min(end.to, highest);
    highest = end.to - most;
  });
  const moved = [];
  order.forEach(({ i, at, to }) => {
    moved[i] = to - at;
  });
  return moved;
}

/** Lines from left to right with letters at their ends; values: of a predictor, as [x, y, ...]. */
function lines(values, top, colours) {
  const shown = visible().map((p) => ({ p, points: values(p) })).filter(({ points }) => points.length > 0);
  const ends = asides(shown.map(({ points }) => (points.at(-1)[1] ?? 0) / top), CHART_HEIGHT - CHART_EDGES);
  return shown.map(({ p, points }, n) => ({ ...lineOf(p, colours, ends[n]), data: points }));
}

const CHART_HEIGHT = 320;
const CHART_EDGES = 62;

/** Below so many queries, a share is hardly more than chance, and greyed out. */
const FEW = 5;

function visible() {
  return predictors.filter((p) => !hiddenPredictors.has(p.number));
}

function legend(redraws) {
  for (const predictor of predictors) {
    const button = element("button", { type: "button", class: "chip", "aria-pressed": "true" }, named(predictor));
    button.addEventListener("click", () => {
      const hide = !hiddenPredictors.delete(predictor.number);
      if (hide) {
        hiddenPredictors.add(predictor.number);
      }
      button.setAttribute("aria-pressed", String(!hide));
      redraws.forEach((redraw) => redraw());
    });
    byId("legend").append(button);
  }
}

function intervalsChart() {
  const names = Object.keys(METRICS).filter((name) => predictors.some((p) => p.metrics[name]));
  let name = FIRST;
  const choice = element("select", { id: "metric" }, names.map((n) => element("option", { value: n }, METRICS[n].title)));
  const controls = element("label", { class: "control" }, "Metric ", choice);
  const figure = (p) => p.metrics[name] ?? [null, null, null];
  const redraw = chart(byId("intervals"), {
    title: "With 95 % intervals", controls,
    hint: "How far a figure would move with other households of the same kind.",
    says: () => `${METRICS[name].title} of each predictor with its 95 % interval. ${predictors.map((p) =>
      `${p.label}: ${fixed(figure(p)[0], METRICS[name].decimals)}`).join("; ")}`,
    height: () => predictors.length * 30 + 62,
    option: (colours, width) => {
      const rows = [...predictors].reverse();
      const room = Math.min(240, width * 0.34);
      return {
        grid: { left: room, right: 20, top: 8, bottom: 52 },
        xAxis: axis(colours, METRICS[name].title + (METRICS[name].lower ? " (lower is better)" : ""), { type: "value", scale: false }),
        yAxis: axis(colours, "", { type: "category", data: rows.map((p) => p.short), axisLabel: {
          formatter: (label, row) => `${rows[row].key}  ${label}`, width: room - 12, overflow: "truncate", interval: 0,
        } }),
        series: rows.map((p, row) => ({ ...whisker(p.label, p, row, figure(p), colours), silent: figure(p)[0] === null })),
        tooltip: { ...common(colours).tooltip, formatter: ({ seriesIndex }) => {
          const p = rows[seriesIndex];
          return plain(`${p.label}\n${fixed(figure(p)[0], METRICS[name].decimals)}  ${interval(figure(p), METRICS[name].decimals)}`);
        } },
      };
    },
    table: () => behind(
      `${METRICS[name].title} with intervals`,
      [{ title: "predictor" }, { title: METRICS[name].title, number: true }, { title: "95 %", number: true }],
      predictors.map((p) => [named(p), fixed(figure(p)[0], METRICS[name].decimals), interval(figure(p), METRICS[name].decimals)]),
    ),
  });
  choice.addEventListener("change", () => {
    name = choice.value;
    redraw();
  });
}

/** A colour between two, and whether dark text reads on it. */
function between(low, high, share) {
  const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [parts(low), parts(high)];
  const mixed = a.map((value, i) => Math.round(value + (b[i] - value) * share));
  const light = 0.299 * mixed[0] + 0.587 * mixed[1] + 0.114 * mixed[2] > 140;
  return { colour: `rgb(${mixed.join(",")})`, text: light ? "#1b1d1f" : "#ffffff" };
}

function byItemChart() {
  const mean = (item) => predictors.reduce((sum, p) => sum + (p.by_item[item][0] ?? 0), 0) / predictors.length;
  // Easiest on top; ECharts counts rows from below.
  const isFew = (item) => data.items.queries[item] < FEW;
  // What rests on few queries comes last: one lucky query is no easy item.
  const rows = data.items.names.map((_, item) => item).sort((a, b) => isFew(b) - isFew(a) || mean(a) - mean(b) || b - a);
  const top = Math.max(0.2, ...predictors.flatMap((p) => p.by_item.map((figure) => figure[0] ?? 0)));
  chart(byId("by-item"), {
    title: "First hits by item",
    hint: `Percent of the queries for an item whose first answer is right, and behind the item how many there are. Grey: fewer than ${FEW}, which say little. Click a cell to see what was answered wrong.`,
    says: () => `Heat map of ${METRICS[FIRST].title} for ${plural(rows.length, "item")} and ${plural(predictors.length, "predictor")}; the table below holds its numbers.`,
    height: () => rows.length * (rows.length > 30 ? 18 : 23) + 58,
    option: (colours, width) => {
      const room = Math.min(190, width * 0.36);
      const long = (width - room) / predictors.length > 105;
      return {
        grid: { left: room, right: 8, top: 40, bottom: 8 },
        xAxis: { type: "category", position: "top", data: predictors.map((p) => p.short), axisLine: { show: false }, axisTick: { show: false },
          axisLabel: { interval: 0, color: colours.muted, fontSize: 12, width: long ? (width - room) / predictors.length - 10 : undefined,
            overflow: "truncate", formatter: (label, p) => (long ? `${predictors[p].key}  ${label}` : predictors[p].key) } },
        yAxis: { type: "category", data: rows.map((item) => `${shortened(data.items.names[item], Math.floor(room / 7) - 5)} (${whole(data.items.queries[item])})`), axisLine: { show: false }, axisTick: { show: false },
          axisLabel: { interval: 0, color: colours.ink, fontSize: 12, width: room - 12, overflow: "truncate" } },
        series: [{
          type: "heatmap", itemStyle: { borderColor: colours.page, borderWidth: 1 },
          emphasis: { itemStyle: { borderColor: colours.ink, borderWidth: 2 } },
          label: { show: true, fontSize: (width - room) / predictors.length < 28 ? 9 : 12, formatter: ({ value }) => String(Math.round(value[2] * 100)) },
          data: predictors.flatMap((p, column) => rows.map((item, row) => {
            const value = p.by_item[item][0] ?? 0;
            const cell = isFew(item) ? { colour: colours.few, text: colours.muted } : between(colours.low, colours.high, value / top);
            return { value: [column, row, value], itemStyle: { color: cell.colour }, label: { color: cell.text } };
          })),
        }],
        // ECharts asks for one; the cells bring their own colours.
        visualMap: { show: false, min: 0, max: 1, seriesIndex: [] },
        tooltip: { ...common(colours).tooltip, formatter: ({ value }) => {
          const [p, item] = [predictors[value[0]], rows[value[1]]];
          return plain(`${data.items.names[item]}, ${p.label}\n${fixed(p.by_item[item][0], 3)}  ${interval(p.by_item[item], 3)}\n${plural(data.items.queries[item], "query", "queries")}`);
        } },
      };
    },
    onClick: ({ value }) => viewer.show({ predictor: value[0], which: "wrong", item: rows[value[1]] }),
    table: () => behind(
      `${METRICS[FIRST].title} by item`,
      [{ title: "item" }, { title: "queries", number: true }, ...predictors.map((p) => ({ title: p.label, head: named(p), number: true }))],
      [...rows].reverse().map((item) => [data.items.names[item], whole(data.items.queries[item]),
        ...predictors.map((p) => fixed(p.by_item[item][0], 3))]),
    ),
  });
}

function seriesTip(format) {
  return ({ seriesName, data: point }) => plain(`${seriesName}\n${format(point)}`);
}

function hitCurves() {
  const depths = predictors[0].hits.map((_, i) => i + 1);
  return chart(byId("hit-curves"), {
    title: "Found among the first k", hint: "Share of queries whose true container, or “not here”, is among the first k answers. Where it likes answers equally, or names none any more, the expectation over all orders.",
    says: () => `Share of queries found among the first k answers. ${visible().map((p) => `${p.label}: ${percent(p.hits[0])} at 1, ${percent(p.hits[4])} at 5`).join("; ")}`,
    height: () => CHART_HEIGHT,
    option: (colours) => ({
      grid: { left: 48, right: 34, top: 16, bottom: 46 },
      xAxis: axis(colours, "k", { type: "category", data: depths, boundaryGap: false }),
      yAxis: axis(colours, "", { type: "value", min: 0, max: 1, axisLabel: { formatter: percent } }),
      series: lines((p) => p.hits.map((hit, i) => [i, hit]), 1, colours),
      tooltip: { ...common(colours).tooltip, formatter: seriesTip(([k, hit]) => `${percent(hit)} among the first ${k + 1}`) },
    }),
    table: () => behind("Share found among the first k answers",
      [{ title: "predictor" }, ...depths.map((k) => ({ title: `k = ${k}`, number: true }))],
      predictors.map((p) => [named(p), ...p.hits.map((hit) => fixed(hit, 3))])),
  });
}

/** The next number of 1, 2 and 5 tens, hundreds, ... that is a step of an axis with few steps. */
function roundedUp(most) {
  const ten = 10 ** Math.floor(Math.log10(most / 5));
  const step = [1, 2, 5, 10].map((factor) => factor * ten).find((one) => most / one <= 5);
  return Math.ceil(most / step) * step;
}

function openingsChart() {
  const groups = data.sizes.map(([name]) => name);
  const most = () => roundedUp(Math.max(1, ...visible().flatMap((p) => p.openings.map(([value]) => value ?? 0))));
  return chart(byId("openings"), {
    title: "Openings, by the size of the kitchen", hint: "Containers that a robot opens until it is done, by how many candidates are in view. Lower is better.",
    says: () => `Mean openings by number of candidates in view. ${visible().map((p) => `${p.label}: ${fixed(p.openings[0][0], 1)} for ${groups[0]}, ${fixed(p.openings.at(-1)[0], 1)} for ${groups.at(-1)}`).join("; ")}`,
    height: () => CHART_HEIGHT,
    option: (colours) => ({
      grid: { left: 48, right: 34, top: 16, bottom: 46 },
      xAxis: axis(colours, "candidates in view", { type: "category", data: groups, boundaryGap: false,
        axisLabel: { interval: 0, fontSize: 11, formatter: (group) => group.replace("more than ", "> ").replace(" to ", "–") } }),
      yAxis: axis(colours, "", { type: "value", min: 0, max: most() }),
      series: lines((p) => p.openings.map((figure, i) => [i, ...figure]), most(), colours),
      tooltip: { ...common(colours).tooltip, formatter: seriesTip(([group, ...figure]) => `${fixed(figure[0], 2)}  ${interval(figure, 2)}\n${groups[group]} candidates, ${plural(data.sizes[group][1], "query", "queries")}`) },
    }),
    table: () => behind("Mean openings by number of candidates in view",
      [{ title: "predictor" }, ...groups.map((group) => ({ title: group, number: true })), { title: "all", number: true }],
      predictors.map((p) => [named(p), ...p.openings.map((figure) => fixed(figure[0], 2)), fixed(p.metrics[OPENINGS][0], 2)])),
  });
}

function calibrationChart() {
  const sure = () => visible().filter((p) => p.calibration.length > 0);
  if (!predictors.some((p) => p.calibration.length > 0)) {
    return () => {};
  }
  return chart(byId("calibration"), {
    title: "Calibration", hint: "How often the first answer is right, by the probability it was given, in parts of as many queries each (ten or more), with 95 % intervals. On the diagonal, a predictor is as sure as it should be; below it, too sure.",
    says: () => `Accuracy by predicted probability. Calibration errors: ${sure().map((p) => `${p.label}: ${fixed(p.metrics[CALIBRATION][0], 3)}`).join("; ")}`,
    height: () => CHART_HEIGHT,
    option: (colours) => ({
      grid: { left: 48, right: 34, top: 16, bottom: 46 },
      xAxis: axis(colours, "probability of the first answer", { type: "value", min: 0, max: 1, axisLabel: { formatter: percent } }),
      yAxis: axis(colours, "", { type: "value", min: 0, max: 1, axisLabel: { formatter: percent } }),
      series: [
        { type: "line", data: [[0, 0], [1, 1]], symbol: "none", silent: true, lineStyle: { color: colours.muted, type: "dashed", width: 1 } },
        ...lines((p) => p.calibration, 1, colours),
        ...sure().flatMap((p) => p.calibration.map(([said], i) => ({ ...whisker("", p, said, p.calibrated[i], colours, true, true), silent: true, z: 1 }))),
      ],
      tooltip: { ...common(colours).tooltip, formatter: seriesTip(([confidence, accuracy, queries]) => `said ${percent(confidence)}, right ${percent(accuracy)}\n${plural(queries, "query", "queries")}`) },
    }),
    table: () => behind("Calibration of the first answer",
      [{ title: "predictor" }, { title: "probability", number: true }, { title: "right", number: true }, { title: "95 %", number: true }, { title: "queries", number: true }],
      predictors.flatMap((p) => p.calibration.map(([confidence, accuracy, queries], i) => [named(p), fixed(confidence, 3), fixed(accuracy, 3), interval(p.calibrated[i], 3), whole(queries)]))),
  });
}

function answeringChart() {
  if (!predictors.some((p) => p.answering.length > 0)) {
    return () => {};
  }
  return chart(byId("answering"), {
    title: "Answering only when sure", hint: "Share of right first answers, if a predictor answers only the share of queries of which it is surest, with 95 % intervals. Level: its probabilities do not tell right from wrong.",
    says: () => `Right among those of which it is surest. ${visible().filter((p) => p.answering.length > 0).map((p) => `${p.label}: ${p.answering.map(([share, figure]) => `${percent(figure[0])} of ${percent(share)}`).join(", ")}`).join("; ")}`,
    height: () => CHART_HEIGHT,
    option: (colours) => ({
      grid: { left: 48, right: 34, top: 16, bottom: 46 },
      xAxis: axis(colours, "share of queries answered, the surest first", { type: "value", min: 0, max: 1, axisLabel: { formatter: percent } }),
      yAxis: axis(colours, "", { type: "value", min: 0, max: 1, axisLabel: { formatter: percent } }),
      series: [
        ...lines((p) => p.answering.map(([share, figure, least]) => [share, figure[0], least]), 1, colours),
        ...visible().flatMap((p) => p.answering.map(([share, figure]) => ({ ...whisker("", p, share, figure, colours, true, true), silent: true, z: 1 }))),
      ],
      tooltip: { ...common(colours).tooltip, formatter: seriesTip(([share, right, least]) => `${percent(right)} right of the ${percent(share)} of queries\nof which it is sure by ${percent(least)} or more`) },
    }),
    table: () => behind("Right first answers among the surest",
      [{ title: "predictor" }, { title: "answered", number: true }, { title: "right", number: true }, { title: "95 %", number: true }, { title: "sure by", number: true }],
      predictors.flatMap((p) => p.answering.map(([share, figure, least]) => [named(p), percent(share), fixed(figure[0], 3), interval(figure, 3), fixed(least, 3)]))),
  });
}

/** A line through figures, each with its interval. */
function measured(number, name, points, colours) {
  return [
    { ...lineOf({ number, key: "", label: plain(name) }, colours), data: points.map(([x, figure]) => [x, figure[0]]) },
    ...points.map(([x, figure]) => ({ ...whisker("", { number }, x, figure, colours, true), silent: true })),
  ];
}

function adaptationChart() {
  if (data.adaptation.length === 0) {
    return;
  }
  chart(byId("adaptation"), {
    title: "Adaptation to a household",
    hint: `${METRICS[FIRST].title} over the same queries by how many other items of the household are known, with 95 % intervals.`,
    says: () => data.adaptation.map((curve) => `${curve.predictor}: ${curve.points.map(([known, hit]) => `${known} known: ${fixed(hit[0], 3)}`).join(", ")}`).join("; "),
    height: () => 320,
    option: (colours) => ({
      grid: { left: 48, right: 34, top: 40, bottom: 46 },
      legend: { top: 0, textStyle: { color: colours.ink }, type: "scroll", data: data.adaptation.map((curve) => plain(curve.predictor)) },
      xAxis: axis(colours, "known placements", { type: "value", min: 0, max: "dataMax", minInterval: 1 }),
      yAxis: axis(colours, "", { type: "value", scale: true, axisLabel: { formatter: percent } }),
      series: data.adaptation.flatMap((curve, number) => measured(number, curve.predictor, curve.points, colours)),
      tooltip: { ...common(colours).tooltip, formatter: seriesTip(([known, hit]) => `${percent(hit)} with ${known} known`) },
    }),
    table: () => behind("Adaptation to a household",
      [{ title: "predictor" }, { title: "known", number: true }, { title: METRICS[FIRST].title, number: true }, { title: "95 %", number: true }],
      data.adaptation.flatMap((curve) => curve.points.map(([known, hit]) => [curve.predictor, whole(known), fixed(hit[0], 3), interval(hit, 3)]))),
  });
}

function learningChart() {
  if (data.learning.length === 0) {
    return;
  }
  const name = (curve) => `${curve.predictor} on ${datasetName(curve)}`;
  chart(byId("learning"), {
    title: "Learning curve", simulated: data.learning.some((curve) => curve.simulated),
    hint: `${METRICS[FIRST].title} on households held out, by the share of the others that was learned from.`,
    says: () => data.learning.map((curve) => `${name(curve)}: ${curve.points.map(([share, hit]) => `${percent(share)}: ${fixed(hit[0], 3)}`).join(", ")}`).join("; "),
    height: () => 320,
    option: (colours) => ({
      grid: { left: 48, right: 34, top: 40, bottom: 46 },
      legend: { top: 0, textStyle: { color: colours.ink }, type: "scroll", data: data.learning.map((curve) => plain(name(curve))) },
      xAxis: axis(colours, "households learned from", { type: "value", min: 0, max: 1, axisLabel: { formatter: percent } }),
      yAxis: axis(colours, "", { type: "value", min: 0, axisLabel: { formatter: percent } }),
      series: data.learning.flatMap((curve, number) => measured(number, name(curve), curve.points, colours)),
      tooltip: { ...common(colours).tooltip, formatter: seriesTip(([share, hit]) => `${percent(hit)} after ${percent(share)} of the households`) },
    }),
    table: () => behind("Learning curve",
      [{ title: "predictor" }, { title: "households", number: true }, { title: METRICS[FIRST].title, number: true }, { title: "95 %", number: true }],
      data.learning.flatMap((curve) => curve.points.map(([share, hit]) => [name(curve), percent(share), fixed(hit[0], 3), interval(hit, 3)]))),
  });
}

function costChart() {
  const priced = predictors.filter((p) => p.cost !== null);
  if (priced.length === 0) {
    return;
  }
  chart(byId("cost"), {
    title: "Cost against accuracy", hint: `${METRICS[FIRST].title} with its interval, by US dollars for 1,000 queries. Predictors without a known price are left out.`,
    says: () => priced.map((p) => `${p.label}: ${fixed(p.cost, 2)} dollars, ${METRICS[FIRST].title} ${fixed(p.metrics[FIRST][0], 3)}`).join("; "),
    height: () => 320,
    option: (colours) => ({
      grid: { left: 48, right: 34, top: 16, bottom: 46 },
      xAxis: axis(colours, "US $ for 1,000 queries", { type: "value", min: 0 }),
      yAxis: axis(colours, "", { type: "value", min: 0, axisLabel: { formatter: percent } }),
      series: priced.map((p) => ({ ...whisker(p.label, p, p.cost, p.metrics[FIRST], colours, true) })),
      tooltip: { ...common(colours).tooltip, formatter: ({ seriesIndex }) => {
        const p = priced[seriesIndex];
        return plain(`${p.label}\n${METRICS[FIRST].title} ${fixed(p.metrics[FIRST][0], 3)}  ${interval(p.metrics[FIRST], 3)}\n$${p.cost.toFixed(2)} for 1,000 queries`);
      } },
    }),
    table: () => behind("Cost against accuracy",
      [{ title: "predictor" }, { title: "US $ for 1,000 queries", number: true }, { title: METRICS[FIRST].title, number: true }],
      priced.map((p) => [named(p), p.cost.toFixed(2), fixed(p.metrics[FIRST][0], 3)])),
  });
}

function charts() {
  intervalsChart();
  byItemChart();
  missesChart();
  const redraws = [hitCurves(), openingsChart(), calibrationChart(), answeringChart()];
  adaptationChart();
  learningChart();
  costChart();
  legend(redraws);
  // The last of an odd number takes the whole row.
  const halves = [...document.querySelectorAll("#charts .card:not(.full):not([hidden])")];
  if (halves.length % 2 === 1) {
    halves.at(-1).classList.add("full");
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
  // Paper is light, whatever the screen is.
  for (const [event, printing] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(event, () => {
      document.documentElement.classList.toggle("printing", printing);
      redrawAll();
    });
  }
}
