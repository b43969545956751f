// A planner for Stowbench, to copy and edit: change rank(), keep the rest.
//
// It guesses that an item is in the largest container. C++17, no libraries. What is said on
// standard output is the protocol, so messages for people go to standard error.
//
//   g++ -O2 -std=c++17 -o planner planner.cpp

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iostream>
#include <limits>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

// ---- Your part ---------------------------------------------------------------------------------

struct Container {
  int id;
  int physical;  // candidates that are the same thing in the kitchen have the same number
  double area;   // square pixels; 0 where nobody drew it in a photo
  bool opens;    // false for a candidate that cannot be opened, such as a single point
};

struct Place {
  int container;  // a container's id, or NOT_HERE
  double score;   // finite; larger is likelier
};

constexpr int NOT_HERE = -1;

// What is not wanted is not sent. Also: regions, anchors, photo.
const char* const HELLO =
    R"({"type":"hello","protocol":1,"name":"largest, in C++","version":"1",)"
    R"("wants":["descriptions"],"modes":["rank","search"]})";

// Says where the item may be, likeliest first.
std::vector<Place> rank(const std::string& /*item*/, std::vector<Container> containers) {
  std::stable_sort(containers.begin(), containers.end(),
                   [](const Container& a, const Container& b) { return a.area > b.area; });
  std::vector<Place> ranking;
  for (const Container& container : containers) ranking.push_back({container.id, container.area});
  ranking.push_back({NOT_HERE, 0});
  return ranking;
}

// ---- Reading JSON ------------------------------------------------------------------------------

// A JSON value: a text, a number, a list of values, or an object of named values.
struct Json {
  enum Kind { NOTHING, YES_OR_NO, NUMBER, TEXT, LIST, OBJECT } kind = NOTHING;
  double number = 0;
  std::string text;
  std::vector<std::string> names;  // of an object's values
  std::vector<Json> values;

  // An object's field; nothing where it has none of that name.
  const Json& operator[](const std::string& name) const {
    static const Json missing;
    for (std::size_t i = 0; i < names.size(); i++) {
      if (names[i] == name) return values[i];
    }
    return missing;
  }

  const Json& expect(Kind wanted, const char* what) const {
    if (kind != wanted) throw std::runtime_error(std::string("expected ") + what);
    return *this;
  }

  int integer() const {
    expect(NUMBER, "a whole number");
    if (!(std::abs(number) <= 1e9) || number != std::floor(number)) {
      throw std::runtime_error("expected a whole number");
    }
    return static_cast<int>(number);
  }
};

class Reader {
 public:
  explicit Reader(const std::string& line) : at(line.data()), end(at + line.size()) {}

  Json document() {
    Json value = read(0);
    peek();
    if (at < end) fail("something follows the value");
    return value;
  }

 private:
  static constexpr int DEEPEST = 64;  // nobody can exhaust our stack

  const char* at;
  const char* end;

  [[noreturn]] static void fail(const char* why) {
    throw std::runtime_error(std::string("not JSON: ") + why);
  }

  // The next character that is no space; 0 at the end.
  char peek() {
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n')) at++;
    return at < end ? *at : '\0';
  }

  bool skip(char c) {
    if (peek() != c) return false;
    at++;
    return true;
  }

  Json read(int depth) {
    if (depth > DEEPEST) fail("too deep");
    Json value;
    switch (peek()) {
      case '{':
      case '[':
        readAll(value, depth);
        break;
      case '"':
        value.kind = Json::TEXT;
        value.text = readText();
        break;
      case 't':
        word("true");
        value.kind = Json::YES_OR_NO;
        value.number = 1;
        break;
      case 'f':
        word("false");
        value.kind = Json::YES_OR_NO;
        break;
      case 'n':
        word("null");
        break;
      default:
        value.kind = Json::NUMBER;
        value.number = readNumber();
    }
    return value;
  }

  void readAll(Json& value, int depth) {
    value.kind = skip('{') ? Json::OBJECT : Json::LIST;
    if (value.kind == Json::LIST) skip('[');
    const char close = value.kind == Json::OBJECT ? '}' : ']';
    if (skip(close)) return;
    do {
      if (value.kind == Json::OBJECT) {
        if (peek() != '"') fail("expected a name");
        value.names.push_back(readText());
        if (!skip(':')) fail("expected a colon");
      }
      value.values.push_back(read(depth + 1));
    } while (skip(','));
    if (!skip(close)) fail("expected a comma or the end");
  }

  void word(const std::string& expected) {
    if (std::string(at, std::min(end, at + expected.size())) != expected) fail("unknown word");
    at += expected.size();
  }

  // The nearest double, whatever the locale; what no double can hold is infinite.
  double readNumber() {
    double number = 0;
    const auto [after, error] = std::from_chars(at, end, number);
    if (error == std::errc::result_out_of_range) {
      number = std::numeric_limits<double>::infinity();
    } else if (error != std::errc() || !std::isfinite(number)) {
      fail("expected a value");
    }
    at = after;
    return number;
  }

  std::string readText() {
    std::string text;
    for (at++; at < end && *at != '"'; at++) {
      if (*at != '\\') {
        text += *at;
        continue;
      }
      if (++at == end) break;
      switch (*at) {
        case 'b': text += '\b'; break;
        case 'f': text += '\f'; break;
        case 'n': text += '\n'; break;
        case 'r': text += '\r'; break;
        case 't': text += '\t'; break;
        case 'u': append(text, readCharacter()); break;
        default: text += *at;
      }
    }
    if (at == end) fail("a text without an end");
    at++;
    return text;
  }

