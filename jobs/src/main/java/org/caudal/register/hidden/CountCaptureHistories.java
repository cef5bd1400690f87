package org.caudal.register.hidden;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.register.link.LinkedPerson;
import org.caudal.register.link.NamedRegisters;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Counts how many linked persons of a hidden population are on which lists.
 *
 * <p><b>Reads</b> {@link LinkedPerson} and {@link CaptureHistory} as an earlier run left it.
 * <b>Writes</b> {@link CaptureHistory}: the rows of the population, area and period; those of
 * others stay.
 *
 * <p><b>Method.</b> Each of {@code lists} is a register that was linked. A person is on a list with
 * one record of it or with several. Every set of the lists has a row, also with nobody, and so has
 * every set that is there already, with nobody where it has another list: nothing of an earlier run
 * is left. The run ends where linked persons have no record of one of the lists, which may be
 * another name of it.
 *
 * <p><b>Known bias.</b> All records of a register count: load those of the period and population
 * only. A person whose records were not linked is two on one list each, which makes the hidden
 * more; two persons taken for one make them fewer. Of a linkage within registers only no person is
 * on two lists.
 *
 * <p><b>Example.</b> {@code caudal run count-capture-histories --conf conf/example.yaml}
 */
public final class CountCaptureHistories implements Job<CountCaptureHistories.Params> {
  private static final int MOST_LISTS = 10;

  /** Parameters. */
  public record Params(
      @Doc("Code of the population, for example of a country, kind and year")
          @Example("MEX-missing-2024")
          String populationId,
      @Doc("Country or area that the population is in") @Example("MEX") String areaId,
      @Doc("First day of the period in which persons came on the lists") @Example("2024-01-01")
          LocalDate periodStart,
      @Doc("Registers that are the lists, as in linked_person, 2 to 10")
          @Example("[police, shelter, health]")
          List<String> lists) {

    /** Refuses too few or too many lists, and names that sets of lists cannot be written with. */
    public Params {
      Set<String> sorted = new TreeSet<>(lists);
      if (sorted.size() < lists.size() || sorted.size() < 2 || sorted.size() > MOST_LISTS) {
        throw new IllegalArgumentException("lists must be 2 to 10 different ones, were " + lists);
      }
      for (String list : sorted) {
        if (list.isEmpty() || list.matches(".*[\\s:+].*")) {
          throw new IllegalArgumentException(
              "lists must have no blank, colon or plus in their names, one was " + list);
        }
      }
      lists = List.copyOf(sorted);
    }

    /** All sets of the lists but the empty one, names in order. */
    private List<String> sets() {
      List<String> sets = new ArrayList<>();
      for (int set = 1; set < 1 << lists.size(); set++) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
          if ((set >> i & 1) == 1) {
            names.add(lists.get(i));
          }
        }
        sets.add(String.join("+", names));
      }
      return sets;
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-capture-histories", Params.class)
        .summary("Counts how many linked persons are on which lists.")
        .reads(LinkedPerson.class)
        .readsEarlier(CaptureHistory.class)
        .merges(CaptureHistory.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> listed =
        in.table(LinkedPerson.class).filter(col("source_id").isin(p.lists().toArray()));
    Dataset<Row> counted =
        listed
            .groupBy("person_id")
            .agg(array_join(array_sort(collect_set("source_id")), "+").as("lists"))
            .groupBy("lists")
            .agg(count(lit(1)).as("on_lists"));
    Dataset<Row> sets = sets(listed, p.sets()).union(earlier(in, p)).distinct();
    return NamedRegisters.required(
            in, LinkedPerson.class, sets, p.lists(), "lists of count-capture-histories")
        .join(broadcast(counted), new String[] {"lists"}, "left")
        .select(
            lit(p.populationId()).as("population_id"),
            lit(p.areaId()).as("area_id"),
            lit(p.periodStart()).as("period_start"),
            col("lists"),
            coalesce(col("on_lists"), lit(0L)).as("persons"),
            lit("linked_person").as("source_file"),
            lit(0L).as("source_position"));
  }

  /** The sets that the population has in the table. */
  private static Dataset<Row> earlier(Inputs in, Params p) {
    return in.table(CaptureHistory.class)
        .filter(
            col("population_id")
                .equalTo(p.populationId())
                .and(col("area_id").equalTo(p.areaId()))
                .and(col("period_start").equalTo(p.periodStart())))
        .select("lists");
  }

  /** One row a set; an aggregate of no rows is one row too. */
  private static Dataset<Row> sets(Dataset<Row> any, List<String> sets) {
    Column[] names = sets.stream().map(functions::lit).toArray(Column[]::new);
    return any.agg(count(lit(1)).as("records")).select(explode(array(names)).as("lists"));
  }
}
