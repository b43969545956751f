// Notes on queries. They belong to the data, not to the runs: another report over the same data has them too. The
// browser keeps them, as far as it may; a file takes them elsewhere.

const notebook = (() => {
  const PLACE = `stowbench notes ${data.dataset.id} ${data.dataset.checksum}`;
  const LONGEST = 5000;
  let all = new Map();
  let kept = true;

  function keep() {
    try {
      localStorage.setItem(PLACE, JSON.stringify(Object.fromEntries(all)));
      kept = true;
    } catch {
      kept = false; // no room, or not allowed
    }
  }

  try {
    const found = JSON.parse(localStorage.getItem(PLACE) ?? "{}");
    all = new Map(Object.entries(found).filter(([, note]) => typeof note === "string"));
  } catch {
    kept = false;
  }

  /** The note on a query, or nothing. */
  function of(query) {
    return all.get(data.queries.ids[query]) ?? "";
  }

  function write(query, note) {
    const words = note.slice(0, LONGEST);
    if (words.trim() === "") {
      all.delete(data.queries.ids[query]);
    } else {
      all.set(data.queries.ids[query], words);
    }
    keep();
  }

  function file() {
    return `${JSON.stringify({
      format: "stowbench-notes", version: 1, dataset: data.dataset.id, checksum: data.dataset.checksum,
      notes: data.queries.ids.map((id, query) => ({ query: id, item: data.items.names[data.queries.items[query]], note: all.get(id) }))
        .filter(({ note }) => note !== undefined),
    }, null, 2)}\n`;
  }

  /** Adds the notes of a file to those that are there; says what came of it. */
  function add(words) {
    let json = null;
    try {
      json = JSON.parse(words);
    } catch {
      // Said below.
    }
    if (json?.format !== "stowbench-notes" || json.version !== 1 || !Array.isArray(json.notes)) {
      return "This is no file of notes: it must be one that “Save notes” wrote.";
    }
    if (json.dataset !== data.dataset.id || json.checksum !== data.dataset.checksum) {
      return `These notes are on ${shortened(String(json.dataset), 80)}, or on other data of that name: nothing was added.`;
    }
    const ids = new Set(data.queries.ids);
    let added = 0;
    let unknown = 0;
    for (const one of json.notes) {
      const [query, note] = [one?.query, one?.note];
      if (typeof note !== "string" || !ids.has(query)) {
        unknown++;
        continue;
      }
      const own = all.get(query) ?? "";
      if (!own.includes(note)) {
        all.set(query, (own === "" ? note : `${own}\n${note}`).slice(0, LONGEST));
        added++;
      }
    }
    keep();
    const left = json.notes.length - added - unknown;
    return [`${plural(added, "note")} added`, left > 0 ? `${whole(left)} were here` : "", unknown > 0 ? `${whole(unknown)} on queries that are not in this page left out` : ""]
      .filter((part) => part !== "").join(", ") + ".";
  }

  return { of, write, file, add, LONGEST, count: () => data.queries.ids.filter((id) => all.has(id)).length, isKept: () => kept };
})();

/** Gives a text to the browser as a file. */
function save(name, type, words) {
  const address = URL.createObjectURL(new Blob([words], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** The page's data by a name that files may have. */
function fileName(what) {
  return `${data.dataset.id.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^-+|-+$/g, "")}-${what}`;
}

// What a spreadsheet would run gets an apostrophe before it, as in all tables of Stowbench.
const GUARDED = /^[\p{Zs}\u2028\u2029\u200b\ufeff]*[=+\-@\t\r\n'\uff1d\uff0b\uff0d\uff20]/u;

// And what would steer a terminal is written in its number.
const STEERS = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu;

function plain(text) {
  return text.replace(STEERS, (character) => [...Array(character.length).keys()].map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""));
}

function csv(rows) {
  return rows.map((row) => row.map((cell) => {
    const text = typeof cell === "number" ? String(cell) : plain(String(cell ?? ""));
    const words = typeof cell !== "number" && GUARDED.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(words) ? `"${words.replaceAll("\"", "\"\"")}"` : words;
  }).join(",") + "\n").join("");
}
