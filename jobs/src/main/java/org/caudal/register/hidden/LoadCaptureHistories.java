package org.caudal.register.hidden;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.trim;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.RawColumns;
import org.caudal.synthetic.register.CaptureSheet;
import org.caudal.table.Doc;

/**
 * Loads how many persons of a hidden population are on which lists.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code population_id}, {@code
 * area_id}, {@code period_start}, {@code lists} (names joined by +, in any order) and {@code
 * persons}.
 *
 * <p><b>Writes</b> {@link CaptureHistory}.
 *
 * <p><b>Method.</b> Numbers are kept as delivered. Of two lines for one population and set of lists
 * the later stays, the other is a duplicate. A set without a line has nobody.
 *
 * <p><b>Known bias.</b> That of the matching of persons between lists: who is not found again makes
 * the hidden more, who is taken for another makes them fewer.
 *
 * <p><b>Example.</b> {@code caudal run load-capture-histories --conf conf/hidden.yaml}
 */
public final class LoadCaptureHistories implements Job<LoadCaptureHistories.Params> {

  /** Parameters. */
  public record Params(@Doc("Files with the counts") Extract extract) implements Loading {}

  private static final LoadPlan PLAN =
      LoadPlan.into(CaptureHistory.class)
          .field(Field.text("population_id"))
          .field(Field.text("area_id"))
          .field(Field.date("period_start"))
          .field(Field.text("lists"))
          .field(Field.integer("persons"))
          .derive("lists", inOrder(col("lists")))
          .reject(
              "lists-named",
              "lists",
              length(col("lists")).gt(0),
              "No list is named.",
              "Write the names of the lists joined by +; of persons on no list nothing is known.")
          .reject(
              "list-names-plain",
              "lists",
              not(col("lists").rlike("[\\s:]")),
              "The name of a list has a blank or a colon.",
              "Write red-cross for Red Cross: pairs of lists are written with colon and blank.")
          .reject(
              "lists-differ",
              "lists",
              signs(col(RawColumns.raw("lists"))).equalTo(signs(col("lists"))),
              "A name is empty or stands twice between the signs +.",
              "Write each list once, as in ngo+police.")
          .reject(
              "persons-possible",
              "persons",
              col("persons").geq(0),
              "The number of persons is below zero.",
              "Mend the number at the source.")
          .whole()
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-capture-histories", Params.class)
          .summary("Loads how many persons of a hidden population are on which lists.")
          .after(CaptureSheet.class)
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), PLAN, p.extract(), in::pseudonym);
  }

  private static Column signs(Column lists) {
    return length(regexp_replace(lists, "[^+]", ""));
  }

  private static Column inOrder(Column lists) {
    Column names = functions.transform(split(lists, "[+]"), name -> trim(name));
    Column named = filter(names, name -> length(trim(name)).gt(0));
    return array_join(array_sort(array_distinct(named)), "+");
  }
}
