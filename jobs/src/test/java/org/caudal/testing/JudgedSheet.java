package org.caudal.testing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.job.Job;
import org.caudal.load.Classification;
import org.caudal.load.RawColumns;
import org.caudal.table.TableSchema;

/**
 * What a job says of each line of a sheet, without files and tables: they have tests of their own.
 *
 * @param schema the table that the job loads
 * @param lines classified rows in the order of the sheet
 */
public record JudgedSheet(TableSchema schema, List<Row> lines) {
  /** Name of the file in rows that are loaded. */
  public static final String NAME = "sheet.csv";

  /**
   * The lines of a sheet as a job judges them.
   *
   * @param sheet a header and lines, as in a CSV file
   * @param section parameters, with {@code extract: {paths: [sheet.csv]}}
   */
  public static <P extends Record> JudgedSheet of(
      SparkSession spark, Job<P> loader, String sheet, String section) {
    return of(new TestInputs(spark), spark, loader, sheet, section);
  }

  /**
   * The lines of a sheet as a job judges them that looks values up in tables.
   *
   * @param in the tables
   */
  public static <P extends Record> JudgedSheet of(
      TestInputs in, SparkSession spark, Job<P> loader, String sheet, String section) {
    List<String> lines = sheet.lines().toList();
    StructType columns = new StructType();
    for (String name : lines.get(0).split(",")) {
      columns = columns.add(name, DataTypes.StringType);
    }
    List<Row> numbered =
        IntStream.range(1, lines.size())
            .mapToObj(i -> RowFactory.create(i + 1L, lines.get(i)))
            .toList();
    Dataset<Row> cells =
        spark
            .createDataFrame(
                numbered,
                new StructType()
                    .add(RawColumns.POSITION, DataTypes.LongType)
                    .add("line", DataTypes.StringType))
            .select(
                col(RawColumns.POSITION),
                from_csv(col("line"), lit(columns.toDDL()), Map.of()).as("cell"))
            .select(RawColumns.POSITION, "cell.*")
            .withColumn("file_name", lit(NAME));
    return judged(in, cells, loader, section);
  }

  /** The lines of a generator as a job judges them. */
  public static <P extends Record> JudgedSheet ofLines(
      SparkSession spark, Dataset<Row> lines, Job<P> loader, String section) {
    return judged(
        new TestInputs(spark),
        lines.withColumn(RawColumns.POSITION, monotonically_increasing_id()),
        loader,
        section);
  }

  private static <P extends Record> JudgedSheet judged(
      TestInputs in, Dataset<Row> cells, Job<P> loader, String section) {
    P params = JobParams.of(loader, section);
    return new JudgedSheet(
        loader.spec().outputSchema(),
        LoadedSheet.classified(in, cells, col(RawColumns.POSITION), loader, params)
            .orderBy(RawColumns.POSITION)
            .collectAsList());
  }

  /** The rows of the table: of a key the last line stays. */
  public Dataset<Row> loaded(SparkSession spark) {
    Map<List<Object>, Row> kept = new LinkedHashMap<>();
    for (Row line : lines) {
      if (line.getAs(Classification.RULE) == null) {
        kept.put(schema.key().stream().map(line::<Object>getAs).toList(), line);
      }
    }
    Column[] columns = schema.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
    return spark.createDataFrame(List.copyOf(kept.values()), lines.get(0).schema()).select(columns);
  }

  /** Lines that are not loaded: position, colon, and the rules they break. */
  public List<String> rejected() {
    return lines.stream()
        .filter(line -> line.getAs(Classification.RULE) != null)
        .map(line -> line.getAs(RawColumns.POSITION) + ": " + line.getAs(Classification.RULES))
        .toList();
  }

  /** Number of lines by the first rule they break. */
  public Map<String, Long> rejectedByRule() {
    Map<String, Long> counts = new TreeMap<>();
    lines.stream()
        .map(line -> line.<String>getAs(Classification.RULE))
        .filter(rule -> rule != null)
        .forEach(rule -> counts.merge(rule, 1L, Long::sum));
    return counts;
  }

  /** Number of lines to be loaded by warning. */
  public Map<String, Long> warnings() {
    Map<String, Long> counts = new TreeMap<>();
    for (Row line : lines) {
      List<String> warnings = line.getList(line.fieldIndex(Classification.WARNINGS));
      if (line.getAs(Classification.RULE) == null) {
        warnings.forEach(warning -> counts.merge(warning, 1L, Long::sum));
      }
    }
    return counts;
  }
}
