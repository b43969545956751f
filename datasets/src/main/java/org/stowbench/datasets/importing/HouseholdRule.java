package org.stowbench.datasets.importing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.stowbench.io.CsvTable;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

/**
 * Says which household a photo is of: as {@code --household-from} has it, or else by a guess, which
 * {@link #notes} tells of where it is likely wrong. One for an import, asked for each photo; also
 * for places without photos, by whatever name they have.
 *
 * <p>The guess is the field {@value #FIELD} of the photo's record, else the first folder of the
 * photo's name that may be a home: {@code images/home1/left.jpg} is of {@code home1}. Where there
 * is none, the scene is a household of its own. Names are compared as {@link #plain} has them.
 */
public final class HouseholdRule {

  /** The field that is a household wherever it stands, unless somebody says another. */
  public static final String FIELD = "household";

  /** What importers add to their options. */
  public static final ImportOption OPTION =
      new ImportOption(
          "household-from",
          "RULE",
          "What says which home a photo is of. A pattern of its name: {household}_*.jpg, or a"
              + " regular expression with one group. The name of a field of its record. A FILE.csv"
              + " with the columns image and household. folder: the first of its name; image: each"
              + " is one of its own. Default: its field household, else the first folder that is"
              + " not called images, photos, train or the like, else the photo itself.");

  /** How tools and people call folders of photos, whoever's home those show. */
  private static final Pattern NO_HOME =
      Pattern.compile(
          "(jpe?g|png|raw)?[_ -]?(images?|imgs?|photos?|pictures?|pics?|frames?|figures?)[_"
              + " -]?[0-9]*|(train|training|val|valid|validation|test|testing|eval|dev)[0-9]*"
              + "|obj_(train|valid|test)_data"
              + "|jpe?gs?|pngs?|dcim|[0-9]{3}(apple|canon|nikon|_pana|media)|camera|uploads?|downloads?|desktop|(my"
              + " )?documents|my pictures|onedrive|dropbox"
              + "|data|datasets?|media|files?|labels?|annotations?|storage|assets|static|public",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]*");
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:");

  /** Another computer's name, and what it shares. */
  private static final Pattern SHARE = Pattern.compile("^//[^/]+/[^/]+(?=/)");

  /** In a path from the root on, where the files of whoever labelled are. */
  private static final Pattern OWN_FILES = Pattern.compile("^/+(Users|home)/[^/]+(?=/)");

  private static final String PLACEHOLDER = "{household}";
  private static final String IMAGE = "image";
  private static final Set<String> TABLE = Set.of(IMAGE, FIELD);

  private interface Saying {
    Optional<String> household(String image, Function<String, Optional<String>> record);
  }

  /** A field of the photo's record. */
  private record Field(String name) implements Saying {
    @Override
    public Optional<String> household(String image, Function<String, Optional<String>> record) {
      return record.apply(name);
    }
  }

  private final Optional<Saying> said;
  private final String asked;
  private final Map<String, String> guessed = new HashMap<>();
  private final Set<String> unnamed = new HashSet<>();

  private HouseholdRule(Optional<Saying> said, String asked) {
    this.said = said;
    this.asked = asked;
  }

  /**
   * The rule of an import.
   *
   * @throws InvalidInputException if {@code --household-from} names none, or a file that does not
   *     fit
   */
  public static HouseholdRule of(ImportRequest request) {
    Optional<String> text = request.option(OPTION.name());
    return new HouseholdRule(text.map(rule -> saying(rule, request)), text.orElse(""));
  }

  /** The guess, of an import of which nobody says more. */
  public static HouseholdRule guess() {
    return new HouseholdRule(Optional.empty(), "");
  }

  /** Whether whoever imports said how to tell homes apart; else they are guessed. */
  public boolean isSaid() {
    return said.isPresent();
  }

  /** The field that it reads, where whoever imports named one. */
  public Optional<String> field() {
    return said.filter(Field.class::isInstance).map(rule -> ((Field) rule).name());
  }

