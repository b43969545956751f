package org.stowbench.predictors.llm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.Learned;
import org.stowbench.predictor.LearnedFrom;
import org.stowbench.predictor.Needing;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.Rehearsing;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictor.Spending;
import org.stowbench.predictors.llm.answer.FinalText;
import org.stowbench.predictors.llm.answer.Reading;
import org.stowbench.predictors.llm.answer.ReplyReader;
import org.stowbench.predictors.llm.chat.Chat;
import org.stowbench.predictors.llm.chat.ChatException;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.ModelRequest;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.llm.prompt.PromptTemplate.Section;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;

/**
 * Asks a model, reads its reply, asks once more where that cannot be read, and makes one ranking of
 * several samples. A reply that cannot be read twice is a failed prediction that keeps the raw
 * text.
 */
final class LanguageModelPredictor
    implements Predictor, Rehearsing, Spending, Notifying, Learned, Needing {

  /** Models refuse an empty turn of their own in a conversation. */
  private static final String NOTHING_SAID = "(empty message)";

  private final Chat chat;
  private final PromptMaker questions;
  private final PromptTemplate template;
  private final Wording wording;
  private final Beginning beginning;
  private final int samples;
  private final Together together;

  /**
   * A predictor.
   *
   * @param schema what replies are kept to; empty where they are read as words
   * @param samples how many replies vote, 1 or more
   * @param atOnce how many requests go out at once where a query needs several, 1 or more
   * @param stopAfter so many first questions to a model that fail alike stop the run; 0 for none
   */
  LanguageModelPredictor(
      Chat chat,
      PromptMaker questions,
      PromptTemplate template,
      Optional<ModelRequest.Schema> schema,
      int samples,
      int atOnce,
      int stopAfter) {
    this.chat = chat;
    this.questions = questions;
    this.template = template;
    this.wording = new Wording(schema);
    this.beginning = new Beginning(chat.asks() ? stopAfter : 0);
    this.samples = samples;
    this.together = new Together(atOnce);
  }

  /** A reply that is an answer, with what the model thought before. */
  private record Voice(Reading.Understood answer, Optional<String> thoughts) {}

  /** What came of a sample: what was said, and an answer or why there is none. */
  private record Heard(List<Transcript.Said> replies, Optional<Voice> voice, String problem) {}

  @Override
  public LearnedFrom learnedFrom() {
    return chat.learnedFrom(questions.learnedFrom());
  }

  @Override
  public Optional<String> lacks(Scene scene) {
    return questions.lacks(scene);
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) throws InterruptedException {
    Optional<ModelRequest.Schema> schema = wording.schema();
    List<PromptMaker.Opening> openings = questions.openings(query, Wording.isJson(schema));
    int count = openings.size() * samples;
    Transcript calls =
        new Transcript(
            chat.asks() ? Optional.of(template.version()) : Optional.empty(),
            chat.asks() && count > 0 ? openings.get(0).messages() : List.of());
    List<Voice> understood = new ArrayList<>();
    List<List<Ranking>> answers = new ArrayList<>();
    openings.forEach(opening -> answers.add(new ArrayList<>()));
    String problem = "there is no container to ask about";
    List<Heard> heard = hearAll(query, openings, schema);
    for (int i = 0; i < count; i++) {
      Heard one = heard.get(i);
      if (i > 0 && i % samples == 0 && chat.asks()) {
        calls.next(openings.get(i / samples).messages());
      }
      for (Transcript.Said reply : one.replies()) {
        calls.add(i, reply);
      }
      List<Ranking> votes = answers.get(i / samples);
      one.voice().ifPresent(voice -> votes.add(voice.answer().ranking()));
      one.voice().ifPresent(understood::add);
      problem = one.voice().isPresent() ? problem : one.problem();
    }
    if (understood.isEmpty()) {
      return calls.describe(failed(query, problem, calls));
    }
    Prediction prediction =
        explained(
            Prediction.of(query, questions.combine(answers, samples, context.seed())),
            understood.get(0));
    if (understood.size() == count) {
      return calls.describe(prediction);
    }
    String missing =
        "%d of %d votes were lost: %s".formatted(count - understood.size(), count, problem);
    calls.lacks(missing);
    return calls.describe(
        prediction.withRationale(
            missing + prediction.rationale().map(text -> "\n\n" + text).orElse("")));
  }

  private static ModelRequest question(
      Query query, PromptMaker.Opening opening, Optional<ModelRequest.Schema> schema, int sample) {
    return new ModelRequest(query.id(), opening.messages(), schema, opening.choices(), sample, 0);
  }

  private List<Heard> hearAll(
      Query query, List<PromptMaker.Opening> openings, Optional<ModelRequest.Schema> schema)
      throws InterruptedException {
    List<ModelRequest> asked =
        IntStream.range(0, openings.size() * samples)
            .mapToObj(i -> question(query, openings.get(i / samples), schema, i))
            .toList();
    List<Map<Integer, ModelReply>> given =
        samples == 1
            ? Collections.nCopies(openings.size(), Map.of())
            : together.all(
                openings.size(), i -> several(asked.subList(i * samples, (i + 1) * samples)));
    return together.all(
        asked.size(),
        i ->
            hear(
                asked.get(i),
                openings.get(i / samples).reader(),
                Optional.ofNullable(given.get(i / samples).get(i))));
  }

  private Map<Integer, ModelReply> several(List<ModelRequest> questions)
      throws InterruptedException {
    try {
      return chat.askTogether(questions);
    } catch (ChatException e) {
      return Map.of(); // What each of them alone has to say is heard next.
    }
  }

  /**
   * Hears a sample.
   *
   * @param given the reply to the question, if it was asked together with others
   */
  private Heard hear(ModelRequest question, ReplyReader reader, Optional<ModelReply> given)
      throws InterruptedException {
    List<Transcript.Said> replies = new ArrayList<>();
    try {
      Voice voice = converse(question, reader, given, replies);
      if (!replies.get(replies.size() - 1).reply().cached()) {
        beginning.succeeded();
      }
      return new Heard(replies, Optional.of(voice), "");
    } catch (ChatException e) {
      beginning
          .failed(e.getMessage(), question)
          .ifPresent(
              reason -> {
                throw new RunStoppedException(reason);
              });
      return new Heard(replies, Optional.empty(), e.getMessage());
    }
  }

  private static Prediction failed(Query query, String problem, Transcript calls) {
    Prediction prediction = Prediction.failed(query.id(), problem);
    return calls
        .last()
        .map(reply -> prediction.withRationale(Rationale.of(reply.text(), reply.thoughts())))
        .orElse(prediction);
  }

  private static Prediction explained(Prediction prediction, Voice first) {
    return first.answer().reasons().isEmpty() && first.thoughts().isEmpty()
        ? prediction
        : prediction.withRationale(
            Rationale.of(first.answer().reasons().orElse(""), first.thoughts()));
  }

  /**
   * Asks, and once more where the reply is no answer.
   *
   * @throws ChatException if there is none
   */
  private Voice converse(
      ModelRequest question,
      ReplyReader reader,
      Optional<ModelReply> given,
      List<Transcript.Said> replies)
      throws InterruptedException {
    ModelReply first = given.isPresent() ? given.get() : chat.ask(question);
    replies.add(new Transcript.Said(Optional.empty(), first));
    FinalText said = FinalText.of(first);
    Reading reading = read(said, reader);
    if (reading instanceof Reading.Understood answer) {
      wording.answered(first);
      return new Voice(answer, said.thoughts());
    }
    if (question.asksForLikelihoods()) {
      // Nothing that the model says would mend them.
      chat.discard(question);
      throw unusable((Reading.Unreadable) reading);
    }
    boolean json = Wording.isJson(question.schema()) && !first.free();
    ModelRequest repair = repair(question, said, ((Reading.Unreadable) reading).problem(), json);
    boolean answered = false;
    try {
      ModelReply second = chat.ask(repair);
      replies.add(
          new Transcript.Said(
              chat.asks() ? Optional.of(repair.question()) : Optional.empty(), second));
      FinalText saidThen = FinalText.of(second);
      Reading last = read(saidThen, reader);
      if (last instanceof Reading.Understood answer) {
        wording.answeredInWordsAfter(first);
        answered = true;
        return new Voice(answer, saidThen.thoughts());
      }
      chat.discard(repair);
      throw unusable((Reading.Unreadable) last);
    } finally {
      if (!answered) {
        // A run that is resumed asks again, and must not be given the same two replies.
        chat.discard(question);
      }
    }
  }

  private static ChatException unusable(Reading.Unreadable reading) {
    return new ChatException(
        Beginning.UNUSABLE
            + reading.problem()
            + reading.wayOut().map(way -> "; " + way).orElse(""));
  }

  private static Reading read(FinalText said, ReplyReader reader) {
    return said.problem()
        .<Reading>map(problem -> problem)
        .orElseGet(() -> reader.read(said.text()));
  }

  /**
   * The question again. What the model only thought is not said back to it; and who is not kept to
   * JSON, and wrote none that can be read, is asked for words.
   */
  private ModelRequest repair(ModelRequest question, FinalText said, String problem, boolean json) {
    String form = template.fill(json ? Section.JSON : Section.TEXT, Map.of());
    List<Message> messages = new ArrayList<>(question.messages());
    messages.add(Message.model(said.text().isBlank() ? NOTHING_SAID : said.text()));
    messages.add(
        Message.user(template.fill(Section.REPAIR, Map.of("problem", problem, "form", form))));
    return new ModelRequest(
        question.query(), messages, question.schema(), question.choices(), question.sample(), 1);
  }

  @Override
  public Rehearsal rehearse(Query query) {
    Optional<ModelRequest.Schema> schema = wording.schema();
    List<PromptMaker.Opening> openings = questions.openings(query, Wording.isJson(schema));
    if (openings.isEmpty()) {
      return new Rehearsal("", 0, Usage.NONE);
    }
    List<Message> messages = openings.get(0).messages();
    StringBuilder text = new StringBuilder();
    for (Message message : messages) {
      text.append("-- %s:\n%s\n\n".formatted(heading(message.role()), message.text().strip()));
      message.picture().ifPresent(picture -> text.append("-- with %s\n\n".formatted(picture)));
    }
    Usage usage = Usage.NONE;
    Usage most = Usage.NONE;
    int count = openings.size() * samples;
    for (int i = 0; i < count; i++) {
      Chat.Estimate estimate = chat.estimate(question(query, openings.get(i / samples), schema, i));
      usage = usage.plus(estimate.usual());
      most = most.plus(estimate.most());
    }
    return new Rehearsal(text.toString(), count, usage, most);
  }

  private static String heading(Message.Role role) {
    return switch (role) {
      case SYSTEM -> "what the model is told about its task";
      case USER -> "what it is asked";
      case MODEL -> "an answer that it is shown as an example";
    };
  }

  @Override
  public Optional<Spent> spent() {
    return chat.spent();
  }

  @Override
  public Optional<String> now() {
    return chat.now();
  }

  @Override
  public List<String> notices() {
    return Stream.concat(
            chat.notices().stream(),
            Stream.of(wording.notice(), questions.notice()).flatMap(Optional::stream))
        .toList();
  }

  @Override
  public void close() {
    together.close();
    chat.close();
  }
}
