"use strict";

// What is drawn and said is a document a photo: containers and items. A change makes a new document,
// which is sent at once; what was before stays in the history. Drawing is Annotorious's, and every
// text that comes from outside is set as text, never as markup.

const LONGEST_WAIT = 3000; // milliseconds between two tries to save
const HINTS = {
  rectangle: "Drag from corner to corner.",
  polygon: "Tap corner after corner; the first one again closes it.",
  move: "Tap a place, then drag it or its corners.",
  scroll: "The photo scrolls with the page.",
  place: "Tap the places that hold it, or their numbers.",
};
const byId = (id) => document.getElementById(id);
const place = new URLSearchParams(location.hash.slice(1)); // what stands behind # is sent to nobody
const sleep = (time) => new Promise((soon) => setTimeout(soon, time));

let photos = []; // {photo, containers, items}
let at = 0; // the photo that is shown
let size = { width: 1, height: 1 };
let annotator = null;
let tool = "rectangle";
let asked = null; // the item that is being placed
let doc = null; // {containers: [{key, name, region}], items: [{item, places}]}: places are keys; null: not said yet
const docs = new Map(); // by photo's name
const kept = new Map(); // as the server has them: {doc, version}
const waiting = new Set(); // photos whose document is not saved
let saving = false;
let history_ = []; // {at, before, after}
let done = 0; // how much of it

function make(name, attributes = {}, text) {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

const say = (text) => (byId("message").textContent = text);
const name = () => photos[at].photo;
const copy = (value) => JSON.parse(JSON.stringify(value));

async function ask(path, body) {
  const token = place.get("token");
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const response = await fetch(path, body
    ? { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) }
    : { headers });
  if (response.status === 401) {
    byId("asks-token").hidden = false;
    byId("work").hidden = true;
  }
  if (!response.ok) {
    const error = new Error((await response.json()).error.message);
    error.status = response.status;
    throw error;
  }
  return response;
}

// Between the page's document and the server's, in which containers are numbers.

function received(json) {
  const containers = json.containers.map((one) => ({ key: crypto.randomUUID(), name: one.name || "", region: one.region }));
  const ids = (truth) => (truth.not_here ? [] : truth.containers || [truth.container]);
  const items = json.items.map((one) => ({ item: one.item, places: ids(one.truth).map((id) => containers[id].key) }));
  return { containers, items };
}

function sent(photo, document_) {
  const number = (key) => document_.containers.findIndex((one) => one.key === key);
  const truth = (keys) => {
    const ids = keys.map(number).sort((a, b) => a - b);
    return ids.length === 0 ? { not_here: true } : ids.length === 1 ? { container: ids[0] } : { containers: ids };
  };
  return {
    photo,
    version: kept.get(photo).version,
    containers: document_.containers.map((one) => (one.name ? { name: one.name, region: one.region } : { region: one.region })),
    items: document_.items.filter((one) => one.places).map((one) => ({ item: one.item, truth: truth(one.places) })),
  };
}

// Saves what waits, one after the other, until all of it is: the server says so only when it is on disk.
async function save() {
  if (saving) {
    return;
  }
  saving = true;
  for (let tries = 0; waiting.size > 0; ) {
    const [photo] = waiting;
    const document_ = docs.get(photo);
    byId("saved").textContent = tries === 0 ? "Saving …" : "Not saved yet";
    try {
      const { version } = await (await ask("/v1/label/save", sent(photo, document_))).json();
      kept.set(photo, { doc: document_, version });
      tries = 0;
      if (docs.get(photo) === document_) {
        waiting.delete(photo);
      }
    } catch (error) {
      if (error.status === 400 || error.status === 409 || error.status === 413) {
        // It will never be taken: back to what the server has.
        waiting.delete(photo);
        say(`Not taken: ${error.message}`);
        const entries = history_.slice(0, done).filter((entry) => photos[entry.at].photo !== photo);
        history_ = entries;
        done = entries.length;
        docs.set(photo, kept.get(photo).doc);
        if (photo === name()) {
          adopt(kept.get(photo).doc);
        }
        continue;
      }
      tries++;
      say(error.status === 401 ? "" : "The server does not answer. What you see is sent as soon as it does; leave this page open.");
      await sleep(Math.min(LONGEST_WAIT, 300 * tries));
      continue;
    }
    say("");
  }
  saving = false;
  byId("saved").textContent = "Saved";
}

