"use strict";

const SVG = "http://www.w3.org/2000/svg";
const CHOICES = 3;
const SUREST = 5;
const TRIES = 3;
const FINGER = 22; // half of the smallest target, in pixels of the screen

let texts = {}; // by language
let turn = null; // what the server said last
let chosen = []; // an answer a choice, or null: {container: 3}, {not_here: true}
let slot = 0; // the choice that the next tap is for
let unknown = false;
let shown = 0; // when the question came, or went on after a pause
let spent = 0; // milliseconds before that
let asking = false;

// In one go: what stands for {place} may itself hold braces.
const word = (key, values = {}) =>
  ((texts[language()] || {})[key] || "").replace(
    /\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? isolated(values[name]) : whole));
const language = () => byId("language").value;
const called = (name, kind = "items") => {
  const names = texts[language()][kind] || {};
  return Object.hasOwn(names, name) ? names[name] : name;
};

function say(text, problem = false) {
  byId("message").textContent = text;
  byId("message").classList.toggle("problem", problem);
}

// A server that was just started anew hangs up on whom it does not know. An answer may be sent as
// often as one likes: the first one stays.
async function fetchPatiently(path, options) {
  for (let tries = 1; ; tries++) {
    try {
      return await fetchWithToken(path, options);
    } catch (error) {
      if (tries === TRIES) {
        throw new Error(word("lost"));
      }
      await sleep(300 * tries);
    }
  }
}

async function fetchJson(path, body) {
  const response = await fetchPatiently(path, body && postOf(body));
  const json = await response.json();
  byId("asks-token").hidden = response.status !== 401;
  if (!response.ok) {
    const refused = { 401: "no_token", 403: "not_invited" }[response.status];
    throw new Error((refused && word(refused)) || json.error.message);
  }
  return json;
}

// Shows one part of the page, and takes whoever listens to it there.
function show(id) {
  document.querySelectorAll("main > *").forEach((part) => (part.hidden = part.id !== id));
  byId("pause").hidden = id !== "question";
  const heading = document.querySelector(`#${id} h2`);
  if (heading) {
    heading.focus();
  }
  window.scrollTo(0, 0);
}

function speak() {
  document.documentElement.lang = language();
  document.querySelectorAll("[data-text]").forEach((element) => (element.textContent = word(element.dataset.text)));
  document.title = word("title");
  byId("picture").alt = word("picture");
  byId("language").setAttribute("aria-label", word("languages"));
  byId("terms").replaceChildren(
    ...word("consent").split(/\n\s*\n/).map((paragraph) => make("p", {}, paragraph)));
  byId("paused-how").textContent = word("paused_how", { code: place.get("code") || "" });
  byId("sure").replaceChildren();
  for (let level = 1; level <= SUREST; level++) {
    const label = make("label");
    label.append(make("input", { type: "radio", name: "sure", value: level }), word("sure_" + level));
    byId("sure").append(label);
  }
  if (turn) {
    tell();
  }
}

// What the page says of the question, in the language that is chosen.
function tell() {
  byId("done-how").textContent = word("done_how", { steps: turn.steps });
  if (turn.state !== "question") {
    return;
  }
  byId("progress").textContent =
    turn.practice
      ? word("practice", { step: turn.step + 1, steps: turn.practices })
      : word("progress", { step: turn.step + 1 - turn.practices, steps: turn.steps - turn.practices });
  byId("asked").textContent = word("question", { item: called(turn.item) });
  turn.containers.forEach((container, number) => {
    const button = byId("containers").children[number];
    button.title = where(container.where);
    button.setAttribute("aria-label", `${container.id}: ${button.title}`);
  });
  byId("known").hidden = turn.known.length === 0;
  byId("known").querySelector("ul").replaceChildren(...turn.known.map((told) =>
    make("li", {}, told.not_here
      ? word("known_none", { item: called(told.item) })
      : word("known_place", { item: called(told.item), place: told.container }))));
  const searching = Boolean(turn.opened);
  byId("none").textContent = word(searching ? "give_up" : "none");
  byId("none").hidden = Boolean(turn.found);
  byId("unknown").hidden = searching;
  document.querySelector("#question details").hidden = searching;
  see();
  mark();
}

// Where a place is, in words: "drawer, upper left, near the sink".
function where({ called: name, part, near, room }) {
  let words = name ? called(name, "places") : word("container");
  words = part ? word("at_" + part, { place: words }) : words;
  words = near ? word("near", { place: words, landmark: called(near, "places") }) : words;
  return room ? word("in_room", { place: words, room: called(room, "places") }) : words;
}

const same = (a, b) => a !== null && b !== null && a.container === b.container;
const named = (answer) =>
  answer === null ? word("not_chosen") : answer.not_here ? word("none") : String(answer.container);

