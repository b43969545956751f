"use strict";

// What is drawn and said is a document a photo: containers and items. A change makes a new document,
// which is sent at once, each by itself; what was before stays here and at the server, so that it can be
// undone even after the page was closed. Drawing is Annotorious's.

const LONGEST_WAIT = 3000; // milliseconds between two tries to save
const STEP = 0.01; // of the photo, that an arrow key moves
const HINTS = {
  rectangle: "Drag from corner to corner.",
  polygon: "Tap corner after corner; the first one again closes it.",
  move: "Tap a place, then drag it or its corners.",
  scroll: "The photo scrolls with the page.",
  place: "Tap the places that hold it, or their numbers.",
};

let photos = []; // {photo, household, containers, items}
let at = 0; // the photo that is shown
let size = { width: 1, height: 1 };
let annotator = null;
let tool = "rectangle";
let asked = null; // the item that is being placed
let doc = null; // {household, containers: [{key, name, region}], items: [{item, places}]}: places are keys; null: not said yet
const docs = new Map(); // by photo's name
const kept = new Map(); // as the server has them: {doc, version}
let waiting = []; // {photo, doc}: what is not saved, in its order
let saving = false;
let back = []; // {at, doc}: what Undo goes back to, the last step last
let forth = []; // {at, doc}: what Redo goes on to, the next step last

const say = (text) => (byId("message").textContent = text);
const name = () => photos[at].photo;
const copy = (value) => JSON.parse(JSON.stringify(value));