function store(document_) {
  doc = document_;
  docs.set(name(), document_);
  waiting.add(name());
  photos[at].containers = document_.containers.length;
  photos[at].items = document_.items.length;
  save();
}

// A change of the document, which can be undone.
function change(alter, draw = true) {
  const before = doc;
  const after = copy(doc);
  alter(after);
  history_ = [...history_.slice(0, done), { at, before, after }];
  done = history_.length;
  say("");
  store(after);
  if (draw) {
    show();
  } else {
    tell();
  }
}

async function turnBack(entry, document_) {
  if (entry.at !== at) {
    await open(entry.at);
  }
  store(document_);
  adopt(document_);
}

async function undo() {
  if (done > 0) {
    done--;
    await turnBack(history_[done], history_[done].before);
  }
}

async function redo() {
  if (done < history_.length) {
    done++;
    await turnBack(history_[done - 1], history_[done - 1].after);
  }
}

// Between regions and Annotorious's shapes.

const rounded = (value, most) => Math.round(Math.max(0, Math.min(most, value)) * 10) / 10;

function bounds(points) {
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  return { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) };
}

function annotation(container) {
  const box = bounds(container.region);
  const corners = new Set(container.region.map(String));
  const upright = container.region.length === 4 && corners.size === 4 && container.region.every(
    ([x, y]) => (x === box.minX || x === box.maxX) && (y === box.minY || y === box.maxY));
  const selector = upright
    ? { type: "RECTANGLE", geometry: { bounds: box, x: box.minX, y: box.minY, w: box.maxX - box.minX, h: box.maxY - box.minY, rot: 0 } }
    : { type: "POLYGON", geometry: { bounds: box, points: container.region } };
  return { id: container.key, bodies: [], target: { annotation: container.key, selector } };
}

function region(drawn) {
  const { type, geometry } = drawn.target.selector;
  let points = geometry.points;
  if (type === "RECTANGLE") {
    const { x, y, w, h, rot = 0 } = geometry;
    const [middle, across] = [[x + w / 2, y + h / 2], [[-w, -h], [w, -h], [w, h], [-w, h]]];
    points = across.map(([dx, dy]) => [
      middle[0] + (dx * Math.cos(rot) - dy * Math.sin(rot)) / 2,
      middle[1] + (dx * Math.sin(rot) + dy * Math.cos(rot)) / 2,
    ]);
  }
  return points.map(([x, y]) => [rounded(x, size.width), rounded(y, size.height)]);
}

// Takes over what was drawn, moved or deleted in the photo.
function takeOver() {
  const drawn = new Map(annotator.getAnnotations().map((one) => [one.id, region(one)]));
  const known = new Set(doc.containers.map((one) => one.key));
  const fresh = [...drawn.keys()].filter((key) => !known.has(key));
  const same = doc.containers.every((one) => String(drawn.get(one.key)) === String(one.region));
  if (same && fresh.length === 0) {
    return;
  }
  change((next) => {
    next.containers.filter((one) => !drawn.has(one.key)).forEach((one) => forget(next, one.key));
    next.containers.forEach((one) => (one.region = drawn.get(one.key)));
    fresh.forEach((key) => next.containers.push({ key, name: "", region: drawn.get(key) }));
  });
}

function forget(document_, key) {
  document_.containers = document_.containers.filter((one) => one.key !== key);
  document_.items.filter((one) => one.places && one.places.includes(key)).forEach((one) => {
    const left = one.places.filter((other) => other !== key);
    one.places = left.length > 0 ? left : null; // nobody said that it is in none
  });
}

function adopt(document_) {
  doc = document_;
  if (asked !== null && !doc.items.some((one) => one.item === asked)) {
    asked = null;
  }
  annotator.cancelSelected();
  annotator.setAnnotations(doc.containers.map(annotation), true);
  use(asked !== null ? "place" : tool === "place" ? "move" : tool);
  show();
}

function use(chosen) {
  tool = chosen;
  asked = chosen === "place" ? asked : null;
  const draws = chosen === "rectangle" || chosen === "polygon";
  annotator.cancelDrawing();
  annotator.cancelSelected();
  annotator.setUserSelectAction(chosen === "place" ? "NONE" : "EDIT");
  if (draws) {
    annotator.setDrawingMode(chosen === "polygon" ? "click" : "drag");
    annotator.setDrawingTool(chosen);
  }
  annotator.setDrawingEnabled(draws);
  byId("view").classList.toggle("scroll", chosen === "scroll");
  byId("hint").textContent = HINTS[chosen];
  document.querySelectorAll("[data-tool]").forEach(
    (button) => button.setAttribute("aria-pressed", button.dataset.tool === chosen));
}

