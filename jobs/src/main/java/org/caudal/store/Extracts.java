package org.caudal.store;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.load.Extract;
import org.caudal.load.LoadPlan;
import org.caudal.load.RawColumns;
import org.caudal.problem.ExitCode;
import org.caudal.problem.Problem;
import org.caudal.problem.ProblemException;
import org.caudal.store.extract.ExtractSource;
import org.caudal.store.extract.Inspection;
import org.caudal.store.extract.Layout;
import org.caudal.store.extract.Piece;
import org.caudal.store.extract.TextFile;

/** Finds, inspects and reads the files of an extract. */
public final class Extracts {
  private static final int PARTS_A_CORE = 4;
  private static final long SMALLEST_PART = 1L << 20;
  private static final long LARGEST_PART = 1L << 26;
  private static final long PIECE = 1L << 24;

  private final SparkSession spark;
  private final Extract extract;
  private final LoadPlan plan;
  private final Configuration hadoop;

  /** The files that an extract names, to be read for a plan. */
  public Extracts(SparkSession spark, Extract extract, LoadPlan plan) {
    this.spark = spark;
    this.extract = extract;
    this.plan = plan;
    this.hadoop = spark.sessionState().newHadoopConf();
  }

  /**
   * All files by name, or all problems: files that are missing, empty, cut off or lack a column.
   */
  public List<ExtractFile> inspect() {
    if (extract.format() == Extract.Format.PARQUET && plan.unpivot().isPresent()) {
      throw ProblemException.user(
          "extract.format",
          "must be csv or json-lines for a file with a column a unit, was parquet.",
          "Convert the file to CSV.");
    }
    List<Problem> missing = new ArrayList<>();
    Map<String, String> paths = new FileSearch(extract, hadoop).find(missing);
    if (!missing.isEmpty()) {
      throw new ProblemException(ExitCode.USER, missing);
    }
    List<Problem> problems = new ArrayList<>();
    List<ExtractFile> files = inspect(paths, problems);
    files.forEach(file -> HeaderCheck.of(file, plan, extract, problems));
    if (!problems.isEmpty()) {
      throw new ProblemException(ExitCode.DATA, HeaderCheck.together(problems));
    }
    return files;
  }

  /**
   * What a reader may want to know of the columns of files, a line each.
   *
   * @param named columns by the parameter that names them: files have some of them
   * @param replaced fields that no file needs to have
   */
  public List<String> remarks(
      List<ExtractFile> files, Map<String, List<String>> named, Set<String> replaced) {
    List<String> lines = new ArrayList<>(AbsentColumns.told(files, plan, extract, named, replaced));
    if (extract.format() == Extract.Format.PARQUET && !files.isEmpty()) {
      ExtractFile first = files.get(0);
      lines.addAll(binary(spark.read().parquet(first.path())).told(first.name()));
    }
    return lines;
  }

  /**
   * Columns that may be absent and are in no file, though parameters name them.
   *
   * @param named columns by the parameter that names them, beside those of {@code extract.columns}
   */
  public List<UnmetColumn> unmet(List<ExtractFile> files, Map<String, List<String>> named) {
    return UnmetColumn.of(files, plan, extract, named);
  }

  /** The raw rows of the files. */
  public Dataset<Row> read(List<ExtractFile> files) {
    StructType schema = RawColumns.schema(plan, extract);
    if (files.isEmpty()) {
      return spark.createDataFrame(List.of(), schema);
    }
    if (extract.format() == Extract.Format.PARQUET) {
      ParquetTexts texts = new ParquetTexts(spark, plan, extract);
      return files.stream().map(texts::of).reduce(Dataset::union).orElseThrow();
    }
    return ExtractSource.read(
        spark,
        new ExtractSource.Request(
            parts(files, spark.sparkContext().defaultParallelism()),
            layout(),
            RawColumns.requested(plan, extract)),
        schema);
  }

  /**
   * Files, or pieces of them, that are read together: many small ones would each cost a task of
   * their own, and a large one in one task would keep the others waiting.
   */
  static List<List<TextFile>> parts(List<ExtractFile> files, int cores) {
    long total = files.stream().mapToLong(ExtractFile::size).sum();
    long enough =
        Math.min(LARGEST_PART, Math.max(SMALLEST_PART, total / ((long) PARTS_A_CORE * cores)));
    List<List<TextFile>> parts = new ArrayList<>();
    List<TextFile> part = new ArrayList<>();
    long size = 0;
    for (ExtractFile file : files) {
      for (Piece piece : file.pieces()) {
        long bytes = Math.min(piece.bytes(), file.size() - piece.from());
        if (!part.isEmpty() && size + bytes > enough) {
          parts.add(List.copyOf(part));
          part.clear();
          size = 0;
        }
        part.add(new TextFile(file.name(), file.path(), piece));
        size += bytes;
      }
    }
    parts.add(List.copyOf(part));
    return parts;
  }

  /** The files that can be read to their end. */
  private List<ExtractFile> inspect(Map<String, String> paths, List<Problem> problems) {
    boolean parquet = extract.format() == Extract.Format.PARQUET;
    spark
        .udf()
        .register(
            "caudal_inspect",
            udf(new Inspection(parquet ? null : layout(), PIECE, hadoop), DataTypes.StringType));
    List<Row> rows =
        paths.entrySet().stream()
            .map(entry -> RowFactory.create(entry.getKey(), entry.getValue()))
            .toList();
    List<ExtractFile> files = new ArrayList<>();
    for (Row row :
        spark
            .createDataFrame(
                rows,
                new StructType()
                    .add("name", DataTypes.StringType)
                    .add("path", DataTypes.StringType))
            .repartition(
                Math.min(rows.size(), PARTS_A_CORE * spark.sparkContext().defaultParallelism()))
            .select(col("name"), col("path"), call_udf("caudal_inspect", col("name"), col("path")))
            .collectAsList()) {
      Inspection.Found found = Inspection.parse(row.getString(2));
      if (!found.problem().isEmpty()) {
        problems.add(
            new Problem(
                row.getString(1),
                "cannot be read to its end: " + found.problem() + ". Nothing of it was loaded.",
                "Fetch the file again, or correct format and csv.encoding of the extract."));
        continue;
      }
      files.add(
          parquet
              ? parquet(row.getString(0), row.getString(1), found, problems)
              : new ExtractFile(
                  row.getString(0),
                  row.getString(1),
                  found.sha256(),
                  found.size(),
                  found.records(),
                  found.header(),
                  found.pieces()));
    }
    files.sort(Comparator.comparing(ExtractFile::name));
    return files;
  }

  private ExtractFile parquet(
      String name, String path, Inspection.Found found, List<Problem> problems) {
    Dataset<Row> rows = spark.read().parquet(path);
    binary(rows).refuse(path, problems);
    return new ExtractFile(
        name, path, found.sha256(), found.size(), rows.count(), List.of(rows.columns()), List.of());
  }

  private BinaryColumns binary(Dataset<Row> rows) {
    return new BinaryColumns(rows.schema(), plan, extract);
  }

  private Layout layout() {
    return new Layout(
        extract.format() == Extract.Format.JSON_LINES,
        extract.csv().delimiter().charAt(0),
        extract.csv().quote().charAt(0),
        extract.csv().encoding().name(),
        extract.values().decimalComma(),
        plan.fields().stream()
            .filter(field -> !field.isDecimal())
            .map(field -> extract.sourceColumn(field.column()))
            .toList());
  }
}
