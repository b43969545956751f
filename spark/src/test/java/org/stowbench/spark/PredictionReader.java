package org.stowbench.spark;

import java.io.IOException;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Prints the predictions of a job, read by Spark as one table. */
public final class PredictionReader {

  private PredictionReader() {}

  /** Reads the folder that is named. */
  public static void main(String[] args) throws IOException {
    try (SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate()) {
      spark
          .read()
          .parquet(args[0])
          .orderBy("query")
          .select("prediction")
          .as(Encoders.STRING())
          .collectAsList()
          .forEach(System.out::println);
    }
  }
}