// What the page says, from the document.

function called(key) {
  const number = doc.containers.findIndex((one) => one.key === key);
  const title = doc.containers[number].name;
  return title ? `${number} (${title})` : String(number);
}

function told(item) {
  return item.places === null ? "where?"
    : item.places.length === 0 ? "in none of these"
    : `in ${item.places.map(called).join(", ")}`;
}

function button(text, attributes, work) {
  const element = make("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", work);
  return element;
}

function containerRow(container, number) {
  const row = make("li", { class: "container" });
  const title = make("input", {
    maxlength: 200, autocomplete: "off", "aria-label": `Name of ${number}`, placeholder: "name, such as top drawer",
    "data-focus": `name ${container.key}`,
  });
  title.value = container.name;
  title.addEventListener("change", () =>
    change((next) => (next.containers.find((one) => one.key === container.key).name = title.value.trim()), false));
  row.append(
    button(number, { "aria-label": `Show ${number} in the photo`, "data-focus": `show ${container.key}` }, () => {
      use("move");
      annotator.setSelected(container.key, true);
      show();
    }),
    title,
    button("×", { "aria-label": `Delete ${number}` }, () => {
      change((next) => forget(next, container.key));
      adopt(doc);
    }));
  return row;
}

function setPlaces(item, places) {
  change((next) => (next.items.find((one) => one.item === item).places = places));
}

function toggle(key) {
  const item = doc.items.find((one) => one.item === asked);
  const places = item.places || [];
  const left = places.includes(key) ? places.filter((other) => other !== key) : [...places, key];
  setPlaces(item.item, left.length > 0 ? left : null);
}

function itemRow(item) {
  const row = make("li", { class: "item" });
  const open_ = item.item === asked;
  row.append(
    button(`${item.item}: ${told(item)}`, { "aria-expanded": open_, "data-focus": `item ${item.item}` }, () => {
      asked = open_ ? null : item.item;
      use(open_ ? "move" : "place");
      show();
    }),
    button("×", { "aria-label": `Delete ${item.item}` }, () => {
      change((next) => (next.items = next.items.filter((one) => one.item !== item.item)));
      adopt(doc);
    }));
  if (open_) {
    const places = make("div", { class: "places", role: "group", "aria-label": `Where is ${item.item}?` });
    doc.containers.forEach((one, number) => places.append(button(number, {
      "aria-pressed": Boolean(item.places && item.places.includes(one.key)),
      "aria-label": called(one.key),
      title: one.name,
      "data-focus": `place ${one.key}`,
      "data-place": number,
    }, () => toggle(one.key))));
    places.append(button("In none of these", {
      "aria-pressed": Boolean(item.places && item.places.length === 0),
      "data-focus": "none",
      "data-place": "none",
    }, () => setPlaces(item.item, item.places && item.places.length === 0 ? null : [])));
    row.append(places);
  }
  return row;
}

// A number in the middle of each place.
function marks() {
  const item = doc.items.find((one) => one.item === asked);
  byId("marks").replaceChildren(...doc.containers.map((one, number) => {
    const box = bounds(one.region);
    const mark = make("span", {}, number);
    mark.classList.toggle("holds", Boolean(item && item.places && item.places.includes(one.key)));
    mark.style.left = `${(50 * (box.minX + box.maxX)) / size.width}%`;
    mark.style.top = `${(50 * (box.minY + box.maxY)) / size.height}%`;
    return mark;
  }));
}

