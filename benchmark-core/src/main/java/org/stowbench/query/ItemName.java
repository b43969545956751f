package org.stowbench.query;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * When two names are one item under two spellings: whatever the case, the accents, spaces, hyphens
 * and underscores, an English article before it, and whether it is spelt in the singular or the
 * plural. So {@code Dish towels} is {@code dish-towel}, {@code the whisk} is {@code a whisk}, and
 * {@code knife} is {@code Knives}. What it takes for the same may now and then be two things; what
 * is known of a household then lacks one of them, which no answer is given away by.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.2")
public final class ItemName {

  private static final Pattern NO_LETTERS_NOR_DIGITS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private static final Pattern ARTICLE = Pattern.compile("^[^\\p{L}\\p{N}]*(the|an?)[\\s_]+");

  private ItemName() {}

  /** Whether both name the same item. */
  public static boolean same(String a, String b) {
    String first = letters(a);
    String second = letters(b);
    return first.equals(second)
        || singulars(first).contains(second)
        || singulars(second).contains(first);
  }

  /**
   * Letters and digits alone, in lower case, without accents or an article; as it is where it has
   * none.
   */
  private static String letters(String name) {
    String lower = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    String bare = ARTICLE.matcher(lower).replaceFirst("");
    String plain = NO_LETTERS_NOR_DIGITS.matcher(bare).replaceAll("");
    return plain.isEmpty() ? name : plain;
  }

  /** What a name may be the plural of; none where it does not end in s. */
  private static Set<String> singulars(String name) {
    Set<String> singulars = new LinkedHashSet<>();
    if (name.endsWith("s") && !name.endsWith("ss")) {
      singulars.add(cut(name, 1));
    }
    if (name.endsWith("es")) {
      singulars.add(cut(name, 2));
    }
    if (name.endsWith("ies")) {
      singulars.add(cut(name, 3) + "y");
    }
    if (name.endsWith("ves")) {
      singulars.add(cut(name, 3) + "f");
      singulars.add(cut(name, 3) + "fe");
    }
    return singulars;
  }

  private static String cut(String name, int letters) {
    return name.substring(0, name.length() - letters);
  }
}