  private static Saying saying(String rule, ImportRequest request) {
    if (rule.isBlank()) {
      throw unusable(rule, "must be folder, image, a pattern, a field or a FILE.csv");
    }
    if (rule.equals("folder")) {
      return (image, fields) -> Optional.of(folder(image).orElse(image));
    }
    if (rule.equals(IMAGE)) {
      return (image, fields) -> Optional.of(image);
    }
    if (rule.toLowerCase(Locale.ROOT).endsWith(".csv")) {
      Map<String, String> households =
          table(InputFile.of(request.file(OPTION.name()).orElseThrow(), FileKind.RECORDS));
      return (image, fields) ->
          Optional.ofNullable(households.get(image))
              .or(() -> Optional.ofNullable(households.get(fileName(image))));
    }
    if (rule.contains(PLACEHOLDER)) {
      Pattern pattern = template(rule);
      boolean whole = rule.contains("/") || rule.contains("\\");
      return (image, fields) -> first(pattern.matcher(whole ? image : fileName(image)), true);
    }
    if (rule.contains("(")) {
      Pattern pattern = expression(rule);
      return (image, fields) -> first(pattern.matcher(image), false);
    }
    return new Field(rule);
  }

  private static Map<String, String> table(InputFile file) {
    Map<String, String> households = new HashMap<>();
    try (CsvTable table = CsvTable.open(file).calling(TABLE).allow(TABLE)) {
      table.forEach(
          row -> {
            String household = row.text(FIELD);
            String before = households.putIfAbsent(plain(row.text(IMAGE)), household);
            if (before != null && !before.equals(household)) {
              throw InvalidInputException.expected(
                  row.location().child(FIELD),
                  InvalidInputException.excerpt(before) + ", as before",
                  household);
            }
          });
    }
    return households;
  }

  private static Pattern template(String rule) {
    String plain = Normalizer.normalize(rule, Normalizer.Form.NFC).replace('\\', '/');
    if (plain.indexOf(PLACEHOLDER) != plain.lastIndexOf(PLACEHOLDER)) {
      throw unusable(rule, "must have {household} once");
    }
    StringBuilder expression = new StringBuilder();
    for (String part : plain.split("(?=[*]|[{]household[}])|(?<=[*]|[{]household[}])")) {
      expression.append(
          switch (part) {
            case PLACEHOLDER -> "([^/]+?)";
            case "*" -> ".*";
            default -> Pattern.quote(part);
          });
    }
    // A camera's .JPG is what people call .jpg.
    return Pattern.compile(
        expression.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  private static Pattern expression(String rule) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(rule);
    } catch (PatternSyntaxException e) {
      throw new InvalidInputException(
          "--%s %s: is not a regular expression, because of character %d"
              .formatted(
                  OPTION.name(),
                  InvalidInputException.excerpt(rule),
                  Math.max(0, e.getIndex()) + 1),
          e);
    }
    if (pattern.matcher("").groupCount() != 1) {
      throw unusable(rule, "must have one group, (...), which is the household");
    }
    return pattern;
  }

  private static Optional<String> first(Matcher matcher, boolean whole) {
    try {
      return (whole ? matcher.matches() : matcher.find())
          ? Optional.ofNullable(matcher.group(1))
          : Optional.empty();
    } catch (StackOverflowError e) {
      throw unusable(matcher.pattern().pattern(), "takes too many steps to be tried on a name");
    }
  }

  private static InvalidInputException unusable(String rule, String must) {
    return new InvalidInputException(
        "--%s %s: %s".formatted(OPTION.name(), InvalidInputException.excerpt(rule), must));
  }

