package org.caudal.phone.place;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.testing.SharedData;

/** Events with planted ties, and what FlowKit makes of them. */
public final class FlowKitLocations {
  /** First day of the second fortnight. */
  public static final LocalDate HALF = LocalDate.of(2024, 1, 15);

  private FlowKitLocations() {}

  /** The visits of the events in as many partitions. */
  public static Dataset<Row> visits(SparkSession spark, int partitions) throws IOException {
    Map<String, int[]> visits = new TreeMap<>(); // events, first, last
    for (String line : lines("events.csv")) {
      String[] cells = line.split(",");
      LocalDateTime time = LocalDateTime.parse(cells[1].replace(' ', 'T'));
      int second = time.toLocalTime().toSecondOfDay();
      int[] visit =
          visits.computeIfAbsent(
              cells[0] + "," + time.toLocalDate() + "," + cells[2],
              key -> new int[] {0, second, second});
      visit[0]++;
      visit[1] = Math.min(visit[1], second);
      visit[2] = Math.max(visit[2], second);
    }
    List<Row> rows = new ArrayList<>();
    visits.forEach(
        (key, visit) -> {
          String[] cells = key.split(",");
          rows.add(
              RowFactory.create(
                  cells[0], LocalDate.parse(cells[1]), cells[2], visit[0], visit[1], visit[2]));
        });
    return spark
        .createDataFrame(
            rows,
            new StructType()
                .add("subscriber", DataTypes.StringType)
                .add("day", DataTypes.DateType)
                .add("place", DataTypes.StringType)
                .add("events", DataTypes.IntegerType)
                .add("first", DataTypes.IntegerType)
                .add("last", DataTypes.IntegerType))
        .repartition(partitions);
  }

  /** The lines of a file below its header, sorted. */
  public static List<String> lines(String file) throws IOException {
    Path path = SharedData.require("phone/location_definitions/" + file);
    return Files.readAllLines(path).stream().skip(1).sorted().toList();
  }

  /** Columns of the rows as such lines. */
  public static List<String> lines(Dataset<Row> rows, String... columns) {
    return rows
        .select(
            concat_ws(",", Arrays.stream(columns).map(functions::col).toArray(Column[]::new))
                .as("line"))
        .orderBy(col("line"))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
