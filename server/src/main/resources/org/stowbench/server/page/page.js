"use strict";

// Every text that comes from outside is set as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";
const byId = (id) => document.getElementById(id);
const scenePicker = byId("scene");
const predictorPicker = byId("predictor");
const knownField = byId("known");
const picture = byId("picture");
const places = byId("places");

let scene = null; // in the canonical format
let uploaded = false;
let asking = 0; // the latest question; answers to earlier ones are dropped
let token = ""; // of a server that asks for one; kept nowhere else
let photo = ""; // the address of the photo that is drawn

function make(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

function html(name, className, text) {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

function say(text, problem = false) {
  byId("message").textContent = text;
  byId("message").classList.toggle("problem", problem);
}

function fetchWithToken(path, options = {}) {
  const headers = token ? { ...options.headers, Authorization: `Bearer ${token}` } : options.headers;
  return fetch(path, { ...options, headers });
}

async function fetchJson(path, options) {
  const response = await fetchWithToken(path, options);
  const body = await response.json();
  byId("entry").hidden = response.status !== 401;
  if (response.status === 401) {
    throw new Error("this server answers who knows its token");
  }
  if (!response.ok) {
    const field = body.error.field ? body.error.field + ": " : "";
    throw new Error(field + body.error.message);
  }
  return body;
}

function frame() {
  if (scene.width && scene.height) {
    return { width: scene.width, height: scene.height };
  }
  let width = 1;
  let height = 1;
  for (const container of scene.containers) {
    for (const [x, y] of container.region || []) {
      width = Math.max(width, x);
      height = Math.max(height, y);
    }
  }
  return { width, height };
}

function outline(region, className) {
  if (region.length === 1) {
    return make("circle", { class: className, cx: region[0][0], cy: region[0][1], r: frame().width / 200 });
  }
  const points = region.map((p) => p.join(",")).join(" ");
  return make(region.length === 2 ? "polyline" : "polygon", { class: className, points });
}

function middle(region) {
  const xs = region.map((p) => p[0]);
  const ys = region.map((p) => p[1]);
  const width = Math.max(...xs) - Math.min(...xs);
  const height = Math.max(...ys) - Math.min(...ys);
  return { x: Math.min(...xs) + width / 2, y: Math.min(...ys) + height / 2, size: Math.min(width, height) };
}

function label(region, text, className, size) {
  const at = middle(region);
  const half = Math.min(frame().width / 2, 0.3 * size * String(text).length);
  const x = Math.min(Math.max(at.x, half), frame().width - half);
  return make("text", {
    class: className, x, y: at.y + size * 0.35, "font-size": size, "stroke-width": size / 6,
  }, text);
}

function called(container) {
  const name = container.name || container.type || "container";
  return container.room ? `${name}, ${container.room}` : name;
}

// A container as something to look at and to click, whether it is drawn or listed.
function offer(element, container) {
  element.dataset.container = container.id;
  element.addEventListener("click", () => isIn(container));
  return element;
}

function list(container) {
  const item = html("li", "listed", "");
  item.append(html("span", "number", container.id), html("span", "place", called(container)));
  return offer(item, container);
}

function draw(photo) {
  const size = frame();
  const unit = size.width / 100;
  picture.replaceChildren();
  picture.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  picture.classList.toggle("photo", Boolean(photo));
  if (photo) {
    picture.append(make("image", { href: photo, width: size.width, height: size.height }));
  }
  if (scene.countertop) {
    picture.append(outline(scene.countertop, "countertop"));
  }
  for (const anchor of scene.anchors || []) {
    picture.append(outline(anchor.region, "anchor"), label(anchor.region, anchor.type, "name", 2.4 * unit));
  }
  for (const container of scene.containers) {
    if (container.region) {
      const shape = offer(outline(container.region, "container"), container);
      shape.append(make("title", {}, `${container.id}: ${called(container)}`));
      picture.append(shape);
    }
  }
  const undrawn = scene.containers.filter((container) => !container.region);
  places.replaceChildren(...undrawn.map(list));
  const listed = undrawn.length > 0 && undrawn.length === scene.containers.length;
  picture.toggleAttribute("hidden", listed);
  const how = listed ? ", listed: nobody drew them" : photo ? "" : ", drawn without a photo";
  byId("caption").textContent = `${scene.id}: ${scene.containers.length} candidates` + how;
}

const figure = document.querySelector("figure");
const shapesOf = (answer) =>
  [answer.container, ...(answer.also || [])]
    .map((id) => figure.querySelector(`[data-container="${Number(id)}"]`))
    .filter(Boolean);

// A known placement as it is written in the field; nothing if its name would be taken apart there.
const words = (told) =>
  /[,=]/.test(told.item) ? "" : `${told.item}=${told.not_here ? "not_here" : told.container}`;

// What is known: "spoon=3, pot=top drawer, jar=not_here", as for the command line.
function known() {
  const told = knownField.value.split(",").map((text) => text.trim()).filter(Boolean);
  return told.map((text) => {
    const between = text.indexOf("=");
    const item = text.slice(0, Math.max(between, 0)).trim();
    const place = text.slice(between + 1).trim();
    if (!item || !place) {
      throw new Error(`known: ${text}: must be item=place, such as spoon=3`);
    }
    if (place === "not_here") {
      return { item, not_here: true };
    }
    const found = scene.containers.filter(
      (c) => String(c.id) === place || (c.name || "").toLowerCase() === place.toLowerCase());
    if (found.length !== 1) {
      throw new Error(`known: ${text}: must be one container's number or name, or not_here`);
    }
    return { item, container: found[0].id };
  });
}

// The item that was just written is in the container that was clicked.
function isIn(container) {
  if (/(^|,)[^,=]*[^,=\s][^,=]*$/.test(knownField.value)) {
    knownField.value = `${knownField.value.trim()}=${container.id}`;
    ask();
  }
}

function choose(button, answer) {
  document.querySelectorAll(".answer").forEach((b) => b.setAttribute("aria-pressed", b === button));
  figure.querySelectorAll(".chosen").forEach((shape) => shape.classList.remove("chosen"));
  shapesOf(answer).forEach((shape) => shape.classList.add("chosen"));
}

// What speaks against the answers, or was left out of the question, is said before them.
function show(result, remarks) {
  byId("wanted").textContent = result.item;
  figure.querySelectorAll(".ranked").forEach((shape) => {
    shape.classList.remove("ranked");
    shape.style.fillOpacity = "";
  });
  figure.querySelectorAll(".mark").forEach((mark) => mark.remove());
  const likeliest = Math.max(...result.answers.map((a) => a.probability || 0));
  const list = byId("answers");
  list.replaceChildren();
  for (const answer of result.answers) {
    const share = answer.probability === undefined ? 1 / answer.rank : answer.probability / likeliest;
    const shapes = shapesOf(answer);
    for (const shape of shapes) {
      shape.classList.add("ranked");
      shape.style.fillOpacity = 0.1 + 0.65 * share;
    }
    const region = answer.region || (shapes.length && scene.containers[answer.container].region);
    shapes.filter((shape) => shape.matches(".listed"))
      .forEach((item) => item.append(html("span", "mark rank", answer.rank)));
    if (answer.region) {
      const drawn = outline(answer.region, "container ranked mark");
      drawn.style.fillOpacity = 0.1 + 0.65 * share;
      picture.append(drawn);
    }
    if (region) {
      const most = frame().width / 22;
      picture.append(label(region, answer.rank, "mark", Math.max(most / 3, Math.min(most, middle(region).size * 0.7))));
    }
    const button = html("button", "answer", "");
    button.type = "button";
    button.append(html("span", "rank", answer.rank), html("span", "place", answer.where));
    if (answer.probability !== undefined) {
      button.append(html("span", "percent", (100 * answer.probability).toFixed(0) + " %"));
      const bar = document.createElement("progress");
      bar.value = answer.probability;
      bar.setAttribute("aria-hidden", "true");
      button.append(bar);
    }
    if (answer.reason) {
      button.append(html("span", "why", answer.reason));
    }
    button.addEventListener("click", () => choose(button, answer));
    button.addEventListener("focus", () => choose(button, answer));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  const careful = [...remarks, result.warning].filter(Boolean).join("; ");
  say(`${result.predictor} says${careful ? ` (careful: ${careful})` : ""}:` + (result.rationale ? " " + result.rationale : ""));
}

async function ask() {
  const item = byId("item").value.trim();
  if (!scene || !item) {
    return;
  }
  const question = ++asking;
  const submit = document.querySelector("button[type=submit]");
  submit.disabled = true;
  say("asking ...");
  try {
    // What a dataset tells may be just what is asked for.
    const told = known();
    const others = told.filter((one) => one.item.toLowerCase() !== item.toLowerCase());
    const remarks = others.length < told.length ? [`where the ${item} itself is was left out of what is known`] : [];
    const body = { item, known: others, predictor: predictorPicker.value, top: 6, reasons: true };
    Object.assign(body, uploaded ? { scene } : { scene_id: scene.id });
    const result = await fetchJson("/v1/rank", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (question === asking) {
      show(result, remarks);
    }
  } catch (error) {
    if (question === asking) {
      byId("answers").replaceChildren();
      say(error.message, true);
    }
  } finally {
    submit.disabled = false;
  }
}

// An image cannot show the token itself, so the photo is fetched.
async function fetchPhoto(path) {
  URL.revokeObjectURL(photo);
  photo = "";
  const response = path && (await fetchWithToken(path));
  if (response && response.ok) {
    photo = URL.createObjectURL(await response.blob());
  }
  return photo;
}

async function pick() {
  asking++;
  try {
    const path = scenePicker.value.split("/").map(encodeURIComponent).join("/");
    const found = await fetchJson("/v1/scenes/" + path);
    const drawn = await fetchPhoto(found.photo);
    scene = found.scene;
    uploaded = false;
    knownField.value = (found.known || []).map(words).filter(Boolean).join(", ");
    draw(drawn);
    await ask();
  } catch (error) {
    say(error.message, true);
  }
}

async function upload(file) {
  asking++;
  byId("answers").replaceChildren();
  const before = [scene, uploaded];
  try {
    scene = JSON.parse(await file.text());
    uploaded = true;
    // The server is the judge of what a scene is; it is drawn once the server has taken it.
    await fetchJson("/v1/rank", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ scene, item: "anything", predictor: predictorPicker.value, top: 1 }),
    });
    knownField.value = "";
    draw();
    await ask();
  } catch (error) {
    [scene, uploaded] = before;
    say(`${file.name}: ${error.message}`, true);
  }
}

async function start() {
  try {
    const [scenes, predictors] = await Promise.all([fetchJson("/v1/scenes"), fetchJson("/v1/predictors")]);
    scenePicker.replaceChildren();
    byId("items").replaceChildren();
    predictorPicker.replaceChildren();
    scenes.scenes.forEach((s) => scenePicker.append(new Option(`${s.id}, ${s.containers} candidates`, s.id)));
    scenes.items.forEach((name) => byId("items").append(new Option(name)));
    predictors.predictors.forEach((p) => predictorPicker.append(new Option(p.name)));
    byId("asked").hidden = predictors.predictors.length === 1;
    await pick();
  } catch (error) {
    say(error.message, true);
  }
}

byId("question").addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
byId("entry").addEventListener("submit", (event) => {
  event.preventDefault();
  token = byId("token").value.trim();
  start();
});
scenePicker.addEventListener("change", pick);
predictorPicker.addEventListener("change", ask);
byId("upload").addEventListener("change", (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  if (file) {
    upload(file);
  }
});
start();
