package org.stowbench.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.PredictionJson;
import org.stowbench.io.StagedFolder;
import org.stowbench.prediction.Prediction;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;
import org.stowbench.run.Belongings;
import org.stowbench.run.FolderLock;
import org.stowbench.run.HiddenContents;
import org.stowbench.search.Contents;
import org.stowbench.search.Opened;
import org.stowbench.search.SearchFailedException;

/**
 * A study that goes on: who is asked what next, and what was answered. Its folder holds {@value
 * #ANSWERS}, which is everything, and in {@value #PREDICTIONS} a file of predictions a participant,
 * {@code CODE.jsonl}, which follows from it.
 *
 * <p>An answer is on disk before {@link #answer} returns. Safe for several threads.
 */
public final class Study implements AutoCloseable {

  /** The file of all answers. */
  public static final String ANSWERS = "answers.jsonl";

  /** The folder of predictions. */
  public static final String PREDICTIONS = "predictions";

  /** So many people fill no disk and no memory; more would be a machine that tries codes. */
  static final int MOST_PARTICIPANTS = 10_000;

  private final Path folder;
  private final StudyDesign design;
  private final List<LabeledQuery> asked;
  private final List<LabeledQuery> practice;
  private final Belongings kept;
  private final Belongings practiceKept;
  private final Set<String> invited;
  private final FolderLock lock;
  private final AnswerJournal journal;
  private final Map<String, Participant> participants = new TreeMap<>();

  /** What somebody is to do now. */
  public sealed interface Turn {

    /** Read what the study is about. */
    record Consent() implements Turn {}

    /**
     * Answer a question.
     *
     * @param step its place in the participant's course, from 0
     * @param steps how many there are
     * @param practice whether it does not count
     * @param number its place among the queries that are asked, or among those for practice
     * @param opened in a search, what was opened so far
     */
    record Question(int step, int steps, boolean practice, int number, List<Opened> opened)
        implements Turn {

      public Question {
        opened = List.copyOf(opened);
      }

      /** Whether a search has come to its end. */
      public boolean found() {
        return opened.stream().anyMatch(each -> each.contents() instanceof Contents.Found);
      }
    }

    /**
     * Nothing any more.
     *
     * @param steps how many were answered
     */
    record Done(int steps) implements Turn {}
  }

  /** What became of an answer. */
  public enum Taken {
    /** It is kept. */
    KEPT,
    /** This step has an answer already, which stays. */
    ALREADY
  }

  private static final class Participant {

    private final CourseAnswers answers;
    private final List<Opened> opened = new ArrayList<>(); // in the step that is asked
    private boolean consented;

    Participant(List<Course.Step> course) {
      this.answers = new CourseAnswers(course);
    }

    Turn turn() {
      if (!consented) {
        return new Turn.Consent();
      }
      int step = answers.steps();
      return answers
          .next()
          .<Turn>map(
              next ->
                  new Turn.Question(
                      step,
                      answers.all(),
                      next.kind() == Course.Kind.PRACTICE,
                      next.query(),
                      opened))
          .orElseGet(() -> new Turn.Done(step));
    }
  }

  private Study(
      Path folder,
      StudyDesign design,
      List<LabeledQuery> asked,
      List<LabeledQuery> practice,
      Set<String> invited)
      throws IOException {
    this.folder = folder;
    this.design = design;
    this.asked = List.copyOf(asked);
    this.practice = List.copyOf(practice);
    this.kept = Belongings.of(dataset(design, this.asked));
    this.practiceKept = Belongings.of(dataset(design, this.practice));
    this.invited = Set.copyOf(invited);
    this.lock = FolderLock.take(folder, "another study is going on in this folder; stop it first");
    try {
      this.journal = AnswerJournal.open(folder.resolve(ANSWERS), design, this::replay);
      try {
        StagedFolder.makeFolder(folder.resolve(PREDICTIONS));
        for (String code : participants.keySet()) {
          writePredictions(code);
        }
      } catch (IOException | RuntimeException e) {
        journal.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Dataset dataset(StudyDesign design, List<LabeledQuery> queries) {
    return Dataset.of(
        new DatasetInfo(design.dataset(), design.checksum(), queries.size(), false),
        queries::stream);
  }

  /**
   * Begins a study, or goes on with it.
   *
   * @param folder where its answers are kept; made where there is none
   * @param asked the queries that can be asked, see {@link StudyDesign#asked}
   * @param practice those for practice, as many as the design has
   * @param invited the codes that are let in; none for any
   * @throws InvalidInputException if the folder holds something else, or answers to other questions
   */
  public static Study open(
      Path folder,
      StudyDesign design,
      List<LabeledQuery> asked,
      List<LabeledQuery> practice,
      Set<String> invited)
      throws IOException {
    if (asked.size() != design.queries() || practice.size() != design.practice()) {
      throw new IllegalArgumentException(
          "%d queries and %d for practice: must be %d and %d"
              .formatted(asked.size(), practice.size(), design.queries(), design.practice()));
    }
    if (Files.isDirectory(folder) && !Files.exists(folder.resolve(ANSWERS))) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          String name = entry.getFileName().toString();
          if (!name.equals(FolderLock.FILE)) {
            throw new InvalidInputException(
                InputLocation.of(folder),
                "holds %s, and is not a study: name an empty folder or a new one"
                    .formatted(InvalidInputException.excerpt(name)));
          }
        }
      }
    }
    StagedFolder.makeFolder(folder);
    return new Study(folder, design, asked, practice, invited);
  }

  /** What is asked, and of whom. */
  public StudyDesign design() {
    return design;
  }

