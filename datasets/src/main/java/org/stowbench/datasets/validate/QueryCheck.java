package org.stowbench.datasets.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stowbench.datasets.format.DatasetFolder;
import org.stowbench.io.IdTable;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.io.QueryJson;
import org.stowbench.query.ItemName;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Container;
import org.stowbench.scene.Scene;

/** Checks {@code queries.jsonl} line by line, and what several lines say together. */
final class QueryCheck {

  private static final String FILE = DatasetFolder.QUERIES;

  private final Problems problems;
  private final SceneCheck scenes;
  private final Optional<Set<String>> splits;
  private final IdTable splitNames = new IdTable();
  private final HouseholdCheck households;
  private final Firsts ids = new Firsts();
  private final Firsts asked = new Firsts();
  private final Map<String, First> spellings = new HashMap<>();
  private final Set<String> otherSpellings = new HashSet<>();
  private final Firsts untold = new Firsts();
  private final Set<String> untoldInSeveral = new HashSet<>();
  private final Firsts householdSplits = new Firsts();
  private final Firsts photoSplits = new Firsts();
  private final Set<List<String>> inOtherSplits = new HashSet<>();
  private final List<Container> standIns = new ArrayList<>();
  private long lines;

  private record First(String spelling, long line) {}

  /**
   * A check.
   *
   * @param splits those that {@code dataset.json} names; empty where it names none
   */
  QueryCheck(Problems problems, SceneCheck scenes, Optional<Set<String>> splits) {
    this.problems = problems;
    this.scenes = scenes;
    this.splits = splits;
    this.households = new HouseholdCheck(problems);
  }

  long lines() {
    return lines;
  }

  /** Says what all queries say together. */
  void end() {
    households.end(scenes.lines());
  }

  void check(JsonLines.Line line) {
    lines++;
    try {
      JsonInput json = line.json();
      KnownFields.checkQuery(json, FILE, line, problems);
      JsonInput reference = json.field("scene");
      SceneCheck.Facts scene = scenes.scenes().get(reference.name());
      if (scene == null && scenes.mayBeUnread(reference.name())) {
        problems.count(
            ProblemKind.UNCHECKED,
            FILE,
            line,
            "not checked: its scene, %s, could not be read; nor were other queries about such scenes"
                .formatted(InvalidInputException.excerpt(reference.text())));
      } else if (scene == null) {
        problems.add(
            ProblemKind.UNKNOWN_SCENE,
            FILE,
            line,
            "field scene: expected the id of a scene in %s, found %s"
                .formatted(DatasetFolder.SCENES, InvalidInputException.excerpt(reference.text())));
      } else if (namesCandidates(json, scene, line)) {
        check(QueryJson.read(json, id -> standIn(id, scene)), split(json, line), scene, line);
      }
    } catch (InvalidInputException e) {
      problems.add(ProblemKind.STRUCTURE, FILE, line.number(), e);
    }
  }

  /**
   * A scene with as many candidates: whether a query fits its scene depends on nothing else, and
   * holding every scene would let memory grow with the dataset.
   */
  private Scene standIn(JsonInput id, SceneCheck.Facts scene) {
    while (standIns.size() < scene.candidates()) {
      standIns.add(Container.named(standIns.size(), "container"));
    }
    return Scene.of(id.name(), standIns.subList(0, scene.candidates()));
  }

  private boolean namesCandidates(JsonInput json, SceneCheck.Facts scene, JsonLines.Line line) {
    JsonInput truth = json.field("truth");
    List<JsonInput> answers = new ArrayList<>(List.of(truth));
    json.optional("known").ifPresent(known -> answers.addAll(known.elements()));
    json.optional("votes").ifPresent(votes -> answers.addAll(votes.elements()));
    List<JsonInput> named = new ArrayList<>();
    answers.forEach(answer -> answer.optional("container").ifPresent(named::add));
    truth.optional("containers").ifPresent(several -> named.addAll(several.elements()));
    boolean all = true;
    for (JsonInput container : named) {
      int id = container.integer();
      if (id < 0 || id >= scene.candidates()) {
        all = false;
        problems.add(
            ProblemKind.NOT_A_CANDIDATE,
            FILE,
            line,
            "field %s: expected one of the scene's %d containers, numbered from 0, found %d"
                .formatted(container.location().field(), scene.candidates(), id));
      }
    }
    return all;
  }