// What was opened in a search, and what was in it.
function see() {
  const open = new Map((turn.opened || []).map((one) => [one.container, one]));
  byId("seen").hidden = open.size === 0;
  byId("seen").querySelector("ul").replaceChildren(...[...open.values()].map((one) =>
    make("li", {}, word("opened_" + one.contents, {
      item: called(turn.item), place: one.container, items: (one.items || []).map(called).join(", "),
    }))));
  document.querySelectorAll("[data-container]").forEach((element) => {
    const one = open.get(Number(element.dataset.container));
    if (element.matches("button")) {
      element.setAttribute("aria-disabled", Boolean(one) || Boolean(turn.found));
    } else {
      element.classList.toggle("opened", Boolean(one) && one.contents !== "found");
      element.classList.toggle("found", Boolean(one) && one.contents === "found");
    }
  });
}

// Which buttons and shapes are chosen, and as which choice.
function mark() {
  document.querySelectorAll("[data-container]").forEach((element) => {
    const is = chosen.some((answer) => same(answer, { container: Number(element.dataset.container) }));
    if (element.matches("button")) {
      element.setAttribute("aria-pressed", is);
    } else {
      element.classList.toggle("chosen", is);
    }
  });
  byId("none").setAttribute("aria-pressed", chosen.some((answer) => same(answer, { not_here: true })));
  byId("unknown").setAttribute("aria-pressed", unknown);
  byId("chosen").textContent = unknown
    ? word("unknown")
    : chosen.filter((answer) => answer !== null).map(named).join(", ");
  byId("slots").replaceChildren();
  chosen.forEach((answer, number) => {
    const name = word("choice_" + (number + 1));
    const row = make("div", { class: "slot" });
    const pick = make("button", { type: "button", "aria-pressed": number === slot }, `${name}: ${named(answer)}`);
    const clear = make("button", { type: "button", "aria-label": `${name}: ${word("clear")}` }, "×");
    pick.addEventListener("click", () => {
      slot = number;
      mark();
      byId("slots").children[number].firstChild.focus();
    });
    clear.addEventListener("click", () => {
      chosen[number] = null;
      mark();
      byId("slots").children[number].lastChild.focus();
    });
    row.append(pick, clear);
    byId("slots").append(row);
  });
}

async function open(container) {
  const next = await fetchJson("/v1/study/open", { participant: turn.participant, step: turn.step, container });
  if (next.state === "question" && next.step === turn.step) {
    turn = next;
    chosen = Array(CHOICES).fill(null);
    say("");
    tell();
  } else {
    await goOn(next);
  }
}

function choose(answer) {
  if (turn.opened && (turn.found || !answer.not_here)) {
    const before = turn.opened.some((one) => one.container === answer.container);
    if (!turn.found && !before) {
      attempt(() => open(answer.container));
    }
    return;
  }
  unknown = false;
  // A place that was another choice moves to this one.
  chosen = chosen.map((other) => (same(other, answer) ? null : other));
  chosen[slot] = answer;
  say("");
  mark();
}

function outline(region, attributes) {
  const points = region.map((p) => p.join(",")).join(" ");
  const shape = document.createElementNS(SVG, "polygon");
  Object.entries({ ...attributes, points }).forEach(([key, value]) => shape.setAttribute(key, value));
  return shape;
}

const area = (shape) => shape.getBBox().width * shape.getBBox().height;

// The smallest place under a finger, or the nearest that a finger reaches.
function tapped(event) {
  const overlay = byId("overlay");
  const matrix = overlay.getScreenCTM();
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
  const shapes = [...overlay.children].sort((a, b) => area(a) - area(b));
  const under = shapes.find((shape) => shape.isPointInFill(point));
  if (under) {
    return under;
  }
  const distance = (shape) => {
    const box = shape.getBBox();
    const x = Math.max(box.x - point.x, 0, point.x - box.x - box.width);
    const y = Math.max(box.y - point.y, 0, point.y - box.y - box.height);
    return Math.hypot(x, y) * matrix.a;
  };
  const nearest = shapes.reduce((best, shape) => (!best || distance(shape) < distance(best) ? shape : best), null);
  return nearest && distance(nearest) <= FINGER ? nearest : null;
}

// An image cannot show the token itself, so the picture is fetched. It is shown as an image, in
// which no script runs.
async function load(path) {
  const response = await fetchPatiently(path);
  if (!response.ok) {
    throw new Error(word("lost"));
  }
  const svg = await response.text();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = address;
  await image.decode();
  return { address, box: svg.match(/viewBox="([^"]*)"/)[1] };
}