  /** The query of a question. */
  public LabeledQuery query(boolean forPractice, int number) {
    return (forPractice ? practice : asked).get(number);
  }

  /** How many queries can be asked, or are for practice. */
  int queries(boolean forPractice) {
    return (forPractice ? practice : asked).size();
  }

  /** How many participants there are so far. */
  public synchronized int participants() {
    return participants.size();
  }

  private void replay(AnswerJournal.Located line) {
    Participant participant = participant(line.event().participant());
    try {
      take(participant, line.event());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(line.where(), e.getMessage(), e);
    }
  }

  private Participant participant(String code) {
    return participants.computeIfAbsent(code, c -> new Participant(Course.of(design, c)));
  }

  private Course.Step check(Participant participant, StudyEvent.Answered answered) {
    Course.Step step = participant.answers.next(answered.step());
    String query = query(step).query().id();
    if (!answered.prediction().query().equals(query)) {
      throw new IllegalArgumentException(
          "answers %s: step %d of %s asks %s"
              .formatted(
                  InvalidInputException.excerpt(answered.prediction().query()),
                  answered.step(),
                  answered.participant(),
                  InvalidInputException.excerpt(query)));
    }
    return step;
  }

  private LabeledQuery query(Course.Step step) {
    return query(step.kind() == Course.Kind.PRACTICE, step.query());
  }

  /** What is behind a place, with those open that were opened before. */
  private Opened look(Participant participant, StudyEvent.Opens opens) {
    Course.Step step = participant.answers.next(opens.step());
    if (!design.search() || ((Turn.Question) participant.turn()).found()) {
      throw new IllegalArgumentException("opens a place: nothing is to be opened here");
    }
    HiddenContents scene =
        (step.kind() == Course.Kind.PRACTICE ? practiceKept : kept).behind(query(step));
    participant.opened.forEach(before -> scene.open(before.container()));
    try {
      return scene.open(opens.container());
    } catch (SearchFailedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Takes an event that is on disk. */
  private void take(Participant participant, StudyEvent event) {
    if (event instanceof StudyEvent.Answered answered) {
      check(participant, answered);
      participant.answers.add(answered.prediction());
      participant.opened.clear();
    } else if (event instanceof StudyEvent.Opens opens) {
      participant.opened.add(look(participant, opens));
    } else {
      participant.consented = true;
    }
  }

  /**
   * What a participant is to do now; whoever has not been here is new.
   *
   * @return empty where the code is not among those that are let in, or there are too many
   */
  public synchronized Optional<Turn> turn(String code) {
    Participant there = participants.get(code);
    if (there != null) {
      return Optional.of(there.turn());
    }
    boolean welcome =
        participants.size() < MOST_PARTICIPANTS && (invited.isEmpty() || invited.contains(code));
    return welcome ? Optional.of(new Turn.Consent()) : Optional.empty();
  }

  /**
   * Keeps that a participant agreed; once is enough.
   *
   * @param language of the text that was read
   * @param text its checksum
   */
  synchronized void consent(String code, String language, String text) throws IOException {
    Participant there = participants.get(code);
    if (there == null || !there.consented) {
      StudyEvent event = new StudyEvent.Consented(code, language, text);
      journal.append(event);
      take(participant(code), event);
    }
  }

  /**
   * Keeps an answer, if its step has none: two windows of one participant may both have one.
   *
   * @param prediction to the query of the step
   * @throws IllegalArgumentException if it is for a step that is not asked yet
   * @throws IOException if it cannot be kept; it may be given again
   */
  synchronized Taken answer(String code, int step, Prediction prediction) throws IOException {
    Participant there = consented(code);
    if (step >= 0 && step < there.answers.steps()) {
      return Taken.ALREADY;
    }
    StudyEvent.Answered event = new StudyEvent.Answered(code, step, prediction);
    Course.Step asked = check(there, event);
    journal.append(event);
    take(there, event);
    if (asked.kind() == Course.Kind.QUESTION) {
      writePredictions(code);
    }
    return Taken.KEPT;
  }

  /**
   * Keeps that a place was opened, unless it is open.
   *
   * @throws IllegalArgumentException if it cannot be opened now
   * @throws IOException if it cannot be kept; it may be opened again
   */
  synchronized void open(String code, int step, int container) throws IOException {
    Participant there = consented(code);
    StudyEvent.Opens event = new StudyEvent.Opens(code, step, container);
    there.answers.next(step);
    if (there.opened.stream().noneMatch(each -> each.container() == container)) {
      look(there, event);
      journal.append(event);
      take(there, event);
    }
  }

  private Participant consented(String code) {
    Participant there = participants.get(code);
    if (there == null || !there.consented) {
      throw new IllegalArgumentException("participant " + code + ": has not agreed yet");
    }
    return there;
  }

  /** In the order of the dataset, so that the same answers are the same file. */
  private void writePredictions(String code) throws IOException {
    Path file = folder.resolve(PREDICTIONS).resolve(code + ".jsonl");
    StringBuilder lines = new StringBuilder();
    participants
        .get(code)
        .answers
        .first()
        .values()
        .forEach(answer -> lines.append(Json.line(PredictionJson.write(answer))).append('\n'));
    InputFile before = InputFile.of(file, FileKind.RECORDS);
    if (!lines.isEmpty() && !(before.exists() && same(before, lines))) {
      AtomicFile.write(file, lines.toString());
    }
  }

  private static boolean same(InputFile file, StringBuilder lines) {
    return Arrays.equals(file.bytes(), lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public synchronized void close() throws IOException {
    try (lock) {
      journal.close();
    }
  }
}
