// The scene viewer: choose queries, step through them, see what was answered.

const WHICH = {
  all: { title: "all queries", keeps: () => true },
  wrong: { title: "answered wrong", keeps: (query, p) => !isRight(p, query) },
  right: { title: "answered right", keeps: (query, p) => isRight(p, query) },
  disagreement: { title: "predictors disagree", keeps: (query) => disagree(query) },
  nobody: { title: "nobody right", keeps: (query) => predictors.every((p) => !isRight(p.number, query)) },
  not_here: { title: "item is not here", keeps: (query) => data.queries.truths[query][0] === NOT_HERE },
  failed: { title: "no answer", keeps: (query, p) => choices(p, query).length === 0 },
  noted: { title: "with a note", keeps: (query) => notebook.of(query) !== "" },
};

/** Whether two first answers are not one place: candidates of one physical container are, regions only if drawn alike. */
function disagree(query) {
  const physical = data.scenes.physical[data.queries.scenes[query]];
  const places = predictors.map((p) => {
    const first = data.answers[p.number].choices[query * KEPT];
    if (first !== null && first <= FIRST_REGION) {
      return `region ${data.answers[p.number].regions[FIRST_REGION - first]}`;
    }
    return first >= 0 && physical !== null && first !== null ? physical[first] : first;
  });
  return places.some((place) => place !== places[0]);
}

