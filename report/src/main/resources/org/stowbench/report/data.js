// What the page knows, and how its numbers are said. Nothing here touches the document's looks.

const data = JSON.parse(document.getElementById("data").textContent);

// The words of predictors can be many: they are read when the first query with words is shown.
let readTexts = null;
function text(number) {
  readTexts ??= JSON.parse(document.getElementById("texts").textContent);
  return readTexts[number];
}

const NOT_HERE = -1;
const FIRST_REGION = -2;
const KEPT = 3;

/** A, B, ..., Z, AA, AB, ...: short names for predictors, where there is no room for long ones. */
function letters(number) {
  const last = String.fromCharCode(65 + (number % 26));
  return number < 26 ? last : letters(Math.floor(number / 26) - 1) + last;
}

const predictors = data.predictors.map((p, number) => ({ ...p, number, key: letters(number) }));

const METRICS = {
  "hit@1": { title: "hit@1", says: "the first container opened is the right one", decimals: 3 },
  "hit@3": { title: "hit@3", says: "the right one is among the first three", decimals: 3 },
  "hit@5": { title: "hit@5", says: "the right one is among the first five", decimals: 3 },
  mrr: { title: "MRR", says: "mean of 1 over the rank of the right one", decimals: 3 },
  mean_iou: { title: "mean IoU", says: "overlap of the first answer with the true region", decimals: 3 },
  "iou@0.75": { title: "IoU ≥ 0.75", says: "share of queries with at least that overlap", decimals: 3 },
  "iou@0.95": { title: "IoU ≥ 0.95", says: "share of queries with at least that overlap", decimals: 3 },
  openings: { title: "openings", says: "containers opened until the robot is done", decimals: 2, lower: true },
  opening_ratio: { title: "openings, ratio to random", says: "1 is no better than opening at random", decimals: 2, lower: true },
  not_here_precision: { title: "“not here” precision", says: "how often “not here” is right", decimals: 3 },
  not_here_recall: { title: "“not here” recall", says: "how many of the items that are not here are noticed", decimals: 3 },
  not_here_f1: { title: "“not here” F1", says: "precision and recall of “not here” in one figure", decimals: 3 },
  log_loss: { title: "log loss", says: "in nats, of the predicted probabilities", decimals: 3, lower: true },
  brier: { title: "Brier score", says: "squared error of the probabilities, 0 to 2", decimals: 3, lower: true },
  ece: { title: "calibration error", says: "gap between confidence and accuracy", decimals: 3, lower: true },
};

const DASH = "–";

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

function isRight(predictor, query) {
  return data.answers[predictor].correct[query] === 1;
}