  /**
   * The household of a scene.
   *
   * @param image its photo's name as its record has it
   * @param scene its own name, which what is said is read from where there is no photo, and which
   *     is the household where nothing says another
   * @param record the fields of its record by name, as texts; empty where there is none, or it is
   *     blank
   * @param place of the record, for messages
   * @throws InvalidInputException if the rule that was said does not tell
   */
  public String of(
      Optional<String> image,
      String scene,
      Function<String, Optional<String>> record,
      InputLocation place) {
    String plain = plain(image.orElse(scene));
    if (said.isPresent()) {
      return said.get()
          .household(plain, record)
          .map(String::strip)
          .filter(household -> !household.isEmpty())
          .orElseThrow(
              () ->
                  new InvalidInputException(
                      place,
                      "--%s %s says nothing of %s"
                          .formatted(
                              OPTION.name(),
                              InvalidInputException.excerpt(asked),
                              InvalidInputException.excerpt(image.orElse(scene)))));
    }
    Optional<String> field = record.apply(FIELD).filter(household -> !household.isBlank());
    if (field.isPresent()) {
      return field.get();
    }
    if (image.isEmpty()) {
      return scene;
    }
    Optional<String> folder = folder(plain);
    if (folder.isEmpty()) {
      unnamed.add(plain);
    }
    guessed.put(plain, folder.orElse(plain));
    return folder.orElse(scene);
  }

  private static Optional<String> folder(String image) {
    int last = image.lastIndexOf('/');
    return Arrays.stream(image.substring(0, Math.max(0, last)).split("/"))
        .filter(name -> !name.isEmpty())
        .filter(name -> !NO_HOME.matcher(name).matches())
        .findFirst();
  }

  private static String fileName(String image) {
    return image.substring(image.lastIndexOf('/') + 1);
  }

  /**
   * A photo's name with {@code /} between its folders, and without what says nothing of them: the
   * host of an address and what follows its path, a drive's letter, what another computer shares,
   * where a person's files lie, and steps to the same folder or out of one. Accents are one
   * character with their letter, and an address is without percent signs.
   */
  public static String plain(String image) {
    String stripped = Normalizer.normalize(image, Normalizer.Form.NFC).strip();
    String path = stripped.replace('\\', '/');
    Matcher address = ADDRESS.matcher(path);
    boolean elsewhere = address.lookingAt();
    if (elsewhere) {
      elsewhere = !address.group().equalsIgnoreCase("file://");
      path = decoded(path.substring(address.end()).replaceFirst("(?s)[?#].*", ""));
      path = path.replaceFirst("^/(?=[A-Za-z]:/)", "");
    } else if (stripped.startsWith("\\\\")) {
      path = SHARE.matcher(path).replaceFirst("");
    }
    path = DRIVE.matcher(path).lookingAt() ? path.substring(2) : path;
    path = elsewhere ? path : OWN_FILES.matcher(path).replaceFirst("");
    String plain =
        String.join(
            "/",
            Arrays.stream(path.split("/"))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals(".") && !name.equals(".."))
                .toList());
    return plain.isEmpty() ? stripped : plain;
  }

  /** Without the percent signs of an address, where what they stand for is a text. */
  private static String decoded(String path) {
    try {
      String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
      return Normalizer.normalize(decoded, Normalizer.Form.NFC);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }

  /**
   * What an import says of households that were guessed, and likely wrong: one for all photos, or
   * one for each.
   *
   * @return at most one line, with the rule and how to say another; safe to print
   */
  public List<String> notes() {
    if (guessed.size() > 1 && Set.copyOf(guessed.values()).size() == 1) {
      return List.of(
          "all %d scenes are taken for one household, %s, the first folder of their images: if they show several homes, say how to tell them apart with --%s"
              .formatted(
                  guessed.size(),
                  InvalidInputException.excerpt(guessed.values().iterator().next()),
                  OPTION.name()));
    }
    if (unnamed.size() > 1) {
      return List.of(
          "%d of %d scenes are taken for households of their own, such as %s, since no folder of their images can be a home: if several show one home, say how to tell with --%s"
              .formatted(
                  unnamed.size(),
                  guessed.size(),
                  InvalidInputException.excerpt(
                      unnamed.stream().sorted().findFirst().orElseThrow()),
                  OPTION.name()));
    }
    return List.of();
  }
}
