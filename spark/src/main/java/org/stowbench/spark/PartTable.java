package org.stowbench.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.stowbench.io.Json;
import org.stowbench.io.PredictionJson;
import org.stowbench.prediction.Prediction;
import org.stowbench.predictions.AnswerText;
import org.stowbench.scorer.PartScoring;
import org.stowbench.scorer.QueryScore;
import org.stowbench.scorer.ScoredRun;

/**
 * The predictions of a part as a Parquet file, a row a query, by household: who asked for what,
 * what came first and how it came out as in {@code per-query.csv}, the whole prediction as a line
 * of {@code predictions.jsonl}, and the {@code sums} that figures are made of.
 */
final class PartTable {

  private static final String SCORED =
      "required binary household (STRING); required binary item (STRING);"
          + " required group sums (LIST) { repeated group list { required double element; } }";

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message prediction { required binary query (STRING); optional binary answer (STRING);"
              + " required double correct; optional double rank; optional double openings;"
              + " optional binary error (STRING); required binary prediction (STRING); "
              + SCORED
              + "}");

  private PartTable() {}

  /**
   * Writes a part; the file is there whole or not at all.
   *
   * @param scored the part
   * @param rows its rows, by ordinal
   * @param predictions by their queries' ids
   */
  static void write(
      Path file, ScoredRun scored, List<PartScoring.Row> rows, Map<String, Prediction> predictions)
      throws IOException {
    Files.createDirectories(file.getParent());
    // Whoever reads the folder as one table passes over what begins with a dot.
    Path unfinished = file.resolveSibling("." + file.getFileName());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(unfinished))
            .withType(SCHEMA)
            .withConf(new PlainParquetConfiguration())
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (int ordinal = 0; ordinal < rows.size(); ordinal++) {
        QueryScore score = scored.queries().get(ordinal);
        writer.write(group(score, rows.get(ordinal), predictions.get(score.query().id())));
      }
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Group group(QueryScore score, PartScoring.Row row, Prediction prediction) {
    Group group = new SimpleGroup(SCHEMA);
    group.append("query", prediction.query());
    score.answer().ifPresent(answer -> group.append("answer", AnswerText.write(answer)));
    group.append("correct", score.correct());
    append(group, "rank", score.rank());
    append(group, "openings", score.openings());
    prediction.error().ifPresent(error -> group.append("error", error));
    group.append("prediction", Json.line(PredictionJson.write(prediction)));
    group.append("household", row.household());
    group.append("item", row.item());
    Group sums = group.addGroup("sums");
    for (double number : row.numbers()) {
      sums.addGroup("list").append("element", number);
    }
    return group;
  }

  private static void append(Group group, String name, OptionalDouble value) {
    value.ifPresent(number -> group.append(name, number));
  }

  /** What figures are made of, of a part that was written. */
  static List<PartScoring.Row> rows(Path file) throws IOException {
    List<PartScoring.Row> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = new Scored(file).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        Group sums = group.getGroup("sums", 0);
        double[] numbers = new double[sums.getFieldRepetitionCount("list")];
        for (int column = 0; column < numbers.length; column++) {
          numbers[column] = sums.getGroup("list", column).getDouble("element", 0);
        }
        rows.add(
            new PartScoring.Row(
                group.getString("household", 0), group.getString("item", 0), numbers));
      }
    }
    return rows;
  }

  /** Reads what was scored alone, and without Hadoop's file systems, which need a JDK before 24. */
  private static final class Scored extends ParquetReader.Builder<Group> {

    Scored(Path file) {
      super(new LocalInputFile(file), new PlainParquetConfiguration());
      set(ReadSupport.PARQUET_READ_SCHEMA, "message prediction { " + SCORED + "}");
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
