// Puts the page together.

function intro() {
  const { dataset } = data;
  document.title = `${datasetName(dataset)}: Stowbench report`;
  byId("title").append(dataset.id);
  if (dataset.simulated) {
    byId("title").append(" ", element("span", { class: "simulated" }, "simulated"));
  }
  byId("facts").textContent = [
    asked(dataset), plural(dataset.households, "household"), plural(predictors.length, "predictor"),
    "95 % intervals over households (Korn-Graubard; costs: gamma)",
  ].join(" · ");
  const best = predictors[0];
  const [value, low, high] = best.metrics[FIRST];
  const range = low === null ? "" : ` [${percent(low)}, ${percent(high)}]`.replaceAll(" %", "\u00a0%");
  byId("lede").append(
    element("strong", {}, inSentence(best.label)),
    ` opens the right container first, or says rightly that it is not here, in ${percent(value)}${range} of the queries`,
    `, and opens ${fixed(best.metrics[OPENINGS][0], 1)} containers until it is done: ${fixed(best.metrics[RATIO][0], 2)} of what a random order opens.`,
    ties(),
    dataset.simulated ? " The households are simulated." : "",
  );
}

/** Who cannot be told apart from the first: a first place is not more than that. */
function ties() {
  const tied = data.comparison.filter(([a, b, , , , , told]) => (a === 0 || b === 0) && !told).map(([a, b]) => inSentence(predictors[a === 0 ? b : a].label));
  const few = tied.length > 4 ? [...tied.slice(0, 3), `${tied.length - 3} others`] : tied;
  const names = few.length > 1 ? `${few.slice(0, -1).join(", ")} and ${few.at(-1)}` : few[0];
  return predictors.length < 2 ? "" : tied.length === 0 ? " It can be told apart from all others here." : ` These queries cannot tell it apart from ${names}.`;
}

/** Which queries: those that a limit lets through, of those of which enough can be known, of all. */
function asked({ queries, would_be_asked: able, of_queries: all, known_of_at_least: known }) {
  const first = queries < able ? `the first ${whole(queries)} of ` : "";
  const of = able < all ? `${whole(able)} of ` : "";
  return first + of + plural(all, "query", "queries") + (of === "" ? "" : `, those with at least ${known} known`);
}

function about() {
  const { dataset } = data;
  const said = (metric) => [element("dt", {}, METRICS[metric].title), element("dd", {}, METRICS[metric].says)];
  byId("about-body").append(
    element("p", {}, `Every figure was scored for this report from the runs’ predictions, with the same rules for every predictor (protocol ${data.protocol}, version ${data.protocol_version}), over the queries that all of them were asked. A query without an answer counts as wrong. Intervals are 95 % over households (Korn and Graubard’s; of costs, gamma); a household’s queries are not independent.`),
    element("dl", { class: "glossary" }, Object.keys(METRICS).filter((name) => predictors.some((p) => p.metrics[name])).flatMap(said)),
    table("Runs of this report",
      [{ title: "predictor" }, { title: "run" }, { title: "seed", number: true }, { title: "Stowbench" }, { title: "learned from" }],
      predictors.map((p) => [element("span", {}, keyOf(p), ` ${p.label}`), p.run, String(p.seed), p.software, p.learned])),
    element("p", { class: "hint" }, `Dataset ${datasetName(dataset)}, checksum ${dataset.checksum}.`
      + (dataset.photos > 0 ? ` Photos of ${plural(dataset.photos, "scene")} are in this file.` : "")
      + (dataset.conversations > 0 ? ` What was said to language models and by them is in this file for ${plural(dataset.conversations, "answer")}.` : "")
      + (dataset.conversations_left_out > 0 ? ` ${plural(dataset.conversations_left_out, "conversation")} had no room and ${dataset.conversations_left_out === 1 ? "stands" : "stand"} in the runs’ journals alone.` : "")
      + (dataset.photos_left_out ? ` Drawn without photos: ${dataset.photos_left_out}.` : "")),
  );
}

intro();
leaderboard();
comparison();
about();
viewer.build();
charts();
