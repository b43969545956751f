package org.stowbench.datasets.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.geometry.CandidateFlag;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Dataset;
import org.stowbench.query.DatasetInfo;
import org.stowbench.query.LabeledQuery;

/** What a dataset's folder gives back, and what it refuses to give. */
class DatasetFolderTest {

  @TempDir Path temp;
  private Path folder;
  private DatasetMetadata written;

  @BeforeEach
  void write() throws IOException {
    folder = temp.resolve("small");
    written = SmallDataset.write(folder);
  }

  @Test
  void what_was_written_is_read() {
    DatasetFolder read = DatasetFolder.open(folder);
    assertThat(read.metadata()).isEqualTo(written);
    assertThat(read.splits()).containsExactly("eval", "dev");
    assertThat(queries(read.split("eval"))).containsExactly(SmallDataset.PAN, SmallDataset.CUP);
    assertThat(queries(read.split("dev"))).containsExactly(SmallDataset.POT);
    try (Stream<?> scenes = read.scenes()) {
      assertThat(scenes.toList())
          .isEqualTo(List.of(SmallDataset.FULL, SmallDataset.UNASKED, SmallDataset.ROW));
    }
  }

  @Test
  void a_split_is_identified_by_dataset_split_and_the_whole_content() {
    assertThat(DatasetFolder.open(folder).split("eval").info())
        .isEqualTo(new DatasetInfo("small:eval", written.checksums().content(), 2, true));
  }

  @Test
  void the_metadata_counts_what_is_there() {
    assertThat(written.splits())
        .isEqualTo(Map.of("eval", new SplitCounts(2, 1, 2, 2), "dev", new SplitCounts(1, 0, 1, 1)));
    assertThat(written.counts().scenes()).isEqualTo(3);
    assertThat(written.counts().containers()).isEqualTo(11);
    assertThat(written.counts().flags())
        .containsExactly(
            Map.entry(CandidateFlag.POINT, 1L),
            Map.entry(CandidateFlag.LINE, 1L),
            Map.entry(CandidateFlag.NO_AREA, 2L),
            Map.entry(CandidateFlag.INVALID, 1L),
            Map.entry(CandidateFlag.REPEATED, 1L));
  }

  @Test
  void what_is_written_fits_the_schemas() throws IOException {
    assertThat(Schemas.errors(folder)).isEmpty();
  }

  @Test
  void the_content_checksum_follows_from_the_files() throws IOException {
    Path again = temp.resolve("again");
    assertThat(SmallDataset.write(again)).isEqualTo(written);
    for (String file : List.of("dataset.json", "scenes.jsonl", "queries.jsonl")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
    }
  }

  @Test
  void several_threads_may_stream_one_split_at_once() {
    Dataset eval = DatasetFolder.open(folder).split("eval");
    assertThat(IntStream.range(0, 16).parallel().mapToObj(i -> queries(eval)).distinct())
        .containsExactly(List.of(SmallDataset.PAN, SmallDataset.CUP));
  }

  @Test
  void a_split_can_be_read_from_any_query_on() {
    Dataset eval = DatasetFolder.open(folder).split("eval");
    List<LabeledQuery> all = queries(eval);
    for (int first = 0; first <= all.size() + 1; first++) {
      List<LabeledQuery> rest = all.subList(Math.min(first, all.size()), all.size());
      try (Stream<LabeledQuery> from = eval.queriesFrom(first);
          Stream<LabeledQuery> limited = eval.limited(2).queriesFrom(first)) {
        assertThat(from.toList()).isEqualTo(rest);
        assertThat(limited.toList())
            .isEqualTo(rest.stream().limit(Math.max(0, 2 - first)).toList());
      }
    }
  }

  @Test
  void some_households_are_read_without_the_others_and_on_another_machine() throws Exception {
    HouseholdIndex index = sent(DatasetFolder.open(folder).households("eval"));
    assertThat(index.size()).isEqualTo(2);
    assertThat(index.queries(0, 2)).containsExactly(SmallDataset.PAN, SmallDataset.CUP);
    for (String file : List.of("scenes.jsonl", "queries.jsonl")) {
      byte[] whole = Files.readAllBytes(folder.resolve(file));
      Arrays.fill(whole, 0, 50, (byte) 'x'); // the first household's
      Files.write(folder.resolve(file), whole);
    }
    assertThat(index.queries(1, 1)).containsExactly(SmallDataset.CUP);
    assertThatThrownBy(() -> index.queries(0, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("queries.jsonl: line 1: not JSON");
  }

  private static HouseholdIndex sent(HouseholdIndex index) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(index);
    return (HouseholdIndex)
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
  }

  @Test
  void an_unknown_split_is_refused_with_those_that_there_are() {
    assertRefused("expected one of the splits eval, dev, found test", "test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "queries.jsonl | \"scene\":\"row\"    | \"scene\":\"raw\"     | queries.jsonl: line 2, field scene: expected the id of a scene in scenes.jsonl, found the text \"raw\"",
        "queries.jsonl | \"id\":\"3\"         | \"id\":\"1\"          | queries.jsonl: line 3, field id: query 1 is there already",
        "queries.jsonl | \"split\":\"dev\"    | \"split\":\"deva\"    | queries.jsonl: line 2, field split: expected one of the splits",
        "queries.jsonl | \"split\":\"dev\"    | \"split\":\"eval\"    | queries.jsonl: expected 2 queries of split eval, as dataset.json says, found 3",
        "queries.jsonl | {\"container\":3}    | {\"container\":4}     | queries.jsonl: line 2: query 2: truth is container 4",
        "queries.jsonl | {\"container\":3}    | {\"container\":\"3\"} | queries.jsonl: line 2, field truth.container: expected a whole number, found the text \"3\"",
        "queries.jsonl | {\"container\":3}    | {\"container\":2}     | queries.jsonl: changed since it was written",
        "queries.jsonl | \"item\":\"pot\"     | \"item\":\"pot        | queries.jsonl: line 2: not JSON",
        "scenes.jsonl  | \"id\":\"unasked\"   | \"id\":\"row\"        | scenes.jsonl: line 3, field id: scene row is already on line 2",
        "scenes.jsonl  | \"id\":\"unasked\"   | \"id\":7              | scenes.jsonl: line 2, field id: expected a text, found 7",
        "scenes.jsonl  | [3,4.5]              | [3]                   | scenes.jsonl: line 1, field containers[1].region[0]: expected a vertex [x, y]",
        "scenes.jsonl  | [3,4.5]              | [3,4]                 | scenes.jsonl: changed since it was written",
        "dataset.json  | \"format_version\" : 1 | \"format_version\" : 2 | dataset.json: field format_version: expected 1 (what this version of Stowbench reads), found 2",
        "dataset.json  | \"simulated\" : true | \"simulated\" : 1     | dataset.json: field simulated: expected true or false, found 1",
        "dataset.json  | \"default_split\" : \"eval\" | \"default_split\" : \"test\" | default split test: must be one of its splits",
      })
  void damage_is_refused_with_file_line_and_field(
      String file, String part, String broken, String message) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(part);
    Files.writeString(path, text.replace(part, broken));
    assertRefused(message, "eval");
  }

