package org.caudal.store.extract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.unsafe.types.UTF8String;
import org.caudal.problem.ProblemException;

/** A small CSV file in UTF-8 that is read whole; no message holds a cell of it. */
public final class Sheet {
  private static final Layout CSV = Layout.of(/* json= */ false, ',', '"', "UTF-8");

  private Sheet() {}

  /**
   * One record.
   *
   * @param number of its first line, from 1
   * @param cells by the name of their column, without space around them; empty ones are left out
   */
  public record Line(long number, Map<String, String> cells) {}

  /** The records of a file. */
  public static List<Line> read(SparkSession spark, String path) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    try (Records records = TextFile.whole(path, path).open(CSV, hadoop)) {
      List<Line> lines = new ArrayList<>();
      for (RawRecord record = records.next(); record != null; record = records.next()) {
        if (record.problem() != null) {
          throw ProblemException.user(
              path + ":" + record.line(),
              "cannot be read (" + record.problem() + ").",
              "Write a CSV file in UTF-8 with a header, as many cells a line as names in it.");
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < record.names().size(); i++) {
          UTF8String cell = record.cell(i);
          String text = cell == null ? "" : cell.trim().toString();
          if (!text.isEmpty()) {
            cells.put(record.names().get(i), text);
          }
        }
        lines.add(new Line(record.line(), cells));
      }
      return lines;
    } catch (IOException e) {
      throw ProblemException.user(
          path,
          "cannot be read: it is not there, is a folder, may not be read or is no CSV file.",
          "Name a file that this user may read.");
    }
  }
}
