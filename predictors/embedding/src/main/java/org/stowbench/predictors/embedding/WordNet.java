package org.stowbench.predictors.embedding;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.stowbench.io.InputFile;

/**
 * The nouns of WordNet 3.1 (Fellbaum, "WordNet: An Electronic Lexical Database", 1998): what an
 * item is, in a few words, and what kinds of things it is. Immutable, for any number of threads.
 *
 * <p>An item is found by the longest run of its words that WordNet has, the last of equals, since
 * in English the last word says what a thing is. Of a word's senses those count that are things,
 * food, plants, parts of the body, writings or substances, six at most.
 */
final class WordNet {

  private static final String FOLDER = "net/sf/extjwnl/data/wordnet/wn31/";

  /** The lexicographers' files of senses that somebody may put away, by their numbers. */
  private static final Set<Integer> THINGS = Set.of(6, 8, 10, 13, 20, 27);

  private static final int MOST_SENSES = 6;
  private static final int MOST_WORDS = 12;

  /** Endings of plurals and what stands there in the singular. */
  private static final Map<String, String> PLURALS = plurals();

  private final Map<String, int[]> senses = new HashMap<>();
  private final Map<String, String> irregular = new HashMap<>();
  private final Map<Integer, Synset> synsets = new HashMap<>();
  private final Map<Integer, Double> weights = new HashMap<>();

  private record Synset(int file, String gloss, int[] kinds) {}

  /**
   * What WordNet says of an item.
   *
   * @param gloss its first sense: its names, then what it is
   * @param kinds all that it is a kind of, itself included, with how telling each is; squares add
   *     up to 1
   */
  record Meaning(String gloss, Map<Integer, Double> kinds) {}

  /**
   * Reads it.
   *
   * @param libraries where its files are
   */
  WordNet(ClassLoader libraries) {
    lines(libraries, "noun.exc").forEach(this::readIrregular);
    lines(libraries, "index.noun").forEach(this::readWord);
    lines(libraries, "data.noun").forEach(this::readSynset);
    weigh();
  }

  private static Map<String, String> plurals() {
    Map<String, String> plurals = new LinkedHashMap<>();
    plurals.put("ses", "s");
    plurals.put("xes", "x");
    plurals.put("zes", "z");
    plurals.put("ches", "ch");
    plurals.put("shes", "sh");
    plurals.put("men", "man");
    plurals.put("ies", "y");
    plurals.put("s", "");
    return plurals;
  }

