// The table of the queries that fit: its columns, its order, its pages.

const listing = (() => {
  const ROWS = 10;
  const place = {};
  let page = 0;
  let follows = null;
  let act = null;

  const idOf = (q) => data.queries.ids[q];
  const sceneOf = (q) => data.queries.scenes[q];
  const answersOf = (p) => data.answers[p];

  /** All columns. value: what is saved, null for none; by: what is sorted by, cell: what is shown, where that is not the value. */
  const COLUMNS = [
    { name: "query", title: "query", value: idOf },
    { name: "item", title: "item", value: (q) => data.items.names[data.queries.items[q]] },
    { name: "scene", title: "scene", value: (q) => data.scenes.ids[sceneOf(q)] },
    { name: "household", title: "household", value: (q) => data.queries.household_ids[data.queries.households[q]] },
    { name: "room", title: "room", value: (q) => data.scenes.rooms[sceneOf(q)] },
    { name: "candidates", title: "candidates", number: true, says: "containers in the scene", value: (q) => data.scenes.containers[sceneOf(q)].length },
    { name: "truth", title: "truth", value: (q) => data.queries.truths[q].map(answerName).join(" or "), by: (q) => data.queries.truths[q][0] },
    { name: "answer", title: "answer", says: "the chosen predictor's first", own: true, value: (q, p) => answerName(choices(p, q)[0] ?? null), by: (q, p) => choices(p, q)[0] ?? null },
    { name: "right", title: "right", says: "whether the chosen predictor's first answer is right; of answers liked equally, how often", number: true, own: true,
      value: (q, p) => answersOf(p).correct[q], cell: (q, p) => ({ 0: "✗", 1: "✓" })[answersOf(p).correct[q]] ?? percent(answersOf(p).correct[q]) },
    { name: "miss", title: "kind of miss", says: "of the chosen predictor", own: true, value: (q, p) => missesOf(p, q).map(([kind]) => MISSES[kind].title).join(" or ") || null },
    { name: "probability", title: "probability", says: "of the chosen predictor's first answer", number: true, own: true,
      value: (q, p) => answersOf(p).scores[q], cell: (q, p) => percent(answersOf(p).scores[q]) },
    { name: "rank", title: "rank", says: "of the truth, by the chosen predictor", number: true, lower: true, own: true, value: (q, p) => answersOf(p).ranks[q], cell: (q, p) => short(answersOf(p).ranks[q]) },
    { name: "openings", title: "openings", says: "of the chosen predictor", number: true, own: true, value: (q, p) => answersOf(p).openings[q], cell: (q, p) => short(answersOf(p).openings[q]) },
    { name: "right_by", title: `right by, of ${predictors.length}`, says: "how many predictors' first answers are right", number: true, lower: true, value: (q) => predictors.filter((p) => isRight(p.number, q)).length },
    { name: "note", title: "note", value: (q) => notebook.of(q) || null },
    ...predictors.map((p) => ({ name: p.key, title: p.label, says: `what ${p.label} answered first`, head: keyOf(p), value: (q) => mark(p.number, q) })),
  ].filter(({ name }) => name !== "room" || data.scenes.rooms.some((room) => room !== null));

  const USUAL = ["query", "item", "truth", "answer", "miss", "rank", "right_by", "note"].filter((name) => name !== "right_by" || predictors.length > 1);

  function short(number) {
    return number === null ? DASH : Number.isInteger(number) ? String(number) : number.toFixed(1);
  }

  /** The first answer, and whether it is right or what kind of miss. */
  function mark(p, q) {
    const first = choices(p, q)[0];
    const kinds = missesOf(p, q).map(([kind]) => MISSES[kind].title).join(" or ");
    return first === undefined ? kinds : isRight(p, q) ? `✓ ${answerName(first)}` : `${answerName(first)}: ${kinds}`;
  }

  function columnNamed(name) {
    return COLUMNS.find((column) => column.name === name);
  }

  /** As people type it. */
  function columnCalled(name) {
    return columnNamed(name) ?? COLUMNS.find((column) => column.name.toLowerCase() === name.toLowerCase());
  }

  /** act: what the table asks for: {sort(name), choose(names), go(at), address(query)}. */
  function build(wanted) {
    act = wanted;
    place.boxes = COLUMNS.filter(({ name }) => name !== "query").map((column) => {
      const box = element("input", { type: "checkbox", value: column.name, change: () =>
        act.choose(COLUMNS.map(({ name }) => name).filter((name) => name === "query" || place.boxes.find((other) => other.value === name).checked)) });
      return box;
    });
    place.table = element("div");
    place.back = element("button", { type: "button", id: "page-back", click: () => turn(-1) }, "← Page");
    place.next = element("button", { type: "button", id: "page-next", click: () => turn(1) }, "Page →");
    place.rows = element("p", { class: "position", id: "rows", "aria-live": "polite" });
    place.said = element("p", { class: "hint", role: "status", id: "notes-said" });
    const file = element("input", { type: "file", id: "notes-file", class: "unseen", accept: ".json,application/json", tabindex: -1, "aria-label": "File of notes" });
    file.addEventListener("change", async () => {
      if (file.files.length > 0) {
        const said = notebook.add(await file.files[0].text());
        file.value = "";
        act.noted();
        say(said);
      }
    });
    byId("listing").append(
      element("details", { class: "behind columns" }, element("summary", {}, "Columns"),
        element("p", { class: "hint" }, "The search asks columns too, by these names: ", element("code", {}, "rank>3"), ", ", element("code", {}, "right_by=0"), ", ", element("code", {}, "truth:\"not here\""), "."),
        element("div", { class: "boxes" }, place.boxes.map((box) => element("label", {}, box, ` ${columnNamed(box.value).title}`, columnNamed(box.value).title === box.value ? "" : element("code", {}, ` ${box.value}`))))),
      place.table,
      element("div", { class: "stepper" }, place.back, place.next, place.rows,
        element("button", { type: "button", id: "save-table", click: () => save(fileName("queries.csv"), "text/csv", asCsv()) }, "Save table"),
        element("button", { type: "button", id: "save-notes", click: () => save(fileName("notes.json"), "application/json", notebook.file()) }, "Save notes"),
        element("button", { type: "button", id: "load-notes", click: () => file.click() }, "Load notes"), file),
      place.said,
    );

    function asCsv() {
      const { found, predictor } = follows;
      const names = COLUMNS.map(({ name, title }) => (predictors.some((p) => p.key === name) ? title : name));
      return csv([["predictor", ...names], ...found.map((q) => [predictors[predictor].label, ...COLUMNS.map(({ value }) => value(q, predictor))])]);
    }
  }

  function say(words) {
    place.said.textContent = words;
  }

  function top() {
    page = 0;
    drawRows();
  }

  function turn(by) {
    page = Math.max(0, Math.min(Math.ceil(follows.found.length / ROWS) - 1, page + by));
    drawRows();
  }

  /** Puts queries into the order of a column; those that are alike stay as they were. */
  function sorted(found, { name, turned }, predictor) {
    const column = columnNamed(name);
    const up = isAscending(column) !== turned;
    const rows = found.map((q, number) => ({ q, number, key: (column.by ?? column.value)(q, predictor) }));
    rows.sort((a, b) => {
      if (a.key === null || b.key === null) {
        return (a.key === null) - (b.key === null) || a.number - b.number;
      }
      const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (up ? order : -order) || a.number - b.number;
    });
    return rows.map(({ q }) => q);
  }

  // A quote that is still being typed reaches to the end.
  const TERM = /(?:^|\s)([A-Za-z_]+)(?:\s*(>=|<=|[=<>])\s*|(:))(?:"([^"]*)(?:"|$)|(\S+))/g;

  /**
   * What a search asks of columns, such as rank>3 or item:"pie dish", and the words that are left.
   * A colon asks for a part of what the column says, = for all of it; < and > compare numbers.
   * doubts: what may be why nothing fits.
   */
  function terms(search) {
    const tests = [];
    const doubts = [];
    const words = search.replaceAll(TERM, (term, name, compares, colon, quoted, plainly) => {
      const column = columnCalled(name);
      const sign = compares ?? colon;
      if (!column) {
        doubts.push(`There is no column “${shortened(name, 40)}”: their names stand in Columns.`);
        return term;
      }
      const wanted = (quoted ?? plainly).toLowerCase();
      const number = Number(wanted);
      if (/[<>]/.test(sign) && (Number.isNaN(number) || !column.number)) {
        doubts.push(Number.isNaN(number) ? `“${shortened(wanted, 40)}” is no number.` : `“${column.name}” holds no numbers.`);
      }
      tests.push((q, p) => {
        const value = column.value(q, p);
        const said = String(value ?? "").toLowerCase();
        switch (sign) {
          case ":": return said.includes(wanted);
          case "=": return said === wanted || (typeof value === "number" && value === number);
          default: return typeof value === "number" && (sign.startsWith("<") ? value < number : value > number) || (sign.length === 2 && value === number);
        }
      });
      return " ";
    });
    return { words: words.trim().toLowerCase(), fits: (q, p) => tests.every((test) => test(q, p)), doubts };
  }

  /** Shows queries. state: {found, doubts, at, predictor, sort, columns}. */
  function draw(state) {
    follows = state;
    page = Math.floor(Math.max(0, state.at) / ROWS);
    for (const box of place.boxes) {
      box.checked = state.columns.includes(box.value);
    }
    drawRows();
  }

  function drawRows() {
    const { found, at, predictor, sort, columns } = follows;
    const from = page * ROWS;
    const rows = found.slice(from, from + ROWS);
    const shown = COLUMNS.filter(({ name }) => columns.includes(name));
    const drawn = table(`Queries that fit, with what ${predictors[predictor].label} answered`,
      shown.map((column) => ({ ...column, head: element("button", { type: "button", title: column.says, click: () => act.sort(column.name) },
        column.head ? [column.head.cloneNode(true), element("span", { class: "unseen" }, ` ${column.title}`)] : column.own ? [column.title, " of ", predictors[predictor].key] : column.title) })),
      rows.map((q, row) => shown.map((column) => (column.name === "query"
        ? element("a", { class: "long", href: act.address(q), click: (event) => follow(event, from + row) }, idOf(q))
        : element("span", { class: "long" }, column.cell ? column.cell(q, predictor) : String(column.value(q, predictor) ?? DASH))))));
    const number = sort === null ? -1 : shown.findIndex(({ name }) => name === sort.name);
    if (number >= 0) {
      drawn.querySelectorAll("thead th")[number].setAttribute("aria-sort", isAscending(shown[number]) !== sort.turned ? "ascending" : "descending");
    }
    if (at >= from && at < from + rows.length) {
      drawn.querySelectorAll("tbody tr")[at - from].setAttribute("aria-current", "true");
    }
    const focused = place.table.contains(document.activeElement) ? document.activeElement.closest("th")?.cellIndex ?? null : null;
    const scrolled = place.table.firstChild?.scrollLeft ?? 0;
    place.table.replaceChildren(drawn);
    drawn.scrollLeft = scrolled;
    if (focused !== null) {
      drawn.querySelectorAll("thead button")[focused]?.focus();
    }
    place.back.disabled = page === 0;
    place.next.disabled = from + ROWS >= found.length;
    place.rows.textContent = found.length === 0 ? ["No query fits.", ...follows.doubts].join(" ") : `${whole(from + 1)} to ${whole(from + rows.length)} of ${plural(found.length, "query", "queries")}`;
    byId("save-notes").disabled = notebook.count() === 0;
    say(notebook.isKept() ? "" : "This browser keeps nothing for this page: save the notes before you close it.");
  }

  /** A click shows the query below; with a key held, the browser does what it does with links. */
  function follow(event, at) {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      act.go(at);
    }
  }

  return { build, draw, top, sorted, terms, USUAL, columnNamed, say, all: () => COLUMNS.map(({ name }) => name) };
})();
