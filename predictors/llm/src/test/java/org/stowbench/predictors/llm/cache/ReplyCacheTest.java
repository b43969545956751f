package org.stowbench.predictors.llm.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.Json;
import org.stowbench.prediction.Usage;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictors.llm.chat.Chat;
import org.stowbench.predictors.llm.chat.Message;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.predictors.llm.chat.ModelRequest;
import org.stowbench.predictors.llm.chat.Picture;
import org.stowbench.predictors.llm.model.ModelSettings;

class ReplyCacheTest {

  private static final int KEYS = 20;
  private static final int LENGTH = 30_000;

  /** Another process: writes replies, each of one letter, over and over. */
  static final class Writer {
    public static void main(String[] arguments) throws IOException {
      ReplyCache cache = new ReplyCache(Path.of(arguments[0]));
      System.out.println("writing");
      for (int round = 0; ; round++) {
        for (int key = 0; key < KEYS; key++) {
          cache.write(ReplyCacheTest.key(key), Json.object(), reply((char) ('a' + round % 26)));
        }
      }
    }
  }

  private static String key(int number) {
    return "%064x".formatted(number);
  }

  private static ModelReply reply(char letter) {
    return ModelReply.of(String.valueOf(letter).repeat(LENGTH));
  }

  @Test
  void processesThatWriteTheSameAndAreKilledLeaveWholeReplies(@TempDir Path home) throws Exception {
    ReplyCache cache = new ReplyCache(home);
    for (int kill = 0; kill < 2; kill++) {
      List<Process> writers = new ArrayList<>(List.of(start(home), start(home)));
      for (Process writer : writers) {
        assertThat(writer.inputReader().readLine()).isEqualTo("writing");
      }
      while (wholeReplies(cache) < KEYS) {
        Thread.onSpinWait(); // until each was written once; from then on none may be missing
      }
      for (int round = 0; round < 15; round++) {
        assertThat(wholeReplies(cache)).isEqualTo(KEYS);
      }
      for (Process writer : writers) {
        writer.destroyForcibly().waitFor(); // kill -9
      }
      assertThat(wholeReplies(cache)).isEqualTo(KEYS);
    }
    cache.write(key(0), Json.object(), reply('z'));
    assertThat(cache.read(key(0))).hasValueSatisfying(r -> assertThat(r.text()).startsWith("zz"));
    assertThat(cache.clear()).isEqualTo(KEYS);
    assertThat(cache.stats().bytes()).isZero();
  }

  private static Process start(Path home) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            home.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static int wholeReplies(ReplyCache cache) throws IOException {
    int whole = 0;
    for (int key = 0; key < KEYS; key++) {
      Optional<ModelReply> reply = cache.read(key(key));
      if (reply.isPresent()) {
        String text = reply.get().text();
        assertThat(text).hasSize(LENGTH);
        assertThat(text.equals(text.substring(0, 1).repeat(LENGTH))).as("of one letter").isTrue();
        whole++;
      }
    }
    return whole;
  }

  /**
   * All fields of version 2; whoever changes them needs a new version in {@link CachingChat}. Files
   * of before {@code asked}, which is for people, and {@code free} are read too.
   */
  private static final String VERSION_2 =
      "{\"asked\":{\"query\":\"q\"},\"text\":\"Drawer 3.\",\"thoughts\":\"It is"
          + " flat.\",\"input_tokens\":100,\"output_tokens\":20,\"cost_usd\":0.25,"
          + "\"finish_reason\":\"stop\",\"model\":\"m-2026\",\"latency_ns\":1500,\"free\":true}";

  private static final ModelReply WHOLE =
      new ModelReply(
          "Drawer 3.",
          Optional.of("It is flat."),
          Optional.of(new Usage(100, 20, OptionalDouble.of(0.25))),
          Optional.of("stop"),
          Optional.of("m-2026"),
          Duration.ofNanos(1500),
          true,
          true);

  @Test
  void aReplyIsKeptInTheFieldsOfTheVersionAndRead(@TempDir Path home) throws IOException {
    ReplyCache cache = new ReplyCache(home);
    Path file = home.resolve("cache/replies/00/" + key(1) + ".json");

    cache.write(key(1), Json.object().put("query", "q"), WHOLE);

    assertThat(file).hasContent(VERSION_2);
    Files.writeString(file, VERSION_2);
    assertThat(cache.read(key(1))).contains(WHOLE);
    Files.writeString(file, "{\"text\":\"Drawer 3.\",\"latency_ns\":0}");
    assertThat(cache.read(key(1)).orElseThrow().text()).isEqualTo("Drawer 3.");
  }