const viewer = (() => {
  // What the address keeps, so that a link shows the same: what is not named in it is as here.
  const USUAL = { predictor: 0, which: "all", item: -1, miss: -1, search: "", sort: null, columns: listing.USUAL };
  const FIELDS = ["predictor", "which", "item", "miss", "search"];
  const state = { ...USUAL, found: [], doubts: [], at: 0, listens: false };
  const control = {};
  const place = {};

  function build() {
    control.predictor = element("select", { id: "of-predictor" },
      predictors.map((p) => element("option", { value: p.number }, `${p.key}  ${p.label}`)));
    control.which = element("select", { id: "which" },
      Object.entries(WHICH).map(([name, { title }]) => element("option", { value: name }, title)));
    control.item = element("select", { id: "of-item" }, element("option", { value: -1 }, "every item"),
      data.items.names.map((name, item) => element("option", { value: item }, `${name} (${whole(data.items.queries[item])})`)));
    control.miss = element("select", { id: "of-miss" });
    control.search = element("input", { id: "search", type: "search", placeholder: data.dataset.conversations > 0 ? "id, item, scene, household, note or what was said" : "id, item, scene, household or note", autocomplete: "off", spellcheck: "false" });
    for (const [label, field] of [["Predictor", "predictor"], ["Show", "which"], ["Item", "item"], ["Kind of miss", "miss"], ["Search", "search"]]) {
      byId("filters").append(element("label", { class: "control" }, element("span", {}, label), control[field]));
      control[field].addEventListener("input", () => {
        const value = control[field].value;
        state[field] = typeof USUAL[field] === "number" ? Number(value) : value;
        filter(query());
      });
    }
    byId("filters").addEventListener("submit", (event) => event.preventDefault());

    listing.build({ sort, choose, address, go: (at) => {
      go(at);
      byId("viewer").scrollIntoView();
      (place.next.disabled ? place.back : place.next).focus({ preventScroll: true });
    }, noted: () => filter(query()) });
    place.position = element("p", { class: "position", "aria-live": "polite", id: "position" });
    place.back = element("button", { type: "button", id: "back", click: () => step(-1) }, "← Previous");
    place.next = element("button", { type: "button", id: "next", click: () => step(1) }, "Next →");
    place.link = element("a", { class: "link", id: "link" }, "Link to this query");
    place.scene = element("div", { class: "scene" });
    place.words = element("div", { class: "words" });
    place.body = element("div", { class: "viewed" }, place.scene, place.words);
    byId("viewer").append(
      element("div", { class: "stepper" }, place.back, place.next, place.position, place.link),
      element("p", { class: "hint keys" }, "Keys: ", element("kbd", {}, "←"), " ", element("kbd", {}, "→"), " step, ",
        element("kbd", {}, "Home"), " ", element("kbd", {}, "End"), " first and last, ", element("kbd", {}, "1"), " to ", element("kbd", {}, "9"), " choose a predictor, ",
        element("kbd", {}, "w"), " wrong only, ", element("kbd", {}, "d"), " disagreement, ", element("kbd", {}, "a"), " all, ", element("kbd", {}, "n"), " write a note."),
      place.body,
    );
    document.addEventListener("keydown", key);
    addEventListener("hashchange", follow);
    filter();
    follow();
    state.remembers = true;
  }

  /** The first click on a column sorts by it, the second turns it round, the third leaves the data's order. */
  function sort(name) {
    const { sort: before } = state;
    state.sort = before?.name !== name ? { name, turned: false } : before.turned ? null : { name, turned: true };
    filter(query());
    listing.top();
  }

  function choose(columns) {
    state.columns = columns;
    draw();
  }

  function query() {
    return state.found[state.at];
  }

  /** Finds the queries that fit; stays at one of them if it still fits. */
  function filter(stay) {
    const { keeps } = WHICH[state.which];
    const { words: wanted, fits, doubts } = listing.terms(state.search);
    const { ids, items, scenes, households, household_ids: homes } = data.queries;
    const talkedOf = wanted === "" ? new Set() : saidOf(wanted);
    state.found = [];
    state.doubts = doubts;
    nameMisses();
    for (let number = 0; number < ids.length; number++) {
      if ((state.item < 0 || items[number] === state.item) && hasMiss(number) && keeps(number, state.predictor) && fits(number, state.predictor)
        && (wanted === "" || talkedOf.has(number) || [ids[number], data.items.names[items[number]], data.scenes.ids[scenes[number]], homes[households[number]], notebook.of(number)]
          .some((name) => name.toLowerCase().includes(wanted)))) {
        state.found.push(number);
      }
    }
    if (state.sort !== null) {
      state.found = listing.sorted(state.found, state.sort, state.predictor);
    }
    state.at = Math.max(0, state.found.indexOf(stay));
    draw();
  }

  function hasMiss(number) {
    return state.miss < 0 || missesOf(state.predictor, number).some(([kind]) => kind === state.miss);
  }

  /** The kinds that anybody has, with how many the chosen predictor has of each. */
  function nameMisses() {
    control.miss.replaceChildren(element("option", { value: -1 }, "every kind"),
      ...MISSES.map((miss, kind) => ({ miss, kind })).filter(({ kind }) => kind === state.miss || predictors.some((p) => p.misses[kind][0] > 0))
        .map(({ miss, kind }) => element("option", { value: kind }, `${miss.title} (${counted(predictors[state.predictor].misses[kind][0])})`)));
    control.miss.value = state.miss;
  }

  function step(by) {
    go(state.at + by);
  }

  function go(to) {
    state.at = Math.max(0, Math.min(state.found.length - 1, to));
    draw();
  }

  function key(event) {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    // A table that scrolls sideways keeps its arrows.
    if (event.target.closest(".scroll") && event.key.startsWith("Arrow")) {
      return;
    }
    const inViewer = byId("queries").contains(event.target) || isInView(byId("viewer"));
    const actions = {
      ArrowRight: () => step(1), ArrowLeft: () => step(-1), Home: () => go(0), End: () => go(state.found.length),
      w: () => show({ which: "wrong" }), d: () => show({ which: "disagreement" }), a: () => show({ which: "all", miss: -1 }),
      n: () => byId("note")?.focus(),
    };
    const number = Number(event.key) - 1;
    if (inViewer && actions[event.key]) {
      actions[event.key]();
      event.preventDefault();
    } else if (inViewer && number >= 0 && number < predictors.length) {
      show({ predictor: number });
    }
  }

  function isInView(node) {
    const box = node.getBoundingClientRect();
    return box.top < innerHeight * 0.8 && box.bottom > innerHeight * 0.2;
  }

  /** Sets filters from elsewhere on the page. */
  function show(wanted) {
    const stay = query();
    Object.assign(state, wanted);
    fill();
    filter(stay);
    if ("item" in wanted) {
      byId("queries").scrollIntoView();
    }
  }

  function fill() {
    for (const field of FIELDS) {
      control[field].value = state[field];
    }
  }

  /** An address that shows this query, of the same choice in the same order. */
  function address(number) {
    const { predictor, which, item, miss, search, sort: by, columns } = state;
    return `#${[
      ["query", number === undefined ? "" : data.queries.ids[number]],
      ["predictor", predictor === USUAL.predictor ? "" : predictors[predictor].key],
      ["which", which === USUAL.which ? "" : which],
      ["item", item < 0 ? "" : data.items.names[item]],
      ["miss", miss < 0 ? "" : MISSES[miss].name],
      ["search", search],
      ["sort", by === null ? "" : (by.turned ? "-" : "") + by.name],
      ["columns", String(columns) === String(USUAL.columns) ? "" : columns.join(",")],
    ].filter(([, value]) => value !== "").map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
  }

  /** Keeps in the address what is shown, once nothing has changed for a moment: browsers allow no more. */
  function remember() {
    clearTimeout(state.later);
    if (state.remembers) {
      state.later = setTimeout(() => history.replaceState(null, "", address(query())), 200);
    }
  }

  /** Shows what the address names. */
  function follow() {
    const wanted = new Map(location.hash.slice(1).split("&").filter((part) => part.includes("="))
      .map((part) => [part.slice(0, part.indexOf("=")), decoded(part.slice(part.indexOf("=") + 1))]));
    if (!["query", "sort", "columns", ...FIELDS].some((name) => wanted.has(name))) {
      return;
    }
    const named = wanted.get("query");
    const number = data.queries.ids.indexOf(named);
    const by = wanted.get("sort") ?? "";
    const sorts = by.replace(/^-/, "");
    const columns = (wanted.get("columns") ?? "").split(",");
    Object.assign(state, USUAL, {
      predictor: Math.max(0, predictors.findIndex((p) => p.key === wanted.get("predictor"))),
      which: Object.hasOwn(WHICH, wanted.get("which") ?? "") ? wanted.get("which") : USUAL.which,
      item: data.items.names.indexOf(wanted.get("item")),
      miss: MISSES.findIndex(({ name }) => name === wanted.get("miss")),
      search: wanted.get("search") ?? "",
      sort: listing.columnNamed(sorts) ? { name: sorts, turned: by !== sorts } : null,
      columns: wanted.has("columns") ? listing.all().filter((name) => name === "query" || columns.includes(name)) : USUAL.columns,
    });
    filter(number);
    if (number >= 0 && query() !== number) {
      Object.assign(state, { which: USUAL.which, item: USUAL.item, miss: USUAL.miss, search: USUAL.search });
      filter(number);
    }
    fill();
    byId(number < 0 ? "queries" : "viewer").scrollIntoView();
  }

  function decoded(words) {
    try {
      return decodeURIComponent(words);
    } catch {
      return words; // not encoded: taken as it is
    }
  }

  function draw() {
    const count = state.found.length;
    listing.draw(state);
    remember();
    place.back.disabled = state.at === 0;
    place.next.disabled = state.at >= count - 1;
    place.link.hidden = count === 0;
    if (count === 0) {
      place.position.textContent = "No query fits.";
      place.scene.replaceChildren();
      place.words.replaceChildren();
      return;
    }
    const number = query();
    place.position.textContent = `${whole(state.at + 1)} of ${whole(count)}: ${data.items.names[data.queries.items[number]]}`;
    place.link.setAttribute("href", address(number));
    place.scene.replaceChildren(picture(number, state.predictor), marks());
    place.words.replaceChildren(...words(number, state.predictor));
  }

  function marks() {
    return element("ul", { class: "marks", "aria-hidden": "true" },
      element("li", {}, element("i", { class: "mark truth" }), "truth"),
      element("li", {}, element("i", { class: "mark first" }), `first of ${predictors[state.predictor].key}`),
      element("li", {}, element("i", { class: "mark next" }), "its second and third"),
      element("li", {}, "letters: who opens it first"),
      element("li", {}, "●: votes of people"),
      knownOf(query(), state.predictor).length === 0 ? null : element("li", {}, element("span", { class: "known" }, "blue"), ": what is known"));
  }

  function words(number, chosen) {
    const { ids, items, scenes, households, household_ids: homes, truths, votes } = data.queries;
    const facts = [
      ["Truth", truths[number].map((truth) => answerName(truth) + (truth >= 0 ? calledOf(number, truth) : "")).join(" or ")],
      [predictors[chosen].known === undefined && data.dataset.known_of_at_least > 0 ? "Known to other runs" : "Known", knownInWords(number, chosen)],
      ["People", votesInWords(votes[number])],
      ["Query", ids[number]],
      ["Scene", data.scenes.ids[scenes[number]] + (data.scenes.rooms[scenes[number]] ? `, ${data.scenes.rooms[scenes[number]]}` : "")],
      ["Household", homes[households[number]]],
    ].filter(([, value]) => value !== "");
    return [
      element("h3", {}, data.items.names[items[number]],
        data.dataset.simulated ? element("span", { class: "simulated" }, "simulated") : null),
      element("dl", { class: "facts" }, facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
      noteOn(number),
      element("ul", { class: "answers" }, predictors.map((p) => answer(p, number, p.number === chosen))),
    ];
  }

  function noteOn(number) {
    const field = element("textarea", { id: "note", rows: 2, maxlength: notebook.LONGEST, spellcheck: "false" });
    field.value = notebook.of(number);
    field.addEventListener("input", () => {
      notebook.write(number, field.value);
      listing.draw(state);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        place.next.focus();
      }
    });
    return element("label", { class: "note-on" }, "Note on this query", field);
  }

  /** A container's name, else its type. */
  function calledOf(number, container) {
    const scene = data.queries.scenes[number];
    const called = data.scenes.names[scene][container] ?? data.scenes.types[scene][container] ?? null;
    return called === null ? "" : `, ${called}`;
  }

  function knownInWords(number, chosen) {
    return knownOf(number, chosen).map(({ item, where }) => `${item}: ${where === NOT_HERE ? "not here" : where}`).join("; ");
  }

  function votesInWords(votes) {
    const parts = [];
    for (let i = 0; i < votes.length; i += 2) {
      parts.push(`${votes[i + 1]} × ${answerName(votes[i])}`);
    }
    return parts.join(", ");
  }

  function answer(predictor, number, chosen) {
    const own = data.answers[predictor.number];
    const first = choices(predictor.number, number);
    const right = own.correct[number];
    const [mark, verdict] = right === 1 ? ["✓", "right"] : right > 0 ? ["≈", `right in ${percent(right)} of orders`] : ["✗", first.length === 0 ? "no answer" : "wrong"];
    const score = own.scores[number];
    const rank = own.ranks[number];
    const kinds = missesOf(predictor.number, number).filter(([kind]) => MISSES[kind].name !== "no_answer");
    const details = [
      ...(kinds.length === 0 ? [] : [kinds.map(([kind, share]) => MISSES[kind].title + (share < 1 ? ` ${percent(share)}` : "")).join(", ")]),
      ...(first.length > 1 ? [`then ${first.slice(1).map(short).join(", ")}`] : []),
      rank === null ? "truth not ranked" : `truth ranked ${Number.isInteger(rank) ? rank : rank.toFixed(1)}`,
      openingsInWords(own.openings[number]),
    ];
    const said = own.words[number];
    const failed = own.errors[number];
    return element("li", { class: chosen ? "answer chosen" : "answer" },
      element("button", { type: "button", "aria-pressed": String(chosen), click: () => show({ predictor: predictor.number }) },
        named(predictor),
        element("span", { class: right === 1 ? "verdict right" : "verdict" }, `${mark} `, element("span", { class: "unseen" }, verdict)),
        element("span", { class: "choice" }, first.length === 0 ? "no answer" : answerName(first[0]) + (data.scenes.undrawn[data.queries.scenes[number]].includes(first[0]) ? calledOf(number, first[0]) : "") + (score === null ? "" : `, ${percent(score)}`)),
        element("span", { class: "detail" }, details.join("; "))),
      failed === null ? null : element("p", { class: "rationale failed" }, text(failed)),
      said === null ? null : element("p", { class: "rationale" }, text(said)),
      talk(conversation(predictor.number, number)));
  }

  /** What was said, folded; open for all queries once it was opened for one. */
  function talk(turns) {
    if (turns === null) {
      return null;
    }
    if (turns.length === 0) {
      return element("p", { class: "rationale" }, "The conversation had no room in this file.");
    }
    const folded = element("details", { class: "talk", open: state.listens },
      element("summary", {}, `conversation: ${plural(turns.length, "turn")}`),
      turns.some(({ speaker }) => speaker === "question")
        ? element("p", { class: "counts" }, "Prompts of noam and vision number containers from 1, this page from 0: 12 in a prompt or a reply is container 11.")
        : null,
      turns.map(({ speaker, note, text: words }) => element("div", { class: `turn ${speaker.replaceAll(" ", "-")}` },
        element("p", { class: "speaker" }, element("strong", {}, speaker), note === "" ? "" : ` ${note}`),
        element("pre", { tabindex: 0 }, words))));
    folded.addEventListener("toggle", () => {
      state.listens = folded.open;
    });
    return folded;
  }

  function openingsInWords(openings) {
    return Number.isInteger(openings) ? plural(openings, "opening") : `${fixed(openings, 1)} openings`;
  }

  function short(choice) {
    return choice < NOT_HERE ? "a region" : choice === NOT_HERE ? "not here" : String(choice);
  }

  return { build, show };
})();

// The picture of a scene.

function picture(number, chosen) {
  const scene = data.queries.scenes[number];
  const containers = data.scenes.containers[scene];
  const frame = frameOf(scene);
  const unit = Math.max(frame.width, frame.height) / 100;
  const truths = data.queries.truths[number];
  const ranked = choices(chosen, number);
  const own = data.answers[chosen];
  const item = data.items.names[data.queries.items[number]];
  const drawing = svg("svg", {
    viewBox: `0 0 ${frame.width} ${frame.height}`, role: "img",
    "aria-label": `Scene with ${plural(containers.length, "container")}. ${item}: truth ${truths.map(answerName).join(" or ")}; ${predictors[chosen].label} says ${answerName(ranked[0] ?? null)}.`,
  });
  const photo = data.scenes.photos[scene];
  drawing.append(svg("rect", { class: "room", width: frame.width, height: frame.height }));
  if (photo) {
    drawing.append(svg("image", { href: photo, width: frame.width, height: frame.photo, preserveAspectRatio: "none" }));
    drawing.classList.add("photo");
  }
  const countertop = data.scenes.countertops[scene];
  if (countertop) {
    drawing.append(outline("countertop", countertop, unit));
  }
  const anchors = data.scenes.anchors[scene];
  anchors.forEach(([, region]) => drawing.append(outline("anchor", region, unit)));
  containers.forEach((region, id) => {
    const rank = ranked.indexOf(id);
    const look = ["container", rank === 0 ? "first" : rank > 0 ? "next" : "", truths.includes(id) ? "truth" : ""].join(" ");
    drawing.append(outline(look, region, unit));
  });
  // The truth's outline once more on top, where a neighbour would hide it.
  truths.filter((truth) => truth >= 0).forEach((truth) => drawing.append(outline("truth line", containers[truth], unit)));
  ranked.filter((choice) => choice <= FIRST_REGION).forEach((choice, place) =>
    drawing.append(outline(place === 0 ? "drawn first" : "drawn", own.regions[FIRST_REGION - choice], unit)));
  const words = [...anchors.map(([, , place]) => ["anchor-name", place]), ...data.scenes.labels[scene].map((place) => ["number", place])];
  drawing.append(...words.flatMap(([, place]) => leader(place)));
  drawing.append(...words.map(([look, [text, x, y, size]]) => label(look, x, y, size, text)));
  const votes = new Map();
  for (let i = 0; i < data.queries.votes[number].length; i += 2) {
    votes.set(data.queries.votes[number][i], data.queries.votes[number][i + 1]);
  }
  const taken = words.map(([, place]) => boxOf(place));
  containers.forEach((region, id) => drawing.append(...notes(id, number, chosen, votes.get(id) ?? 0, unit, frame, taken)));
  return drawing;
}

function frameOf(scene) {
  const [width, height, photo] = data.scenes.frames[scene];
  return { width, height, photo };
}

/** What a run knew of the household, as item and where: the first items of what the run knows that knows most. */
function knownOf(query, chosen) {
  const known = data.queries.known[query];
  const most = predictors[chosen].known ?? Infinity;
  const placements = [];
  for (let i = 0; i < known.length; i += 3) {
    if (known[i + 2] < most) {
      placements.push({ item: data.queries.known_items[known[i]], where: known[i + 1] });
    }
  }
  return placements;
}

/** As much of a line as there is room for in the smallest letters. */
function cut(line, width, unit) {
  const characters = [...line];
  const fits = Math.max(2, Math.floor(width / (0.7 * 1.2 * unit)));
  return characters.length <= fits ? line : `${characters.slice(0, fits - 1).join("")}…`;
}

function outline(look, region, unit) {
  return region.length === 2
    ? svg("circle", { class: look, cx: region[0], cy: region[1], r: unit * 0.5 })
    : svg(region.length === 4 ? "polyline" : "polygon", { class: look, points: region.join(" ") });
}

/** The line from words that stand beside what they name. */
function leader([, , , , x, y, toX, toY]) {
  return x === undefined ? [] : [svg("path", { class: "leader", d: `M${x} ${y}L${toX} ${toY}` }), svg("path", { class: "dot", d: `M${toX} ${toY}h0` })];
}

/** How much room words take, at most. */
function boxOf([words, x, y, size]) {
  const half = [...words].length * 0.36 * size;
  return { left: x - half, right: x + half, top: y - 0.9 * size, bottom: y + 0.25 * size };
}

/** What is known to be in a container, who opens it first, and the votes for it: near its number, where nothing stands. */
function notes(id, number, chosen, votes, unit, frame, taken) {
  const openers = predictors.filter((p) => data.answers[p.number].choices[number * KEPT] === id).map((p) => p.key).join("");
  const known = knownOf(number, chosen).filter(({ where }) => where === id).map(({ item }) => item).join(", ");
  const [, x, y, size] = data.scenes.labels[data.queries.scenes[number]][id];
  const letters = Math.max(1.2 * unit, 0.8 * size);
  return [["known", cut(known, 16 * unit, unit)], ["openers", openers], ["votes", "●".repeat(Math.min(6, votes))]]
    .filter(([, words]) => words !== "")
    .map(([look, words]) => {
      const half = [...words].length * 0.36 * letters;
      const own = boxOf(data.scenes.labels[data.queries.scenes[number]][id]);
      const aside = (own.right - own.left) / 2 + half;
      const spots = [0, 1, 2, 3, 4].flatMap((away) => {
        const row = (away + 1) * 1.2 * letters;
        return [[0, row], [0, -row - size + letters], [aside, away * letters], [-aside, away * letters], [aside, -away * letters], [-aside, -away * letters], [aside, row], [-aside, row]];
      }).map(([dx, dy]) => [words, Math.max(half, Math.min(frame.width - half, x + dx)), Math.max(letters, Math.min(frame.height - 0.3 * letters, y + dy)), letters]);
      const spot = spots.find((place) => !taken.some((other) => overlap(boxOf(place), other))) ?? spots[0];
      taken.push(boxOf(spot));
      return label(look, spot[1], spot[2], letters, words);
    });
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function label(look, x, y, size, words) {
  return svg("text", { class: look, x: Math.round(x), y: Math.round(y), "font-size": size.toFixed(1) }, words);
}
