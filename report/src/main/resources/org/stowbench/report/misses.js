// What kind of mistake a wrong first answer is.

// Nearer misses are darker; of those that are about "not here", one hue more.
const NEARNESS = ["duplicate", "same_stack", "neighbour", "wrong_side", "same_room", "other_room", "elsewhere"];

/** How a kind's part of a bar looks. */
function lookOf(kind, colours) {
  const { name } = MISSES[kind];
  const near = NEARNESS.indexOf(name);
  if (near >= 0) {
    return between(colours.high, colours.low, near / NEARNESS.length);
  }
  const apart = { said_not_here: [1, 0], was_not_here: [1, 0.45] }[name];
  return apart ? between(colours.warm, colours.low, apart[1]) : { colour: colours.few, text: colours.muted };
}

function missesChart() {
  const kinds = MISSES.map((_, kind) => kind).filter((kind) => predictors.some((p) => p.misses[kind][0] > 0));
  if (kinds.length === 0) {
    return;
  }
  const queries = data.dataset.queries;
  const missed = (p) => p.misses.reduce((sum, [count]) => sum + count, 0);
  chart(byId("misses"), {
    title: "Kinds of misses",
    hint: "Share of queries whose first answer is wrong, by what kind of mistake it is; behind each predictor, how many are wrong. Of answers that are liked equally, each counts with its share. Click a part to see its queries below.",
    says: () => predictors.map((p) => `${p.label}: ${counted(missed(p))} of ${plural(queries, "query", "queries")} wrong, ${kinds.map((kind) => `${MISSES[kind].title} ${counted(p.misses[kind][0])}`).join(", ")}`).join("; "),
    height: (width) => predictors.length * 30 + (width < 560 ? 114 : 92),
    option: (colours, width) => {
      const room = Math.min(280, width * 0.42);
      return {
        grid: { left: room, right: 28, top: width < 560 ? 66 : 44, bottom: 46 },
        legend: { top: 0, left: 0, type: width < 560 ? "plain" : "scroll", selectedMode: false, itemWidth: 14, itemHeight: 10, itemGap: 8,
          textStyle: { color: colours.ink, fontSize: width < 560 ? 11 : 12 }, data: kinds.map((kind) => MISSES[kind].title) },
        xAxis: axis(colours, "share of queries", { type: "value", min: 0, max: ({ max }) => Math.min(1, Math.ceil(max * 5) / 5), splitNumber: width < 560 ? 3 : 5, axisLabel: { formatter: percent } }),
        yAxis: axis(colours, "", { type: "category", inverse: true, data: predictors.map((p) => p.short), axisLabel: {
          formatter: (label, row) => `${predictors[row].key}  ${shortened(label, Math.floor(room / 6.6) - 12)} (${counted(missed(predictors[row]))})`,
          width: room - 12, overflow: "truncate", interval: 0,
        } }),
        series: kinds.map((kind) => {
          const look = lookOf(kind, colours);
          return {
            type: "bar", stack: "misses", name: MISSES[kind].title, barCategoryGap: "30%", cursor: "pointer",
            itemStyle: { color: look.colour, borderColor: colours.page, borderWidth: 1 }, color: look.colour,
            emphasis: { itemStyle: { borderColor: colours.ink, borderWidth: 2 } },
            label: { show: true, color: look.text, fontSize: 11,
              formatter: ({ value }) => (value * (width - room) > 34 ? percent(value) : "") },
            data: predictors.map((p) => p.misses[kind][0] / queries),
          };
        }),
        tooltip: { ...common(colours).tooltip, formatter: ({ seriesIndex, dataIndex }) => {
          const [p, kind] = [predictors[dataIndex], kinds[seriesIndex]];
          const [count, figure] = p.misses[kind];
          return plain(`${p.label}: ${MISSES[kind].title}\n${counted(count)} of ${plural(queries, "query", "queries")}: ${fixed(figure[0], 3)}  ${interval(figure, 3)}\n${MISSES[kind].says}`);
        } },
      };
    },
    onClick: ({ seriesIndex, dataIndex }) => viewer.show({ predictor: dataIndex, which: "all", item: -1, search: "", miss: kinds[seriesIndex] }),
    table: () => behind("Kinds of misses",
      [{ title: "predictor" }, { title: "wrong", number: true }, ...kinds.map((kind) => ({ title: MISSES[kind].title, says: MISSES[kind].says, number: true }))],
      predictors.map((p) => [named(p), counted(missed(p)), ...kinds.map((kind) => `${counted(p.misses[kind][0])} ${interval(p.misses[kind][1], 3)}`)])),
  });
}

/** How many queries; an expectation may be a fraction. */
function counted(count) {
  return Math.abs(count - Math.round(count)) < 1e-9 ? whole(Math.round(count)) : count.toFixed(1);
}