function counted(number, what) {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

// What changes beside the lists.
function tell() {
  byId("undo").disabled = done === 0;
  byId("redo").disabled = done === history_.length;
  byId("photos").replaceChildren(...photos.map((one, number) => make(
    "option", { value: number }, `${number + 1} of ${photos.length}: ${one.photo} (${counted(one.containers, "place")}, ${counted(one.items, "thing")})`)));
  byId("photos").value = at;
  byId("before").disabled = at === 0;
  byId("after").disabled = at === photos.length - 1;
  byId("none-drawn").hidden = doc.containers.length > 0;
}

function show() {
  const focus = document.activeElement && document.activeElement.dataset.focus;
  tell();
  byId("containers").replaceChildren(...doc.containers.map(containerRow));
  byId("items").replaceChildren(...doc.items.map(itemRow));
  marks();
  const again = focus && [...document.querySelectorAll("[data-focus]")].find((one) => one.dataset.focus === focus);
  if (again) {
    again.focus({ preventScroll: true });
  }
}

async function open(number) {
  const photo = photos[number].photo;
  const picture = await (await ask(`/v1/label/pictures/${number}`)).blob();
  if (!docs.has(photo)) {
    const json = await (await ask(`/v1/label/photos/${number}`)).json();
    const document_ = received(json);
    docs.set(photo, document_);
    kept.set(photo, { doc: document_, version: json.version });
  }
  const image = new Image();
  image.alt = "";
  image.src = URL.createObjectURL(picture); // an image cannot show the token itself
  await image.decode();
  if (annotator) {
    const old = byId("view").querySelector("img");
    annotator.destroy();
    URL.revokeObjectURL(old.src);
    old.remove();
  }
  at = number;
  size = { width: image.naturalWidth, height: image.naturalHeight };
  byId("view").prepend(image);
  annotator = Annotorious.createImageAnnotator(image, { drawingEnabled: true, theme: "light" });
  annotator.on("createAnnotation", (drawn) => {
    takeOver();
    const fresh = [...byId("containers").querySelectorAll("input")].pop();
    annotator.cancelSelected();
    if (fresh && matchMedia("(hover: hover)").matches) {
      fresh.focus({ preventScroll: true }); // on a phone, a keyboard would cover the photo
    }
  });
  asked = null;
  adopt(docs.get(photo));
}

// One after the other, whatever is pressed meanwhile; a failure is said.
let last = Promise.resolve();
const attempt = (work) => (last = last.then(work).catch((error) => say(error.message)));

async function start() {
  photos = (await (await ask("/v1/label")).json()).photos;
  byId("asks-token").hidden = true;
  byId("work").hidden = false;
  await open(0);
  byId("saved").textContent = "Saved";
}

byId("asks-token").addEventListener("submit", (event) => {
  event.preventDefault();
  place.set("token", byId("token").value.trim());
  history.replaceState(null, "", "#" + place);
  attempt(photos.length === 0 ? start : () => {
    byId("asks-token").hidden = true;
    byId("work").hidden = false;
  });
});
byId("undo").addEventListener("click", () => attempt(undo));
byId("redo").addEventListener("click", () => attempt(redo));
byId("before").addEventListener("click", () => attempt(() => at > 0 && open(at - 1)));
byId("after").addEventListener("click", () => attempt(() => at < photos.length - 1 && open(at + 1)));
byId("photos").addEventListener("change", (event) => attempt(() => open(Number(event.target.value))));
byId("tools").addEventListener("click", (event) => {
  if (event.target.dataset.tool) {
    use(event.target.dataset.tool);
    show();
  }
});
byId("add").addEventListener("submit", (event) => {
  event.preventDefault();
  const item = byId("item").value.trim();
  if (item && !doc.items.some((one) => one.item === item)) {
    change((next) => next.items.push({ item, places: null }));
  }
  if (item) {
    asked = item;
    byId("item").value = "";
    use("place");
    show();
  }
});
// Annotorious tells of a move when the shape is left; it is saved when the finger is.
["pointerup", "keyup"].forEach((kind) => byId("view").addEventListener(kind, () => setTimeout(() => annotator && takeOver())));
byId("view").addEventListener("click", (event) => {
  if (tool !== "place" || asked === null) {
    return;
  }
  const box = byId("view").querySelector("img").getBoundingClientRect();
  const hit = annotator.state.store.getAt(
    ((event.clientX - box.left) * size.width) / box.width, ((event.clientY - box.top) * size.height) / box.height);
  if (hit) {
    toggle(hit.id);
  }
});
// Before Annotorious hears of it, which knows of shapes alone. In a field of text it is the field's own.
window.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || (key !== "z" && key !== "y")) {
    return;
  }
  event.stopPropagation();
  if (!event.target.matches("input")) {
    event.preventDefault();
    attempt(key === "y" || event.shiftKey ? redo : undo);
  }
}, true);
window.addEventListener("beforeunload", (event) => waiting.size > 0 && event.preventDefault());
attempt(start);
