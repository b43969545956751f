package org.stowbench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Truth;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/** The tables of {@code datasets export --as parquet}, read by the Parquet that Spark brings. */
class ParquetTablesTest {

  private static final int QUERIES = 20_003;

  private static final Pattern SPARKS =
      Pattern.compile(".*[/\\\\]org[/\\\\]apache[/\\\\](spark|parquet|hadoop)[/\\\\].*");

  @Test
  void whatIsExportedIsReadBySparksVersionOfParquet(@TempDir Path folder) throws Exception {
    write(folder.resolve("small"), QUERIES);
    stowbench(folder, "datasets", "export", "small", "--as", "parquet", "--to", "tables");

    assertThat(
            read(folder.resolve("tables/queries-eval.parquet")).stream()
                .map(ParquetTablesTest::words))
        .isEqualTo(
            IntStream.range(0, QUERIES)
                .mapToObj(
                    i ->
                        "q%1$d Löffel %1$d %2$s %3$b 0"
                            .formatted(i, truth(i).containers(), truth(i).isNotHere()))
                .toList());
    assertThat(read(folder.resolve("tables/scenes.parquet")))
        .singleElement()
        .satisfies(scene -> assertThat(scene.getInteger("containers", 0)).isEqualTo(4));
  }

  @Test
  void soAreRunsARowForEachQueryAndForEachAnswer(@TempDir Path folder) throws Exception {
    write(folder.resolve("small"), 7);
    stowbench(
        folder, "run", "--dataset", "small", "--predictor", "largest", "--out", "runs", "--quiet");
    stowbench(
        folder,
        "runs",
        "export",
        "runs/largest-small-eval-001",
        "--dataset",
        "small",
        "--as",
        "parquet",
        "--to",
        "tables");

    assertThat(read(folder.resolve("tables/queries.parquet")))
        .hasSize(7)
        .allSatisfy(
            row -> {
              assertThat(row.getString("run", 0)).isEqualTo("largest-small-eval-001");
              assertThat(row.getDouble("correct", 0)).isBetween(0.0, 1.0);
              assertThat(row.getFieldRepetitionCount("error")).isZero();
            });
    // Four containers for each, or four and "not here".
    assertThat(read(folder.resolve("tables/predictions.parquet")))
        .hasSizeBetween(4 * 7, 5 * 7)
        .first()
        .satisfies(
            row -> {
              assertThat(row.getString("query", 0)).isEqualTo("q0");
              assertThat(row.getInteger("rank", 0)).isEqualTo(1);
            });
  }

  /** In a process without Spark's libraries, so that those that the command line fetches write. */
  private static void stowbench(Path folder, String... arguments) throws Exception {
    String own =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !SPARKS.matcher(entry).matches())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                own,
                "org.stowbench.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
    builder.environment().put("STOWBENCH_HOME", folder.resolve("home").toString());
    assertThat(builder.start().waitFor()).isZero();
  }

  private static void write(Path dataset, int queries) throws IOException {
    Scene row = TestKitchens.row("row", 4);
    try (DatasetWriter writer = DatasetWriter.create(dataset)) {
      writer.scene(row);
      for (int i = 0; i < queries; i++) {
        LabeledQuery query =
            TestKitchens.query("q" + i, row, "Löffel " + i, "h" + i, Answer.NOT_HERE);
        writer.query(
            new LabeledQuery(query.query(), query.household(), truth(i), query.votes()), "eval");
      }
      writer.commit(
          new DatasetDescription(
              "small", "Kitchens", "", "MIT", "none", Json.object(), true, "eval"));
    }
  }

  private static String words(Group query) {
    Group containers = query.getGroup("containers", 0);
    List<Integer> ids =
        IntStream.range(0, containers.getFieldRepetitionCount("list"))
            .mapToObj(place -> containers.getGroup("list", place).getInteger("element", 0))
            .toList();
    return "%s %s %s %b %d"
        .formatted(
            query.getString("query", 0),
            query.getString("item", 0),
            ids,
            query.getBoolean("not_here", 0),
            query.getFieldRepetitionCount("known"));
  }

  private static Truth truth(int query) {
    return switch (query % 3) {
      case 0 -> Truth.NOT_HERE;
      case 1 -> Truth.in(query % 4);
      default -> Truth.in(1, 3);
    };
  }

  private static List<Group> read(Path file) throws IOException {
    List<Group> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(group, new GroupRecordConverter(schema));
        for (long i = 0; i < group.getRowCount(); i++) {
          rows.add(records.read());
        }
      }
    }
    return rows;
  }
}