  @Test
  void a_file_that_was_cut_off_is_refused() throws IOException {
    for (String file : List.of("scenes.jsonl", "queries.jsonl")) {
      byte[] whole = Files.readAllBytes(folder.resolve(file));
      Files.write(folder.resolve(file), Arrays.copyOf(whole, whole.length - 20));
      assertRefused(file + ": line 3: cut off: the file ends in the middle of this line", "eval");
      Files.write(folder.resolve(file), whole);
    }
  }

  @Test
  void a_file_that_lost_its_last_line_is_refused() throws IOException {
    Path queries = folder.resolve("queries.jsonl");
    List<String> lines = Files.readAllLines(queries);
    Files.write(queries, lines.subList(0, 2));
    assertRefused("expected 2 queries of split eval, as dataset.json says, found 1", "eval");
  }

  @Test
  void bytes_that_are_not_text_are_refused() throws IOException {
    Path scenes = folder.resolve("scenes.jsonl");
    String text = Files.readString(scenes).replace("kitchen", "k\u00fcche");
    Files.write(scenes, text.getBytes(StandardCharsets.ISO_8859_1));
    assertRefused("scenes.jsonl: line 1", "eval");
  }

  @ParameterizedTest
  @CsvSource({"dataset.json", "scenes.jsonl", "queries.jsonl"})
  void a_missing_file_is_named(String file) throws IOException {
    Files.delete(folder.resolve(file));
    assertRefused(file + ": missing: a dataset's folder must hold it", "eval");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "queries.jsonl | \"item\":\"pot\"  | \"item\":\"pan\"",
        "queries.jsonl | \"item\":\"pot\"  | \"item\":\"pots",
        "queries.jsonl | \"item\":\"pot\"  | \"item\":\"teapot\"",
        "scenes.jsonl  | [3,4.5]           | [4,4.5]",
        "scenes.jsonl  | [3,4.5]           | [3",
        "scenes.jsonl  | \"id\":\"row\"    | \"id\":\"raw\"",
      })
  void a_file_that_changes_while_it_is_read_is_told_as_that(String file, String part, String other)
      throws IOException {
    Path path = folder.resolve(file);
    String before = Files.readString(path);
    assertThat(before).contains(part);
    for (String after : List.of(before.replace(part, other), before + before, "", "{}\n")) {
      Files.writeString(path, before);
      Dataset eval = DatasetFolder.open(folder).split("eval");
      assertThatThrownBy(
              () -> {
                try (Stream<LabeledQuery> queries = eval.queries()) {
                  Iterator<LabeledQuery> each = queries.iterator();
                  each.next();
                  Files.writeString(path, after);
                  each.forEachRemaining(query -> {});
                }
              })
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(file + ": changed while it was read: ");
      assertThatThrownBy(() -> eval.queriesFrom(1).close())
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(file + ": changed while it was read: ");
    }
  }

  @ParameterizedTest
  @CsvSource({"scenes.jsonl", "queries.jsonl"})
  void a_file_that_is_gone_while_it_is_read_is_told_as_that(String file) throws IOException {
    Dataset eval = DatasetFolder.open(folder).split("eval");
    queries(eval);
    Files.delete(folder.resolve(file));
    assertThatThrownBy(() -> queries(eval))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file + ": changed while it was read: it can be read no more");
  }

  @Test
  void a_file_that_is_written_again_as_it_was_is_read_on() throws IOException {
    DatasetFolder opened = DatasetFolder.open(folder);
    List<LabeledQuery> before = queries(opened.split("eval"));
    for (String file : List.of("scenes.jsonl", "queries.jsonl")) {
      Files.write(temp.resolve("copy"), Files.readAllBytes(folder.resolve(file)));
      Files.move(temp.resolve("copy"), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(queries(opened.split("eval"))).isEqualTo(before);
  }

  private void assertRefused(String message, String split) {
    assertThatThrownBy(() -> queries(DatasetFolder.open(folder).split(split)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static List<LabeledQuery> queries(Dataset dataset) {
    try (Stream<LabeledQuery> queries = dataset.queries()) {
      return queries.toList();
    }
  }
}