async function ask(path, body) {
  const response = await fetchWithToken(path, body && postOf(body));
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
  return { household: json.household || "", containers, items };
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
    ...(document_.household && { household: document_.household }),
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
  for (let tries = 0; waiting.length > 0; ) {
    const [{ photo, doc: document_ }] = waiting;
    byId("saved").textContent = tries === 0 ? "Saving …" : "Not saved yet";
    try {
      const { version } = await (await ask("/v1/label/save", sent(photo, document_))).json();
      kept.set(photo, { doc: document_, version });
      tries = 0;
      waiting.shift();
    } catch (error) {
      if (error.status === 400 || error.status === 409 || error.status === 413) {
        // It will never be taken: back to what the server has.
        say(`Not taken: ${error.message}`);
        waiting = waiting.filter((one) => one.photo !== photo);
        forgetSteps(photo);
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
  waiting.push({ photo: name(), doc: document_ });
  photos[at].containers = document_.containers.length;
  photos[at].items = document_.items.length;
  save();
}

// A change of the document, which can be undone.
function change(alter, draw = true) {
  const after = copy(doc);
  alter(after);
  back.push({ at, doc });
  forth = [];
  say("");
  store(after);
  if (draw) {
    show();
  } else {
    tell();
  }
}

// Goes where the last step of one list says, and leaves in the other how to come back.
async function turn(from, to) {
  const step = from[from.length - 1];
  if (!step) {
    return;
  }
  if (step.at !== at) {
    try {
      await open(step.at);
    } catch (error) {
      if (error.status) {
        forgetSteps(photos[step.at].photo); // else none before them could be reached
      }
      throw error;
    }
  }
  from.pop();
  to.push({ at, doc });
  store(step.doc);
  adopt(step.doc);
}

function forgetSteps(photo) {
  back = back.filter((one) => photos[one.at].photo !== photo);
  forth = forth.filter((one) => photos[one.at].photo !== photo);
  tell();
}

const undo = () => turn(back, forth);
const redo = () => turn(forth, back);

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

// With the keyboard: arrows move a place, and with Shift its right and lower edge. It is drawn at once,
// and is one change when the key is let go.
function nudge(event, key) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [0, 0];
  if (dx === 0 && dy === 0) {
    return;
  }
  event.preventDefault();
  const moved = copy(doc.containers.find((one) => one.key === key));
  const there = annotator.getAnnotationById(key);
  moved.region = there ? region(there) : moved.region;
  const box = bounds(moved.region);
  const [w, h] = [box.maxX - box.minX, box.maxY - box.minY];
  const [stepX, stepY] = [dx * STEP * size.width, dy * STEP * size.height];
  const sized = (value, from, length, step) => from + ((value - from) * Math.max(STEP * length, length + step)) / length;
  const within = (step, least, greatest, most) => Math.max(-least, Math.min(most - greatest, step));
  const [x, y] = [within(stepX, box.minX, box.maxX, size.width), within(stepY, box.minY, box.maxY, size.height)];
  moved.region = moved.region.map((p) => (event.shiftKey
    ? [rounded(sized(p[0], box.minX, w, stepX), size.width), rounded(sized(p[1], box.minY, h, stepY), size.height)]
    : [rounded(p[0] + x, size.width), rounded(p[1] + y, size.height)]));
  annotator.updateAnnotation(annotation(moved));
  locate(moved);
}

// Where a place is, for who does not see it move.
function locate(container) {
  const box = bounds(container.region);
  const part = (value, whole) => Math.round((100 * value) / whole);
  byId("where").textContent = `From ${part(box.minX, size.width)} % to ${part(box.maxX, size.width)} % of the width, `
    + `${part(box.minY, size.height)} % to ${part(box.maxY, size.height)} % of the height`;
}

// A box in the middle, for who cannot drag one.
function addBox() {
  const [x, y] = [size.width, size.height];
  const key = crypto.randomUUID();
  const corners = [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6]];
  change((next) => next.containers.push(
    { key, name: "", region: corners.map(([across, down]) => [rounded(across * x, x), rounded(down * y, y)]) }));
  adopt(doc);
  use("move");
  byId("containers").lastChild.firstChild.focus();
  locate(doc.containers[doc.containers.length - 1]);
}

// What the page says, from the document.

function called(key) {
  const number = doc.containers.findIndex((one) => one.key === key);
  const title = doc.containers[number].name;
  return title ? `${number} (${isolated(title)})` : String(number);
}

// Whose home a photo is of: as somebody said on this page, else as the command knows.
function home(number) {
  const there = docs.get(photos[number].photo);
  return (there && there.household) || photos[number].household;
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
  const grip = button(number, {
    "aria-label": `Show ${number} in the photo; arrows move it, with Shift its right and lower edge`,
    "data-focus": `show ${container.key}`,
  }, () => {
    use("move");
    annotator.setSelected(container.key, true);
    show();
  });
  grip.addEventListener("keydown", (event) => nudge(event, container.key));
  grip.addEventListener("keyup", () => setTimeout(takeOver));
  row.append(
    grip,
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
    button(`${isolated(item.item)}: ${told(item)}`, { "aria-expanded": open_, "data-focus": `item ${item.item}` }, () => {
      asked = open_ ? null : item.item;
      use(open_ ? "move" : "place");
      show();
    }),
    button("×", { "aria-label": `Delete ${isolated(item.item)}` }, () => {
      change((next) => (next.items = next.items.filter((one) => one.item !== item.item)));
      adopt(doc);
    }));
  if (open_) {
    const places = make("div", { class: "places", role: "group", "aria-label": `Where is ${isolated(item.item)}?` });
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
  byId("undo").disabled = back.length === 0;
  byId("redo").disabled = forth.length === 0;
  byId("photos").replaceChildren(...photos.map((one, number) => make(
    "option", { value: number }, `${number + 1} of ${photos.length}: ${isolated(one.photo)} (${counted(one.containers, "place")}, ${counted(one.items, "thing")})`)));
  byId("photos").value = at;
  byId("before").disabled = at === 0;
  byId("after").disabled = at === photos.length - 1;
  byId("none-drawn").hidden = doc.containers.length > 0;
  byId("household").value = home(at);
  const homes = new Set(photos.map((_, number) => home(number)));
  byId("households").replaceChildren(...[...homes].map((one) => make("option", { value: one })));
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

// The picture of a photo. It may be gone since the command was started.
async function shown(number) {
  try {
    return await (await ask(`/v1/label/pictures/${number}`)).blob();
  } catch (error) {
    if (error.status && error.status !== 401) {
      error.message = `${isolated(photos[number].photo)} cannot be shown: ${error.message}`;
    }
    throw error;
  }
}

async function open(number) {
  const photo = photos[number].photo;
  const picture = await shown(number);
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
  const about = await (await ask("/v1/label")).json();
  const steps = (list) => list.map((one) => ({ at: one.photo, doc: received(one) }));
  photos = about.photos;
  back = steps(about.back);
  forth = steps(about.forth);
  byId("asks-token").hidden = true;
  byId("work").hidden = false;
  for (let number = 0; annotator === null; number++) {
    try {
      await open(number);
    } catch (error) {
      if (!error.status || error.status === 401 || number === photos.length - 1) {
        throw error;
      }
      say(error.message);
    }
  }
  byId("saved").textContent = "Saved";
}

byId("asks-token").addEventListener("submit", (event) => {
  event.preventDefault();
  remember("token", byId("token").value.trim());
  attempt(photos.length === 0 ? start : () => {
    byId("asks-token").hidden = true;
    byId("work").hidden = false;
  });
});
byId("undo").addEventListener("click", () => attempt(undo));
byId("redo").addEventListener("click", () => attempt(redo));
byId("before").addEventListener("click", () => attempt(() => at > 0 && open(at - 1)));
byId("after").addEventListener("click", () => attempt(() => at < photos.length - 1 && open(at + 1)));
byId("photos").addEventListener("change", (event) => {
  const number = Number(event.target.value);
  attempt(() => open(number).finally(() => (byId("photos").value = at)));
});
byId("tools").addEventListener("click", (event) => {
  if (event.target.dataset.tool) {
    use(event.target.dataset.tool);
    show();
  }
});
byId("add-box").addEventListener("click", addBox);
byId("household").addEventListener("change", () => {
  const said = byId("household").value.trim();
  change((next) => (next.household = said === photos[at].household ? "" : said), false);
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
// Annotorious learns from moves where a corner goes and whether it closes the outline; a tap has none.
byId("view").addEventListener("pointerdown", (event) => {
  if (event.pointerType === "touch" && tool === "polygon") {
    event.target.dispatchEvent(
      new PointerEvent("pointermove", { bubbles: true, clientX: event.clientX, clientY: event.clientY }));
  }
}, true);
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
window.addEventListener("beforeunload", (event) => waiting.length > 0 && event.preventDefault());
attempt(start);
