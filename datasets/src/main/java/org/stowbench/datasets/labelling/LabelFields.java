package org.stowbench.datasets.labelling;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.stowbench.datasets.importing.ImportTally;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;

/**
 * What is written beside a label or a photo: attributes, descriptions, notes. Names are compared
 * without case and punctuation. {@code items} (or {@code item}, {@code contents}) says what is kept
 * in it, with {@code ;} or new lines between, or as a list; {@code name}, {@code room} and {@code
 * household} are one text each. Other texts are noted as not read, numbers and yes or no are what
 * tools add by themselves.
 */
public final class LabelFields {

  private static final Set<String> ITEMS = Set.of("items", "item", "contents", "content");
  private static final String NAME = "name";
  private static final String ROOM = "room";
  private static final String HOUSEHOLD = "household";
  private static final Set<String> TEXTS = Set.of(NAME, ROOM, HOUSEHOLD);

  /** What tools write where nobody chose anything. */
  private static final Pattern NOTHING =
      Pattern.compile("\\s*|__undefined__|true|false|[-+]?[0-9.]+", Pattern.CASE_INSENSITIVE);

  private static final Pattern SEPARATOR = Pattern.compile("[;\\r\\n]");

  private final ImportTally tally;
  private final Set<String> items = new LinkedHashSet<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  /** Nothing yet; what cannot be used is counted there. */
  public LabelFields(ImportTally tally) {
    this.tally = tally;
  }

  /** The items that a text names: several with {@code ;} or new lines between. */
  public static Set<String> items(String text) {
    Set<String> items = new LinkedHashSet<>();
    for (String item : SEPARATOR.split(text)) {
      if (!item.isBlank()) {
        items.add(item.strip());
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
      if (!text.strip().equals("__undefined__")) {
        addItems(text, where);
      }
    } else if (NOTHING.matcher(text).matches()) {
      return;
    } else if (TEXTS.contains(plain)) {
      texts.putIfAbsent(plain, text.strip());
    } else {
      tally.note("field " + InvalidInputException.excerpt(name) + ": is not read", where);
    }
  }

  /** A field as JSON has it: a text, a list of texts, or what tools add by themselves. */
  public void put(String name, JsonInput value) {
    if (value.isText()) {
      put(name, value.text(), value.location());
    } else if (saysItems(name)) {
      putItems(value);
    } else if (value.isList() && !value.elements().isEmpty()) {
      value.elements().stream().filter(JsonInput::isText).forEach(text -> put(name, text));
    }
  }

  private void putItems(JsonInput value) {
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
    if (named.stream().anyMatch(item -> item.contains(","))) {
      tally.note("items with a comma: taken as one; ; or a new line separates items", where);
    }
    items.addAll(named);
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
    items.forEach(item -> tally.leaveOut("item of a label that is left out", where));
  }

  /**
   * A class as tools have it that know nothing else of a label: {@code drawer: whisk; ladle} is a
   * drawer with a whisk and a ladle in it. The items are kept here.
   *
   * @return the class without its items
   */
  public String category(String text, InputLocation where) {
    int colon = text.indexOf(':');
    if (colon <= 0 || text.substring(0, colon).isBlank()) {
      return text.strip();
    }
    addItems(text.substring(colon + 1), where);
    return text.substring(0, colon).strip();
  }
}
