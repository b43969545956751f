package org.stowbench.predictors.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.Notifying;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.Rehearsing;
import org.stowbench.predictor.Spending;
import org.stowbench.predictors.llm.answer.Reading;
import org.stowbench.predictors.llm.chat.Chat;
import org.stowbench.predictors.llm.chat.ChatException;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.ModelRequest;
import org.stowbench.predictors.llm.prompt.PromptTemplate;
import org.stowbench.predictors.llm.prompt.PromptTemplate.Section;
import org.stowbench.query.Query;

/**
 * Asks a model, reads its reply, asks once more where that cannot be read, and makes one ranking of
 * several samples. A reply that cannot be read twice is a failed prediction that keeps the raw
 * text.
 */
final class LanguageModelPredictor implements Predictor, Rehearsing, Spending, Notifying {

  /** Models refuse an empty turn of their own in a conversation. */
  private static final String NOTHING_SAID = "(empty message)";

  private final Chat chat;
  private final PromptMaker questions;
  private final PromptTemplate template;
  private final Optional<ModelRequest.Schema> schema;
  private final int samples;

  /**
   * A predictor.
   *
   * @param schema what replies are kept to; empty where they are read as words
   * @param samples how many replies vote, 1 or more
   */
  LanguageModelPredictor(
      Chat chat,
      PromptMaker questions,
      PromptTemplate template,
      Optional<ModelRequest.Schema> schema,
      int samples) {
    this.chat = chat;
    this.questions = questions;
    this.template = template;
    this.schema = schema;
    this.samples = samples;
  }

  @Override
  public Prediction predict(Query query, PredictionContext context) throws InterruptedException {
    PromptMaker.Opening opening = questions.open(query);
    Transcript calls = new Transcript(template.version());
    List<Reading.Understood> understood = new ArrayList<>();
    String problem = "";
    for (int sample = 0; sample < samples; sample++) {
      try {
        Reading reading = converse(query, opening, sample, calls);
        if (reading instanceof Reading.Understood answer) {
          understood.add(answer);
        } else if (reading instanceof Reading.Unreadable unreadable) {
          problem = "the answer cannot be used: " + unreadable.problem();
        }
      } catch (ChatException e) {
        problem = e.getMessage();
      }
    }
    return calls.describe(
        understood.isEmpty() ? failed(query, problem, calls) : answered(query, understood));
  }

  private static Prediction failed(Query query, String problem, Transcript calls) {
    Prediction prediction = Prediction.failed(query.id(), problem);
    return calls.lastText().map(prediction::withRationale).orElse(prediction);
  }

  private Prediction answered(Query query, List<Reading.Understood> understood) {
    Prediction prediction =
        Prediction.of(
            query,
            samples == 1
                ? understood.get(0).ranking()
                : Consensus.of(understood.stream().map(Reading.Understood::ranking).toList()));
    return understood.get(0).reasons().map(prediction::withRationale).orElse(prediction);
  }

  private Reading converse(Query query, PromptMaker.Opening opening, int sample, Transcript calls)
      throws InterruptedException {
    ModelRequest question = new ModelRequest(query.id(), opening.messages(), schema, sample, 0);
    ModelReply first = chat.ask(question);
    calls.add(sample, first);
    Reading reading = opening.reader().read(first.text());
    if (!(reading instanceof Reading.Unreadable unreadable)) {
      return reading;
    }
    List<Message> messages = new ArrayList<>(opening.messages());
    messages.add(Message.model(first.text().isBlank() ? NOTHING_SAID : first.text()));
    messages.add(
        Message.user(
            template.fill(
                Section.REPAIR, Map.of("problem", unreadable.problem(), "form", form()))));
    ModelRequest repair = new ModelRequest(query.id(), messages, schema, sample, 1);
    ModelReply second = chat.ask(repair);
    calls.add(sample, second);
    Reading last = opening.reader().read(second.text());
    if (last instanceof Reading.Unreadable) {
      // A run that is resumed asks what failed again, and must not be given the same two replies.
      chat.discard(question);
      chat.discard(repair);
    }
    return last;
  }

  private String form() {
    return template.fill(schema.isPresent() ? Section.JSON : Section.TEXT, Map.of());
  }

  @Override
  public Rehearsal rehearse(Query query) {
    List<Message> messages = questions.open(query).messages();
    StringBuilder text = new StringBuilder();
    for (Message message : messages) {
      text.append("-- %s:\n%s\n\n".formatted(heading(message.role()), message.text().strip()));
      message.picture().ifPresent(picture -> text.append("-- with %s\n\n".formatted(picture)));
    }
    Usage usage = Usage.NONE;
    for (int sample = 0; sample < samples; sample++) {
      ModelRequest request = new ModelRequest(query.id(), messages, schema, sample, 0);
      usage = usage.plus(chat.estimate(request).orElse(Usage.NONE));
    }
    return new Rehearsal(text.toString(), samples, usage);
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
  public List<String> notices() {
    return chat.notices();
  }

  @Override
  public void close() {
    chat.close();
  }
}
