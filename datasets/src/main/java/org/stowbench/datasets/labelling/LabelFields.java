package org.stowbench.datasets.labelling;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.TextForm;

/**
 * What is written beside a label or a photo: attributes, descriptions, notes. Names are compared
 * without case and punctuation. {@code items} (or {@code item}, {@code contents}) says what is kept
 * in it, with {@code ;} or new lines between, or as a list; {@code name}, {@code room} and {@code
 * household} are one text each. Other texts are noted as not read, numbers and yes or no are what
 * tools add by themselves.
 */
public final class LabelFields {

  static final String ITEM_LEFT_OUT = "item of a label that is left out";

  private static final Set<String> ITEMS = Set.of("items", "item", "contents", "content");
  private static final String NAME = "name";
  private static final String ROOM = "room";
  private static final String HOUSEHOLD = "household";
  private static final Set<String> TEXTS = Set.of(NAME, ROOM, HOUSEHOLD);

  /** People number their drawers and homes; the number of a room is one of a tool's list. */
  private static final Set<String> NUMBERED = Set.of(NAME, HOUSEHOLD);

  /** What CVAT writes where nobody chose anything. */
  private static final String UNDEFINED = "__undefined__";

  /** What says nothing to people. */
  private static final Pattern NOTHING =
      Pattern.compile("\\s*|" + UNDEFINED + "|true|false|[-+]?[0-9.]+", Pattern.CASE_INSENSITIVE);

  /** Semicolons of any width, and whatever begins a line. */
  private static final Pattern SEPARATOR = Pattern.compile("[;\uff1b\\v]");

  /** What somebody may have meant to separate items, and what may as well be a part of one. */
  private static final Map<String, Pattern> NO_SEPARATORS =
      new TreeMap<>(
          Map.of(
              "a bar", Pattern.compile("[|\uff5c]"),
              "a comma", Pattern.compile("[,\u060c\u3001\uff0c]"),
              "a line end written out", Pattern.compile("\\\\[nr]|<br"),
              "a tab", Pattern.compile("\\t")));

  private static final Set<String> KEYS = Set.of("name", "key", "label", "field", "attribute");
  private static final Set<String> VALUES = Set.of("value", "values", "text", "texts");

  private final ImportTally tally;
  private final Set<String> items = new LinkedHashSet<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private boolean askedForItems;

  /** Nothing yet; what cannot be used is counted there. */
  public LabelFields(ImportTally tally) {
    this.tally = tally;
  }

  /** The items that a text names: several with {@code ;} or new lines between. */
  public static Set<String> items(String text) {
    Set<String> items = new LinkedHashSet<>();
    for (String item : SEPARATOR.split(text)) {
      String plain = TextForm.strip(item);
      if (!TextForm.isBlank(plain)) {
        items.add(plain);
      }
    }
    return items;
  }

  /** Whether a field of this name says what is kept in a container. */
  public static boolean saysItems(String name) {
    return ITEMS.contains(plain(name));
  }

  /** Letters and digits of a name in lower case. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** A field that holds a text. */
  public void put(String name, String text, InputLocation where) {
    String plain = plain(name);
    if (ITEMS.contains(plain)) {
      askedForItems = true;
      if (!TextForm.strip(text).equals(UNDEFINED)) {
        addItems(text, where);
      }
    } else if (TEXTS.contains(plain)) {
      if (!TextForm.isBlank(text) && !TextForm.strip(text).equals(UNDEFINED)) {
        texts.putIfAbsent(plain, TextForm.strip(text));
      }
    } else if (!NOTHING.matcher(text).matches()) {
      tally.note("field " + InvalidInputException.excerpt(name) + ": is not read", where);
    }
  }

  /**
   * A field as JSON has it: a text, a list of texts, or what tools add by themselves. In objects
   * within it, whatever they are, items are looked for.
   */
  public void put(String name, JsonInput value) {
    if (value.isText()) {
      put(name, value.text(), value.location());
    } else if (saysItems(name)) {
      putItems(value);
    } else if (value.isNumber() && NUMBERED.contains(plain(name))) {
      put(name, value.key(), value.location());
    } else if (value.isList()) {
      value.elements().stream().filter(one -> !one.isNumber()).forEach(one -> put(name, one));
    } else {
      seekItems(value);
    }
  }

