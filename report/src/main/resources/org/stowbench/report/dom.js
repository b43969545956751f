// Building the document. All text enters it as text nodes: names, file names and rationales are
// hostile input, and nothing in them may become an element.

function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      node.addEventListener(name, value);
    } else if (value === true) {
      node.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null));
  return node;
}

function byId(id) {
  return document.getElementById(id);
}

/** The letter of a predictor on its colour. */
function keyOf(predictor) {
  const key = element("span", { class: predictor.number < COLOURS ? `key c${predictor.number}` : "key more" }, predictor.key);
  key.style.setProperty("--hue", hueOf(predictor.number));
  return key;
}

/** A predictor's letter and name, as short as tells it apart; the whole name on touch. */
function named(predictor) {
  return element("span", { class: "named", title: predictor.label }, keyOf(predictor), element("span", {}, predictor.short));
}

// Of the style sheet; whoever comes after them has a hue of its own, far from the one before.
const COLOURS = 8;

function hueOf(number) {
  return Math.round((number * 137.508) % 360);
}

