// What the page knows, and how its numbers are said. Nothing here touches the document's looks.

const data = JSON.parse(document.getElementById("data").textContent);

// The words of predictors can be many: they are read when the first query with words is shown.
let readTexts = null;
function text(number) {
  readTexts ??= JSON.parse(document.getElementById("texts").textContent);
  return readTexts[number];
}

// So can what was said to language models and by them.
let readSaid = null;
function said() {
  readSaid ??= JSON.parse(document.getElementById("said").textContent);
  return readSaid;
}

/** What was said for a query, as speaker, note and text; empty if it had no room; null if nothing was said. */
function conversation(predictor, query) {
  const turns = data.dataset.conversations > 0 ? said().runs[predictor]?.[query] : null;
  return turns?.map(([speaker, note, ...lines]) =>
    ({ speaker: said().speakers[speaker], note: said().lines[note], text: lines.map((line) => said().lines[line]).join("\n") })) ?? null;
}

/** The queries of which a conversation has a line with these words. */
function saidOf(wanted) {
  const found = new Set();
  if (data.dataset.conversations === 0) {
    return found;
  }
  const fits = said().lines.map((line) => line.toLowerCase().includes(wanted));
  for (const run of said().runs) {
    for (const [query, turns] of Object.entries(run)) {
      if (turns.some((turn) => turn.some((line, i) => i > 0 && fits[line]))) {
        found.add(Number(query));
      }
    }
  }
  return found;
}

const NOT_HERE = -1;
const FIRST_REGION = -2;
const KEPT = 3;

/** A, B, ..., Z, AA, AB, ...: short names for predictors, where there is no room for long ones. */
function letters(number) {
  const last = String.fromCharCode(65 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1) + last;
}

/** Names without the options that all predictors of one kind share; as they are where that would make two alike. */
function shortNames(labels) {
  const kinds = labels.map((label) => label.split(":", 1)[0]);
  const options = labels.map((label, n) => label.slice(kinds[n].length + 1).split(","));
  const names = labels.map((label, n) => {
    const kin = options.filter((_, other) => kinds[other] === kinds[n]);
    const own = options[n].filter((option) => !kin.every((others) => others.includes(option)));
    return kin.length === 1 || own.length === options[n].length ? label : `${kinds[n]}:…${own.length > 0 ? "," : ""}${own.join(",")}`;
  });
  return names.map((name, n) => (names.indexOf(name) === names.lastIndexOf(name) ? name : labels[n]));
}

const SHORT = shortNames(data.predictors.map((p) => p.label));
const predictors = data.predictors.map((p, number) => ({ ...p, number, key: letters(number), short: SHORT[number] }));

// The catalogue of metrics, in its order, and which of them the page speaks of on its own.
const METRICS = Object.fromEntries(data.metrics.map((metric) => [metric.name, metric]));
const { first: FIRST, openings: OPENINGS, ratio: RATIO, calibration: CALIBRATION } = data.roles;

const DASH = "–";

/** Words within a sentence: a sign that turns the direction of writing would turn what stands behind it. */
function inSentence(words) {
  return words.replace(/[\u202a-\u202e\u2066-\u2069]/g, " ");
}

function fixed(value, decimals) {
  return value === null || value === undefined ? DASH : value.toFixed(decimals);
}

function whole(value) {
  return value.toLocaleString("en-US");
}

function percent(value) {
  return value === null || value === undefined ? DASH : `${Math.round(value * 100)} %`;
}

function interval([value, low, high], decimals) {
  return low === null ? DASH : `[${low.toFixed(decimals)}, ${high.toFixed(decimals)}]`;
}

function plural(count, noun, nouns = `${noun}s`) {
  return `${whole(count)} ${count === 1 ? noun : nouns}`;
}

/** "sim:eval (simulated)": a simulated set is never named without saying so. */
function datasetName({ id, dataset, simulated }) {
  return (id ?? dataset) + (simulated ? " (simulated)" : "");
}

/** An answer in words. */
function answerName(answer) {
  if (answer === null) {
    return DASH;
  }
  return answer === NOT_HERE ? "not here" : answer < NOT_HERE ? "a region of its own" : `container ${answer}`;
}

/** The first answers of a predictor to a query. */
function choices(predictor, query) {
  const all = data.answers[predictor].choices;
  return all.slice(query * KEPT, query * KEPT + KEPT).filter((choice) => choice !== null);
}

// Kinds of misses, in their order.
const MISSES = data.misses;

/** Of what kinds a first answer is a miss, as kind and share, the largest first; none where it is right. */
function missesOf(predictor, query) {
  const own = data.answers[predictor];
  const letter = own.misses[query];
  if (letter !== "~") {
    return letter === "." ? [] : [[letter.charCodeAt(0) - 97, 1]];
  }
  const flat = own.mixed[query];
  return flat.flatMap((kind, i) => (i % 2 === 0 ? [[kind, flat[i + 1]]] : [])).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function isRight(predictor, query) {
  return data.answers[predictor].correct[query] === 1;
}