  // Four hexadecimal digits after \u; leaves off at the last of them.
  unsigned readUnit() {
    unsigned unit = 0;
    if (end - at < 5) fail("expected four digits after \\u");
    const auto [after, error] = std::from_chars(at + 1, at + 5, unit, 16);
    if (error != std::errc() || after != at + 5) fail("expected four digits after \\u");
    at += 4;
    return unit;
  }

  // A character, which may be written as two units; half of one becomes U+FFFD.
  unsigned readCharacter() {
    const unsigned unit = readUnit();
    if (unit < 0xD800 || unit > 0xDFFF) return unit;
    if (unit < 0xDC00 && end - at > 6 && at[1] == '\\' && at[2] == 'u') {
      const char* const first = at;
      at += 2;
      const unsigned low = readUnit();
      if (low >= 0xDC00 && low <= 0xDFFF) return 0x10000 + ((unit - 0xD800) << 10) + low - 0xDC00;
      at = first;
    }
    return 0xFFFD;
  }

  static void append(std::string& text, unsigned c) {
    if (c < 0x80) {
      text += static_cast<char>(c);
    } else if (c < 0x800) {
      text += static_cast<char>(0xC0 | (c >> 6));
      text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      text += static_cast<char>(0xE0 | (c >> 12));
      text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
      text += static_cast<char>(0xF0 | (c >> 18));
      text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
      text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
      text += static_cast<char>(0x80 | (c & 0x3F));
    }
  }
};

// ---- Writing JSON ------------------------------------------------------------------------------

std::string quoted(const std::string& text) {
  static const char* const digits = "0123456789abcdef";
  std::string json = "\"";
  for (const unsigned char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += static_cast<char>(c);
    } else if (c < 0x20) {
      json += "\\u00";
      json += digits[c >> 4];
      json += digits[c & 15];
    } else {
      json += static_cast<char>(c);
    }
  }
  return json + '"';
}

// The shortest text that reads as the same double.
std::string written(double number) {
  char buffer[32];
  const auto [after, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
  if (error != std::errc() || !std::isfinite(number)) throw std::runtime_error("not a number");
  return std::string(buffer, after);
}

// ---- The protocol ------------------------------------------------------------------------------

std::vector<Container> containersOf(const Json& query) {
  std::vector<Container> containers;
  for (const Json& json : query["scene"]["containers"].expect(Json::LIST, "containers").values) {
    const Json& description = json["description"];
    const int id = json["id"].integer();
    const Json& physical = description["physical"];
    const Json& area = description["area"];
    containers.push_back({id, physical.kind == Json::NUMBER ? physical.integer() : id, area.number,
                          area.kind != Json::NUMBER || area.number > 0});
  }
  return containers;
}

std::string begin(const char* type, const Json& query) {
  return "{\"type\":\"" + std::string(type) +
         "\",\"id\":" + quoted(query["id"].expect(Json::TEXT, "an id").text);
}

// All places at once.
std::string answer(const Json& query) {
  std::string json = begin("answer", query) + ",\"ranking\":";
  char before = '[';
  for (const Place& place : rank(query["item"].text, containersOf(query))) {
    json += before;
    json += place.container == NOT_HERE ? "{\"not_here\":true"
                                        : "{\"container\":" + std::to_string(place.container);
    json += ",\"score\":" + written(place.score) + "}";
    before = ',';
  }
  return json + "]}";
}

// Step by step: opens in the order of the ranking what was not opened yet. What the containers
// held is in query["opened"], and tells a better planner where to look next.
std::string move(const Json& query) {
  const std::vector<Container> containers = containersOf(query);
  const auto container = [&](int id) {
    for (const Container& c : containers) {
      if (c.id == id) return c;
    }
    throw std::runtime_error("no container " + std::to_string(id));
  };
  std::set<int> opened;
  for (const Json& step : query["opened"].values) {
    opened.insert(container(step["container"].integer()).physical);
  }
  for (const Place& place : rank(query["item"].text, containers)) {
    if (place.container == NOT_HERE) break;
    const Container next = container(place.container);
    if (opened.count(next.physical) == 0 && next.opens) {
      return begin("move", query) + ",\"open\":" + std::to_string(next.id) + "}";
    }
  }
  return begin("move", query) + ",\"give_up\":true}";
}

// What to say to a message; empty where it wants no answer.
std::string reply(const Json& message) {
  const std::string& type = message["type"].text;
  if (type == "hello") return HELLO;
  if (type == "rank") return answer(message);
  if (type == "search") return move(message);
  return "";  // "end" and whatever a later version of the protocol adds
}

int main() {
  std::ios::sync_with_stdio(false);
  std::string line;
  while (std::getline(std::cin, line)) {  // ends when Stowbench closes our standard input
    Json message;
    std::string said;
    try {
      message = Reader(line).document();
      if (message["type"].text == "bye") break;
      said = reply(message);
    } catch (const std::exception& problem) {  // one bad question is no reason to stop
      std::cerr << problem.what() << std::endl;
      if (message["id"].kind != Json::TEXT) continue;
      said = begin("answer", message) + ",\"error\":" + quoted(problem.what()) + "}";
    }
    if (!said.empty()) std::cout << said << '\n' << std::flush;
  }
}