  private String split(JsonInput json, JsonLines.Line line) {
    JsonInput split = json.field("split");
    if (!split.name().matches("[a-z0-9][a-z0-9_.-]{0,63}")) {
      throw split.unexpected("1 to 64 of a-z, 0-9, '-', '_', '.'");
    }
    if (splits.isPresent() && !splits.get().contains(split.name())) {
      problems.add(
          ProblemKind.CHANGED,
          FILE,
          line,
          "field split: expected one of %s, as %s says, found %s"
              .formatted(String.join(", ", splits.get()), DatasetFolder.METADATA, split.name()));
    }
    return split.name();
  }

  private void check(
      LabeledQuery labeled, String split, SceneCheck.Facts scene, JsonLines.Line line) {
    String id = labeled.query().id();
    Optional<Firsts.First> first = ids.before(id, line.number(), 0);
    if (first.isPresent()) {
      problems.add(
          ProblemKind.REPEATED_ID,
          FILE,
          line,
          "query %s is already on line %d"
              .formatted(InvalidInputException.excerpt(id), first.get().line()));
    }
    for (int container : labeled.truth().containers()) {
      if (scene.noArea().get(container)) {
        problems.add(
            ProblemKind.TRUTH_WITHOUT_AREA,
            FILE,
            line,
            "the truth, container " + container + ", has no area: nothing that overlaps it counts");
      }
    }
    String item = labeled.query().item();
    checkSpelling(item, line);
    String sceneId = labeled.query().scene().id();
    Optional<Firsts.First> again =
        asked.before(scene.line() + " " + split + " " + item, line.number(), 0);
    if (again.isPresent()) {
      problems.add(
          ProblemKind.REPEATED_QUERY,
          FILE,
          line,
          "item %s in scene %s is asked on line %d already"
              .formatted(
                  InvalidInputException.excerpt(item),
                  InvalidInputException.excerpt(sceneId),
                  again.get().line()));
    }
    checkKnown(labeled.query().known(), line);
    String household = labeled.household().id();
    households.check(household, sceneId, scene.image(), line);
    boolean told = !labeled.query().known().isEmpty();
    int number = splitNames.add(split);
    if (!told
        && untold.before(household, 0, number).filter(f -> f.number() != number).isPresent()) {
      untoldInSeveral.add(household);
    }
    checkOneSplit(
        untoldInSeveral.contains(household)
            ? ProblemKind.HOUSEHOLD_IN_SPLITS
            : ProblemKind.TOLD_IN_SPLITS,
        "household",
        householdSplits,
        household,
        split,
        line);
    if (scene.image().isPresent()) {
      checkOneSplit(
          ProblemKind.PHOTO_IN_SPLITS, "photo", photoSplits, scene.image().get(), split, line);
    } else if (!told) {
      checkOneSplit(ProblemKind.PHOTO_IN_SPLITS, "scene", photoSplits, sceneId, split, line);
    }
  }

  private void checkKnown(List<KnownPlacement> known, JsonLines.Line line) {
    for (int i = 0; i < known.size(); i++) {
      for (int j = 0; j < i; j++) {
        KnownPlacement placement = known.get(i);
        KnownPlacement before = known.get(j);
        if (placement.where().equals(before.where())
            && ItemName.same(placement.item(), before.item())) {
          problems.add(
              ProblemKind.REPEATED_KNOWN,
              FILE,
              line,
              "field known[%d]: %s is %s, and in known[%d], %s is %s"
                  .formatted(
                      i,
                      InvalidInputException.excerpt(placement.item()),
                      placement.where(),
                      j,
                      InvalidInputException.excerpt(before.item()),
                      before.where()));
        }
      }
    }
  }

  private void checkSpelling(String item, JsonLines.Line line) {
    String plain = item.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    First first = spellings.putIfAbsent(plain, new First(item, line.number()));
    if (first != null && !first.spelling().equals(item) && otherSpellings.add(item)) {
      problems.add(
          ProblemKind.ITEM_SPELLINGS,
          FILE,
          line,
          "item \"%s\" is \"%s\" on line %d"
              .formatted(
                  InvalidInputException.excerpt(item),
                  InvalidInputException.excerpt(first.spelling()),
                  first.line()));
    }
  }

  /** Splits must not share what they are split by: a predictor would have seen the answers. */
  private void checkOneSplit(
      ProblemKind kind, String what, Firsts seen, String name, String split, JsonLines.Line line) {
    int number = splitNames.add(split);
    Optional<Firsts.First> first = seen.before(name, line.number(), number);
    if (first.filter(f -> f.number() != number).isPresent()
        && inOtherSplits.add(List.of(what, name, split))) {
      problems.add(
          kind,
          FILE,
          line,
          "%s %s is in split %s and, on line %d, in split %s"
              .formatted(
                  what,
                  InvalidInputException.excerpt(name),
                  split,
                  first.get().line(),
                  splitNames.get(first.get().number())));
    }
  }
}
