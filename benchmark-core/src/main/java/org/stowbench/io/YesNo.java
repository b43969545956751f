package org.stowbench.io;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Yes and no as people and spreadsheets write them: a spreadsheet has a word of its own for true in
 * each language that it speaks.
 */
public final class YesNo {

  private static final Set<String> YES =
      Set.of(
          "true",
          "t",
          "1",
          "yes",
          "y",
          "on",
          "x",
          "wahr",
          "ja",
          "j",
          "vrai",
          "oui",
          "verdadero",
          "verdadeiro",
          "vero",
          "s\u00ed",
          "s\u00ec",
          "si",
          "sim",
          "waar",
          "sant",
          "sann",
          "sand",
          "prawda",
          "tak",
          "\u2713",
          "\u2714");

  private static final Set<String> NO =
      Set.of(
          "false",
          "f",
          "0",
          "no",
          "n",
          "off",
          "falsch",
          "nein",
          "faux",
          "non",
          "falso",
          "n\u00e3o",
          "onwaar",
          "nee",
          "falskt",
          "usann",
          "falsk",
          "nej",
          "nei",
          "fa\u0142sz",
          "nie");

  private YesNo() {}

  /** Whether a text, of whatever case, means yes; empty where it is no such word. */
  public static Optional<Boolean> of(String text) {
    String plain =
        TextForm.strip(text).toLowerCase(Locale.ROOT).replaceFirst("^([01])[.,]0+$", "$1");
    return YES.contains(plain)
        ? Optional.of(true)
        : NO.contains(plain) ? Optional.of(false) : Optional.empty();
  }
}