  private static List<String> lines(ClassLoader libraries, String name) {
    byte[] bytes = InputFile.resource(libraries, FOLDER + name).bytes();
    // The licence at the top is indented.
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.startsWith(" "))
        .toList();
  }

  private void readIrregular(String line) {
    String[] words = line.split(" ");
    irregular.put(words[0], words[1]);
  }

  /** {@code word n senses ... offset offset}: the last columns are the senses, usual ones first. */
  private void readWord(String line) {
    String[] columns = line.split(" +");
    int count = Integer.parseInt(columns[2]);
    senses.put(
        columns[0],
        Arrays.stream(columns, columns.length - count, columns.length)
            .mapToInt(Integer::parseInt)
            .toArray());
  }

  /**
   * {@code offset file n words(hex) word id ... pointers symbol offset n source ... | gloss}: a
   * pointer {@code @} or {@code @i} leads to what it is a kind of.
   */
  private void readSynset(String line) {
    int bar = line.indexOf(" | ");
    String[] columns = line.substring(0, bar).split(" ");
    int words = Integer.parseInt(columns[3], 16);
    List<String> names = new ArrayList<>();
    for (int word = 0; word < Math.min(3, words); word++) {
      names.add(columns[4 + 2 * word].replace('_', ' '));
    }
    int at = 4 + 2 * words;
    int pointers = Integer.parseInt(columns[at]);
    List<Integer> kinds = new ArrayList<>();
    for (int pointer = 0; pointer < pointers; pointer++) {
      String symbol = columns[at + 1 + 4 * pointer];
      if (symbol.equals("@") || symbol.equals("@i")) {
        kinds.add(Integer.parseInt(columns[at + 2 + 4 * pointer]));
      }
    }
    String gloss = line.substring(bar + 3).strip();
    synsets.put(
        Integer.parseInt(columns[0]),
        new Synset(
            Integer.parseInt(columns[1]),
            String.join(", ", names) + ": " + gloss.split("; \"")[0].split(";")[0],
            kinds.stream().mapToInt(Integer::intValue).toArray()));
  }

  /**
   * How telling a kind is: the root of the information that it adds to what it is itself a kind of,
   * by how many senses are of it (Resnik, "Using Information Content to Evaluate Semantic
   * Similarity in a Taxonomy", 1995, with WordNet's own counts).
   */
  private void weigh() {
    Map<Integer, Integer> counts = new HashMap<>();
    synsets.keySet().forEach(id -> kinds(id).forEach(kind -> counts.merge(kind, 1, Integer::sum)));
    synsets.forEach(
        (id, synset) -> {
          double least = synsets.size();
          for (int kind : synset.kinds()) {
            least = Math.min(least, counts.get(kind));
          }
          weights.put(id, Math.sqrt(Math.max(0, StrictMath.log(least / counts.get(id)))));
        });
  }

  /** A sense and all that it is a kind of. */
  private Set<Integer> kinds(int id) {
    Set<Integer> all = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(id));
    while (!open.isEmpty()) {
      int next = open.pop();
      if (all.add(next)) {
        for (int kind : synsets.get(next).kinds()) {
          open.push(kind);
        }
      }
    }
    return all;
  }

  /** What an item is; empty where WordNet has none of its words. */
  Optional<Meaning> meaning(String item) {
    int[] all = find(item);
    if (all.length == 0) {
      return Optional.empty();
    }
    int[] things =
        Arrays.stream(all)
            .filter(id -> THINGS.contains(synsets.get(id).file()))
            .limit(MOST_SENSES)
            .toArray();
    int[] taken = things.length == 0 ? new int[] {all[0]} : things;
    Map<Integer, Double> kinds = new TreeMap<>();
    double squares = 0;
    for (int id : taken) {
      for (int kind : kinds(id)) {
        if (kinds.putIfAbsent(kind, weights.get(kind)) == null) {
          squares += weights.get(kind) * weights.get(kind);
        }
      }
    }
    double length = Math.sqrt(Math.max(Double.MIN_NORMAL, squares));
    kinds.replaceAll((kind, weight) -> weight / length);
    return Optional.of(new Meaning(synsets.get(taken[0]).gloss(), kinds));
  }

  private int[] find(String item) {
    List<String> words =
        Arrays.stream(item.toLowerCase(Locale.ROOT).split("[^a-z0-9']+"))
            .filter(word -> !word.isEmpty())
            .limit(MOST_WORDS)
            .toList();
    for (int length = words.size(); length > 0; length--) {
      for (int end = words.size(); end >= length; end--) {
        String before = String.join("_", words.subList(end - length, end - 1));
        for (String last : singulars(words.get(end - 1))) {
          for (String joint : List.of("_", "-", "")) {
            String name = before.isEmpty() ? last : before.replace("_", joint) + joint + last;
            int[] found = senses.get(name);
            if (found != null) {
              return found;
            }
          }
        }
      }
    }
    return new int[0];
  }

  private List<String> singulars(String word) {
    List<String> singulars = new ArrayList<>(List.of(word));
    Optional.ofNullable(irregular.get(word)).ifPresent(singulars::add);
    PLURALS.forEach(
        (ending, singular) -> {
          if (word.length() > 3 && word.endsWith(ending)) {
            singulars.add(word.substring(0, word.length() - ending.length()) + singular);
          }
        });
    return singulars;
  }
}