function draw(picture) {
  const overlay = byId("overlay");
  overlay.setAttribute("viewBox", picture.box);
  overlay.replaceChildren(...turn.containers.map((container) =>
    outline(container.region, { class: "place", "data-container": container.id })));
  URL.revokeObjectURL(byId("picture").src);
  byId("picture").src = picture.address;
}

function list() {
  const buttons = turn.containers.map((container, number) => {
    const button = make("button", {
      type: "button",
      "data-container": container.id,
      "aria-pressed": false,
      tabindex: number === 0 ? 0 : -1,
    }, container.id);
    button.addEventListener("click", () => choose({ container: container.id }));
    return button;
  });
  byId("containers").replaceChildren(...buttons);
}

// Arrows lead from place to place, so that Tab leads past all of them.
function walk(event) {
  const buttons = [...byId("containers").children];
  const at = buttons.indexOf(document.activeElement);
  const to = {
    ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1,
  }[event.key];
  if (at < 0 || to === undefined) {
    return;
  }
  event.preventDefault();
  const next = buttons[(to + buttons.length) % buttons.length];
  buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
  next.focus();
}

// Nothing changes before the whole of the next question is there.
async function goOn(next) {
  const picture = next.state === "question" && (await load(next.picture));
  turn = next;
  remember("code", turn.participant);
  byId("paused-how").textContent = word("paused_how", { code: turn.participant });
  say(turn.already ? word("already") : "");
  if (turn.state === "question") {
    chosen = Array(CHOICES).fill(null);
    slot = 0;
    unknown = false;
    document.querySelectorAll("#sure input").forEach((input) => (input.checked = false));
    list();
    draw(picture);
    spent = 0;
    shown = performance.now();
  }
  tell();
  show(turn.state);
}

// One request at a time, whose failure is said and can be tried again.
async function attempt(work) {
  if (asking) {
    return;
  }
  asking = true;
  try {
    await work();
  } catch (error) {
    say(error.message, true);
  } finally {
    asking = false;
  }
}

const enter = async () => goOn(await fetchJson("/v1/study/enter", { participant: byId("code").value.trim() }));

async function answer() {
  const choices = chosen.filter((one) => one !== null);
  if (choices.length === 0 && !unknown && !turn.found) {
    say(word(turn.opened ? "open_first" : "choose_first"), true);
    return;
  }
  const sure = document.querySelector("#sure input:checked");
  const took = Math.round(spent + (document.hidden ? 0 : performance.now() - shown));
  const body = { participant: turn.participant, step: turn.step, choices, took_ms: Math.min(took, 86400000) };
  if (sure) {
    body.sure = Number(sure.value);
  }
  await goOn(await fetchJson("/v1/study/answer", body));
}

// Nobody thinks while the page is away.
function stopTheClock() {
  spent += performance.now() - shown;
}

function startTheClock() {
  shown = performance.now();
}

async function start() {
  const about = await fetchJson("/v1/study");
  texts = about.texts;
  byId("language").replaceChildren(
    ...Object.keys(texts).map((tag) => make("option", { value: tag, lang: tag }, texts[tag].language)));
  const wanted = [place.get("lang"), ...navigator.languages, ...navigator.languages.map((tag) => tag.split("-")[0]), "en"];
  byId("language").value = wanted.find((tag) => texts[tag]);
  speak();
  byId("code").value = place.get("code") || "";
  if (byId("code").value) {
    await enter();
  } else {
    show("start");
    byId("code").focus();
  }
}

byId("language").addEventListener("change", () => {
  remember("lang", language());
  speak();
});
byId("start").addEventListener("submit", (event) => {
  event.preventDefault();
  if (byId("token").value) {
    remember("token", byId("token").value.trim());
  }
  attempt(Object.keys(texts).length === 0 ? start : enter);
});
byId("agree").addEventListener("click", () => attempt(async () =>
  goOn(await fetchJson("/v1/study/consent", { participant: turn.participant, language: language() }))));
byId("containers").addEventListener("keydown", walk);
byId("overlay").addEventListener("click", (event) => {
  const shape = tapped(event);
  if (shape) {
    choose({ container: Number(shape.dataset.container) });
  }
});
byId("none").addEventListener("click", () => choose({ not_here: true }));
byId("unknown").addEventListener("click", () => {
  chosen = Array(CHOICES).fill(null);
  unknown = true;
  say("");
  mark();
});
byId("next").addEventListener("click", () => attempt(answer));
byId("pause").addEventListener("click", () => {
  stopTheClock();
  show("paused");
});
byId("resume").addEventListener("click", () => {
  startTheClock();
  show("question");
});
document.addEventListener("visibilitychange", () => {
  if (turn && turn.state === "question" && byId("paused").hidden) {
    (document.hidden ? stopTheClock : startTheClock)();
  }
});
attempt(start);
