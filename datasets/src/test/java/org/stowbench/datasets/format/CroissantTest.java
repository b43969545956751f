package org.stowbench.datasets.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.Json;
import org.stowbench.io.Sha256;

/** What lies beside a dataset for those who read Croissant. */
class CroissantTest {

  @TempDir Path folder;
  private JsonNode croissant;

  @BeforeEach
  void write() throws IOException {
    Path target = folder.resolve("small");
    SmallDataset.write(target);
    croissant = new ObjectMapper().readTree(target.resolve("croissant.json").toFile());
  }

  @Test
  void it_has_what_the_specification_asks_for_as_far_as_it_is_known() {
    assertThat(croissant.get("@type").textValue()).isEqualTo("sc:Dataset");
    assertThat(croissant.get("@context").get("conformsTo").textValue()).isEqualTo("dct:conformsTo");
    assertThat(croissant.get("conformsTo").textValue())
        .isEqualTo("http://mlcommons.org/croissant/1.0");
    for (String required : new String[] {"name", "description", "license", "distribution"}) {
      assertThat(croissant.has(required)).as(required).isTrue();
    }
    assertThat(croissant.get("description").textValue()).startsWith("Simulated households. ");
  }

  @Test
  void address_creator_and_date_come_from_the_source_or_not_at_all() throws IOException {
    assertThat(croissant.has("datePublished")).isFalse();
    Path target = folder.resolve("dated");
    DatasetDescription plain = SmallDataset.description("dated");
    try (DatasetWriter writer = DatasetWriter.create(target)) {
      SmallDataset.fill(writer);
      writer.commit(
          new DatasetDescription(
              "dated",
              plain.name(),
              plain.description(),
              "https://creativecommons.org/licenses/by/4.0/",
              plain.citation(),
              Json.object()
                  .put("url", "https://example.org/")
                  .put("creator", "Somebody")
                  .put("published", "2026-01-02"),
              false,
              "eval"));
    }
    JsonNode dated = new ObjectMapper().readTree(target.resolve("croissant.json").toFile());
    assertThat(dated.get("url").textValue()).isEqualTo("https://example.org/");
    assertThat(dated.get("creator").get("name").textValue()).isEqualTo("Somebody");
    assertThat(dated.get("datePublished").textValue()).isEqualTo("2026-01-02");
    assertThat(dated.get("license").textValue()).startsWith("https://");
  }

  @Test
  void files_are_named_with_their_sizes_and_checksums() throws IOException {
    for (JsonNode file : croissant.get("distribution")) {
      Path path = folder.resolve("small").resolve(file.get("contentUrl").textValue());
      assertThat(file.get("contentSize").textValue()).isEqualTo(Files.size(path) + " B");
      assertThat("sha256:" + file.get("sha256").textValue()).isEqualTo(Sha256.checksum(path));
    }
  }

  @Test
  void every_reference_leads_to_something_and_every_column_exists() throws IOException {
    Set<String> ids = new HashSet<>();
    collect(croissant, ids);
    for (JsonNode reference : croissant.get("recordSet").findValues("references")) {
      assertThat(ids).contains(reference.get("field").get("@id").textValue());
    }
    String queries = Files.readString(folder.resolve("small").resolve("queries.jsonl"));
    String scenes = Files.readString(folder.resolve("small").resolve("scenes.jsonl"));
    for (JsonNode set : croissant.get("recordSet")) {
      for (JsonNode field : set.get("field")) {
        if (field.has("source")) {
          String file = field.get("source").get("fileObject").get("@id").textValue();
          assertThat(file.equals("queries.jsonl") ? queries : scenes)
              .contains(
                  "\"" + field.get("source").get("extract").get("column").textValue() + "\":");
        }
      }
    }
  }

  private static void collect(JsonNode json, Set<String> ids) {
    if (json.has("@id") && json.has("@type")) {
      assertThat(ids.add(json.get("@id").textValue())).isTrue();
    }
    json.forEach(child -> collect(child, ids));
  }
}
