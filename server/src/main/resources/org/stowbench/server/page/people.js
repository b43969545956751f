"use strict";

// What the pages share on which people answer and draw. Every text that comes from outside is set as
// text, never as markup.

const byId = (id) => document.getElementById(id);
const sleep = (time) => new Promise((soon) => setTimeout(soon, time));

// Where one is, and the token, stand behind the # of the address, which no server is told: a link, or a
// reload, leads back to the same place.
const place = new URLSearchParams(location.hash.slice(1));

function remember(key, value) {
  place.set(key, value);
  history.replaceState(null, "", "#" + place);
}

function make(name, attributes = {}, text) {
  const element = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

// Of what is written from right to left, or turns the direction.
const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]|\ud83b|[\ud802\ud803\ud83a]/;

/** A name within a sentence, whose direction stays its own: the words behind it stay in their order. */
function isolated(name) {
  const text = String(name);
  return TURNS.test(text) ? `\u2068${text.replace(/[\u2066-\u2069]/g, "")}\u2069` : text;
}

function fetchWithToken(path, options = {}) {
  const token = place.get("token");
  const headers = token ? { ...options.headers, Authorization: `Bearer ${token}` } : options.headers;
  return fetch(path, { ...options, headers });
}

/** How a value is posted. */
function postOf(value) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
}