  @Test
  @Timeout(30)
  void aPipeWhereAReplyBelongsKeepsNobodyWaiting(@TempDir Path home) throws Exception {
    ReplyCache cache = new ReplyCache(home);
    Path file = home.resolve("cache/replies/00/" + key(1) + ".json");
    Files.createDirectories(file.getParent());
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();

    assertThat(cache.read(key(1))).isEmpty();
    assertThatThrownBy(() -> cache.write(key(1), Json.object(), WHOLE))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no plain file");
  }

  @Test
  void eachSeedAsksForAReplyOfItsOwnAndKeepsIt(@TempDir Path home) throws Exception {
    ModelSettings settings =
        ModelSettings.of(
            PredictorSpec.parse("noam:model=openai/m", ModelSettings.options(), false), 1);
    AtomicInteger asked = new AtomicInteger();
    Chat model = request -> reply((char) ('a' + asked.getAndIncrement()));
    ModelRequest request =
        new ModelRequest("q", List.of(Message.user("Where?")), Optional.empty(), 0, 1);
    List<String> replies = new ArrayList<>();
    for (long seed : new long[] {1, 2, 3, 1, 2, 3}) {
      CachingChat chat = new CachingChat(model, settings, new ReplyCache(home), seed);
      replies.add(chat.ask(request).text().substring(0, 1));
    }

    assertThat(replies).containsExactly("a", "b", "c", "a", "b", "c");
    assertThat(asked).hasValue(3);
  }

  @Test
  void theKeyOfARequestIsThatOfTheVersion(@TempDir Path home) {
    ModelSettings settings =
        ModelSettings.of(
            PredictorSpec.parse(
                "noam:model=openai/m,temperature=0.5", ModelSettings.options(), false),
            1);
    Chat nobody =
        request -> {
          throw new AssertionError("nobody is asked");
        };
    CachingChat chat = new CachingChat(nobody, settings, new ReplyCache(home), 1);
    Message shown =
        Message.user("Where?").showing(new Picture("image/png", new byte[] {1, 2, 3}, 1));

    assertThat(
            chat.key(
                new ModelRequest(
                    "q",
                    List.of(Message.system("You guide."), shown),
                    Optional.of(ModelRequest.Schema.RANKING),
                    2,
                    1)))
        .isEqualTo("349b990a073c535532a8a5caedf54f7b5c20edbd0bbee4b7cc6495e4b0a4f6f1");
  }

  @Test
  void whatWasSaidAboutAQueryIsFoundAndARepairStandsBehindTheFirstReply(@TempDir Path home)
      throws Exception {
    ModelSettings settings =
        ModelSettings.of(
            PredictorSpec.parse("noam:model=openai/m", ModelSettings.options(), false), 1);
    ReplyCache cache = new ReplyCache(home);
    CachingChat chat =
        new CachingChat(request -> reply((char) ('a' + request.round())), settings, cache, 1);
    List<Message> opening = List.of(Message.system("You guide."), Message.user("Where?"));
    List<Message> repair = new ArrayList<>(opening);
    repair.add(Message.model("hm"));
    repair.add(Message.user("A number, please."));
    for (int sample = 0; sample < 2; sample++) {
      chat.ask(new ModelRequest("q", opening, Optional.empty(), sample, 0));
    }
    chat.ask(new ModelRequest("q", repair, Optional.empty(), 0, 1));
    chat.ask(new ModelRequest("other", List.of(Message.user("Why?")), Optional.empty(), 0, 0));
    cache.write(key(1), Json.object(), WHOLE);

    assertThat(cache.about("q", Optional.empty()))
        .extracting(
            kept -> kept.said().turns().stream().map(turn -> turn.speaker().words()).toList())
        .containsExactly(
            List.of("task", "question", "reply", "asked again", "reply"),
            List.of("task", "question", "reply"));
    assertThat(cache.about("q", Optional.empty()).get(0).said().turns().get(3).text())
        .isEqualTo("A number, please.");
    assertThat(cache.about("Q", Optional.empty())).isEmpty();
  }
}