  /** As {@link #put(String, JsonInput)}; an object's own fields are put, too. */
  public void putWithin(String name, JsonInput value) {
    if (value.isObject() && !saysItems(name)) {
      value.names().forEach(n -> value.optional(n).ifPresent(v -> put(n, v)));
    } else {
      put(name, value);
    }
  }

  private void seekItems(JsonInput value) {
    if (value.isList()) {
      value.elements().forEach(this::seekItems);
    } else if (value.isObject()) {
      boolean named =
          KEYS.stream()
              .flatMap(key -> value.optional(key).stream())
              .anyMatch(key -> key.isText() && saysItems(key.text()));
      for (String name : value.names()) {
        boolean says = saysItems(name) || named && VALUES.contains(name);
        value.optional(name).ifPresent(says ? this::putItems : this::seekItems);
      }
    }
  }

  /**
   * What the record of a whole photo says of it, be it in an object within; all else there is the
   * tool's own.
   *
   * @param own fields that hold labels
   */
  public static LabelFields ofPhoto(JsonInput record, Set<String> own, ImportTally tally) {
    LabelFields fields = new LabelFields(tally);
    for (String name : record.names()) {
      record
          .optional(name)
          .filter(value -> !own.contains(name))
          .ifPresent(value -> fields.seek(name, value, 1));
    }
    return fields;
  }

  private void seek(String name, JsonInput value, int depth) {
    if (ofPhoto(name)) {
      put(name, value);
    } else if (value.isObject() && depth > 0) {
      value.names().forEach(n -> value.optional(n).ifPresent(v -> seek(n, v, depth - 1)));
    } else {
      seekItems(value);
    }
  }

  private static boolean ofPhoto(String name) {
    return saysItems(name) || plain(name).equals(ROOM) || plain(name).equals(HOUSEHOLD);
  }

  private void putItems(JsonInput value) {
    askedForItems = true;
    if (value.isText()) {
      addItems(value.text(), value.location());
    } else if (value.isList()) {
      value.elements().forEach(this::putItems);
    } else if (value.isNumber()) {
      items.add(value.key());
    } else if (!value.isBlank()) {
      tally.leaveOut("items: are neither a text nor a list of texts", value.location());
    }
  }

  private void addItems(String text, InputLocation where) {
    Set<String> named = items(text);
    NO_SEPARATORS.forEach(
        (what, pattern) -> {
          if (named.stream().anyMatch(item -> pattern.matcher(item).find())) {
            tally.note(
                "items with %s: taken as one; ; or a new line separates items".formatted(what),
                where);
          }
        });
    items.addAll(named);
  }

  /** Whether there is a field for items, be it blank. */
  public boolean askedForItems() {
    return askedForItems;
  }

  /** What is kept in it, in the order of naming. */
  public Set<String> items() {
    return Collections.unmodifiableSet(items);
  }

  /** What people call it. */
  public Optional<String> name() {
    return Optional.ofNullable(texts.get(NAME));
  }

  /** The room that it is in. */
  public Optional<String> room() {
    return Optional.ofNullable(texts.get(ROOM));
  }

  /** Whose it is. */
  public Optional<String> household() {
    return Optional.ofNullable(texts.get(HOUSEHOLD));
  }

  /** Counts a label that is left out, and whatever was said to be in it. */
  public void leaveOut(String why, InputLocation where) {
    tally.leaveOut(why, where);
    items.forEach(item -> tally.leaveOut(ITEM_LEFT_OUT, where));
  }

  /**
   * A class as tools have it that know nothing else of a label: {@code drawer: whisk; ladle} is a
   * drawer with a whisk and a ladle in it. The items are kept here.
   *
   * @return the class without its items
   */
  public String category(String text, InputLocation where) {
    int colon = text.indexOf(':');
    if (colon <= 0 || TextForm.isBlank(text.substring(0, colon))) {
      return TextForm.strip(text);
    }
    addItems(text.substring(colon + 1), where);
    return TextForm.strip(text.substring(0, colon));
  }
}
