package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskerTest {

  private static final String KEY = "sk-Ab/9+0123\"456?789";

  private static final Masker MASKER = Masker.of(List.of(KEY, "none", "other-key"));

  static Stream<String> forms() {
    Stream<String> words =
        Stream.of(
            KEY,
            KEY.toLowerCase(java.util.Locale.ROOT),
            Json.line(Json.object().put("a", KEY)),
            Json.line(Json.object().put("a", Json.line(Json.object().put("b", KEY)))),
            KEY.replace("/", "\\/").replace("s", "\\u0073"),
            URLEncoder.encode(KEY, StandardCharsets.UTF_8),
            URLEncoder.encode(KEY, StandardCharsets.UTF_8).toLowerCase(java.util.Locale.ROOT));
    Stream<String> coded =
        Stream.of("", ":", "me:", "user:", "token:")
            .map(user -> (user + KEY).getBytes(StandardCharsets.UTF_8))
            .flatMap(
                bytes ->
                    Stream.of(
                        "Basic " + Base64.getEncoder().encodeToString(bytes),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    return Stream.concat(words, coded);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aKeyGoesInWhateverFormItComes(String form) {
    String masked = MASKER.mask("before " + form + " behind");

    assertThat(MASKER.finds(form)).isTrue();
    assertThat(masked).contains("before ", "[key]", " behind").doesNotContain("b/9", "0123", "456");
    assertThat(masked.length())
        .isLessThan("before {\"a\":\"{\\\"b\\\":\\\"[key]\\\"}\"} behind+++".length());
    assertThat(
            new String(
                MASKER.mask((form + " é").getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8))
        .contains("[key]")
        .endsWith(" é");
  }

  @Test
  void otherWordsStay() {
    String text = "none of them holds sk-Ab or 0123";

    assertThat(MASKER.mask(text)).isEqualTo(text);
    assertThat(Masker.of(List.of()).mask(text)).isSameAs(text);
  }

  @Test
  void jsonIsMaskedInItsTextsNumbersAndNames() {
    ObjectNode json = Json.object().put("said", "with " + KEY).put(KEY, true).put("count", 3);
    json.putArray("list").add(7).addObject().put("number", 12345678);

    assertThat(Masker.of(List.of(KEY, "12345678")).mask(json).toString())
        .isEqualTo(
            "{'said':'with [key]','[key]':true,'count':3,'list':[7,{'number':'[key]'}]}"
                .replace('\'', '"'));
    assertThat(Masker.of(List.of()).mask(json)).isSameAs(json);
  }

  @Test
  void theEnvironmentsKeysAreThoseThatAreCalledSo() {
    Masker masker =
        Masker.ofEnvironment(
            Map.of(
                "OPENAI_API_KEY", "value-one", "github_token", "value-two", "HOME", "value-three"));

    assertThat(masker.mask("value-one value-two value-three")).isEqualTo("[key] [key] value-three");
  }
}
