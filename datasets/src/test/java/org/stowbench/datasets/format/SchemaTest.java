package org.stowbench.datasets.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the published schemas let through, and what not. */
class SchemaTest {

  private static final String SCENE =
      "{\"id\":\"a\",\"containers\":[{\"id\":0,\"region\":[[1,2],[3,4],[5,1]]}]}";
  private static final String HOME =
      "{\"id\":\"a\",\"containers\":[{\"id\":0,\"name\":\"top drawer\",\"position\":[1,-2.5,0],"
          + "\"size\":[0,0.5,1],\"room\":\"hall\"}],\"distances\":[[0,3],[2.5,0]]}";
  private static final String TOLD =
      "{\"id\":\"q\",\"split\":\"dev\",\"scene\":\"a\",\"item\":\"pan\",\"household\":\"h\","
          + "\"truth\":{\"containers\":[0,2]},\"known\":[{\"item\":\"pot\",\"container\":1},"
          + "{\"item\":\"tent\",\"not_here\":true}]}";
  private static final String QUERY =
      "{\"id\":\"q\",\"split\":\"dev\",\"scene\":\"a\",\"item\":\"pan\",\"household\":\"h\","
          + "\"truth\":{\"container\":0},\"votes\":[{\"annotator\":\"1\",\"not_here\":true}]}";

  @ParameterizedTest
  @ValueSource(strings = {SCENE, HOME, "{\"id\":\"a\",\"containers\":[],\"width\":3,\"height\":4}"})
  void a_scene_fits(String json) {
    assertThat(Schemas.errors("scene", json)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\":\"a\"        | \"id\":\" \"",
        "\"id\":\"a\"        | \"id\":7",
        "\"id\":\"a\",       | \"id\":\"a\",\"width\":3,",
        "\"id\":\"a\",       | \"id\":\"a\",\"rooms\":\"kitchen\",",
        "\"id\":0            | \"id\":-1",
        "[[1,2],[3,4],[5,1]] | []",
        "[[1,2],[3,4],[5,1]] | [[1,2,3]]",
        "[[1,2],[3,4],[5,1]] | [[1,\"2\"]]",
        "\"id\":0            | \"id\":0,\"confidence\":1.5",
        "\"id\":0            | \"id\":0,\"side\":\"left\"",
        "\"id\":0            | \"id\":0,\"flags\":[\"odd\"]",
      })
  void a_broken_scene_does_not(String part, String broken) {
    assertThat(SCENE).contains(part);
    assertThat(Schemas.errors("scene", SCENE.replace(part, broken))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {QUERY, TOLD})
  void a_query_fits(String json) {
    assertThat(Schemas.errors("query", json)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"split\":\"dev\"   | \"split\":\"Dev set\"",
        "\"household\":\"h\" | \"household\":null",
        "{\"container\":0}   | {}",
        "{\"container\":0}   | {\"container\":0,\"not_here\":true}",
        "{\"container\":0}   | {\"not_here\":false}",
        "{\"container\":0}   | {\"region\":[[1,2]]}",
        "\"annotator\":\"1\" | \"annotator\":1",
        "\"not_here\":true   | \"nobody\":true",
      })
  void a_broken_query_does_not(String part, String broken) {
    assertThat(QUERY).contains(part);
    assertThat(Schemas.errors("query", QUERY.replace(part, broken))).isNotEmpty();
  }
}
