package org.stowbench.datasets.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;
import org.stowbench.testing.JsonFields;

/**
 * The fields of each version of the format. Whoever adds, drops or renames one raises {@link
 * MetadataJson#FORMAT_VERSION}, adds the new version's fields and a stored example here, and keeps
 * the old ones: datasets of an older version must stay readable.
 */
class FormatVersionTest {

  private static final Map<Integer, Map<String, String>> FIELDS =
      Map.of(
          1,
          Map.of(
              "dataset.json",
              """
              format_version id name description licence citation source simulated default_split
              splits splits.* splits.*.queries splits.*.not_here splits.*.scenes
              splits.*.households
              counts counts.scenes counts.containers counts.queries counts.flags
              counts.flags.point counts.flags.line counts.flags.no_area counts.flags.invalid
              counts.flags.repeated
              checksums checksums.scenes.jsonl checksums.queries.jsonl checksums.content
              """,
              "scenes.jsonl",
              """
              id room image width height
              containers containers.id containers.region containers.type containers.confidence
              containers.side containers.prompt_number containers.flags
              anchors anchors.type anchors.region anchors.confidence
              countertop
              """,
              "queries.jsonl",
              """
              id split scene item household
              truth truth.container truth.not_here
              votes votes.annotator votes.container votes.not_here
              """));

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path temp;

  private static Set<String> pinned(int version, String file) {
    return Stream.of(FIELDS.get(version).get(file).strip().split("\\s+"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> fields(Path file) throws IOException {
    List<String> records =
        file.toString().endsWith(".jsonl")
            ? Files.readAllLines(file)
            : List.of(Files.readString(file));
    Set<String> fields = new TreeSet<>();
    for (String record : records) {
      // Where a dataset comes from is a free object.
      fields.addAll(JsonFields.of(MAPPER.readTree(record), "source"::equals, "splits"::equals));
    }
    return fields;
  }

  /** The example of a version, as that version wrote it. */
  private Path stored(int version) throws IOException {
    Path folder = Files.createDirectory(temp.resolve("version-" + version));
    for (String file : Set.of("dataset.json", "scenes.jsonl", "queries.jsonl", "croissant.json")) {
      try (InputStream in =
          FormatVersionTest.class.getResourceAsStream("version-" + version + "/" + file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
    return folder;
  }

  @Test
  void every_version_so_far_has_its_fields_pinned() {
    assertThat(FIELDS.keySet()).contains(MetadataJson.FORMAT_VERSION);
    assertThat(FIELDS.keySet()).allMatch(version -> version <= MetadataJson.FORMAT_VERSION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dataset.json", "scenes.jsonl", "queries.jsonl"})
  void what_is_written_has_exactly_the_fields_of_this_version(String file) throws IOException {
    SmallDataset.write(temp.resolve("small"));
    assertThat(fields(temp.resolve("small").resolve(file)))
        .isEqualTo(pinned(MetadataJson.FORMAT_VERSION, file));
  }

  @ParameterizedTest
  @ValueSource(ints = 1)
  void the_stored_example_of_a_version_can_still_be_read(int version) throws IOException {
    DatasetFolder folder = DatasetFolder.open(stored(version));
    assertThat(folder.metadata().description()).isEqualTo(SmallDataset.description("small"));
    try (Stream<Scene> scenes = folder.scenes()) {
      assertThat(scenes).containsExactly(SmallDataset.FULL, SmallDataset.UNASKED, SmallDataset.ROW);
    }
    try (Stream<LabeledQuery> queries = folder.split("eval").queries()) {
      assertThat(queries).containsExactly(SmallDataset.PAN, SmallDataset.CUP);
    }
    try (Stream<LabeledQuery> queries = folder.split("dev").queries()) {
      assertThat(queries).containsExactly(SmallDataset.POT);
    }
    assertThat(Schemas.errors(folder.folder())).isEmpty();
  }

  @Test
  void the_same_dataset_gives_the_bytes_that_are_stored_for_this_version() throws IOException {
    Path stored = stored(MetadataJson.FORMAT_VERSION);
    SmallDataset.write(temp.resolve("small"));
    try (Stream<Path> files = Files.list(temp.resolve("small"))) {
      assertThat(files)
          .allSatisfy(
              file -> assertThat(file).hasSameTextualContentAs(stored.resolve(file.getFileName())))
          .hasSize(4);
    }
  }

  @Test
  void a_version_that_is_not_known_is_refused_before_anything_else_is_read() throws IOException {
    Path stored = stored(1);
    Files.writeString(
        stored.resolve("dataset.json"), "{\"format_version\": 2, \"id\": {\"new\": true}}");
    assertThatThrownBy(() -> DatasetFolder.open(stored))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("format_version")
        .hasMessageContaining("expected 1 (what this version of Stowbench reads), found 2");
  }
}
