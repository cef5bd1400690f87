package org.caudal.register.residence;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Columns;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.register.link.LinkedPerson;
import org.caudal.statistics.Normal;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Estimates how many residents the list of registers misses, from an independent count.
 *
 * <p><b>Reads</b> {@link PersonResidence}, {@link LifeSign} and {@link LinkedPerson}, of which the
 * last two tell who was counted. <b>Writes</b> {@link CoverageEstimate}.
 *
 * <p><b>Method.</b> The dual system estimate by sex, age and origin ({@code
 * org.caudal.statistics.DualSystem}), trimmed (Zhang and Dunne 2017): the list is cut off at one
 * least index after the other. While it holds people who left, whom no count finds, the estimate
 * falls as they are cut off; where they are gone it stays. The least index is the lowest from which
 * the estimate differs from that of none above by more than {@code flat} of the standard errors of
 * those above. People who left shortly before the day have had signs: with {@code confirmed} those
 * on the list must have one of the year after too, which people who died or left in that year lack,
 * but that makes the list shorter and not wrong. The variance is that of the numbers on the list
 * and in the count, with that of the recall and of the false links of the linkage, which shift all
 * strata together.
 *
 * <p><b>Known bias.</b> People who are in no register are often missed by a count too: then the
 * estimate is too low. People whom the count holds by error, such as emigrants whom their families
 * name, make it too high.
 *
 * <p><b>Example.</b> {@code caudal run estimate-coverage --conf conf/residence.yaml}
 */
public final class EstimateCoverage implements Job<EstimateCoverage.Params> {
  private static final String ALL = "_T";
  private static final List<String> GROUP = List.of("least_index", "sex", "age_group", "origin");

  /** Parameters. */
  public record Params(
      @Doc("Register with the records of the count, left out of estimate-residence")
          @Example("census")
          String countSource,
      @Doc("Day of the count, a reference date of person_residence") @Example("2024-01-01")
          LocalDate referenceDate,
      @Doc("Country whose citizens are nationals, ISO 3166-1 alpha-3") @Example("MEX")
          String country,
      @Doc("First ages of the groups")
          @Default("[0, 5, 10, 15, 18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80]")
          List<Integer> ageGroups,
      @Doc("Indices at which the list is cut off in turn")
          @Default("[0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1]")
          List<BigDecimal> leastIndices,
      @Doc("Whether only those count as on the list who have a sign of the year after too")
          @Default("false")
          boolean confirmed,
      @Doc("Standard errors within which the estimate is taken to stay") @Default("1")
          BigDecimal flat,
      @Doc("Fewest persons in both of a stratum of its own") @Default("20") int leastMatched,
      @Doc("Of those on the list and in the count, the share that was linked") @Default("1")
          BigDecimal recall,
      @Doc("Standard error of that share") @Default("0") BigDecimal recallError,
      @Doc("Of those in the count alone, the share that was linked with somebody on the list")
          @Default("0")
          BigDecimal falseShare,
      @Doc("Standard error of that share") @Default("0") BigDecimal falseShareError,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal intervalLevel) {

    /** Refuses a linkage that finds as many wrong as right, and impossible levels. */
    public Params {
      ageGroups = List.copyOf(ageGroups);
      leastIndices = List.copyOf(leastIndices);
      if (leastIndices.isEmpty()) {
        throw new IllegalArgumentException("least-indices must name at least one");
      }
      if (recall.compareTo(BigDecimal.ONE) > 0
          || falseShare.signum() < 0
          || recall.compareTo(falseShare) <= 0) {
        throw new IllegalArgumentException(
            "recall must be at most 1 and above false-share, which must be 0 or more");
      }
      if (intervalLevel.signum() <= 0 || intervalLevel.compareTo(BigDecimal.ONE) >= 0) {
        throw new IllegalArgumentException(
            "interval-level must be within (0, 1), was " + intervalLevel);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-coverage", Params.class)
        .summary("Estimates how many residents the list of registers misses, from a count.")
        .reads(PersonResidence.class, LifeSign.class, LinkedPerson.class)
        .writesWhole(CoverageEstimate.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> groups = withErrors(withStrata(counted(in, p), p), p);
    Dataset<Row> all = total(groups);
    Dataset<Row> chosen = chosen(all, p);
    return groups
        .unionByName(all)
        .crossJoin(broadcast(chosen))
        .withColumn("reference_date", lit(p.referenceDate()))
        .withColumn("is_chosen", col("least_index").equalTo(col("chosen_index")))
        .withColumn("standard_error", Decimals.rounded(error(), 24, 9))
        .withColumn(
            "half",
            col("standard_error").multiply(Normal.twoSided(p.intervalLevel().doubleValue())))
        .withColumn(
            "interval_low",
            Decimals.rounded(greatest(lit(0), col("persons").minus(col("half"))), 24, 9))
        .withColumn("interval_high", Decimals.rounded(col("persons").plus(col("half")), 24, 9))
        .withColumn("is_confirmed", lit(p.confirmed()))
        .withColumn("count_source", lit(p.countSource()))
        .withColumn("country", lit(p.country()))
        .withColumn("interval_level", lit(p.intervalLevel()).cast("decimal(7,6)"));
  }

  /** Persons on the list, in the count and in both, by least index and group. */
  private static Dataset<Row> counted(Inputs in, Params p) {
    Dataset<Row> list =
        in.table(PersonResidence.class)
            .filter(col("reference_date").equalTo(lit(p.referenceDate())))
            .select("person_id", "residence_index", "signs_after", "sex", "age", "citizenship");
    Dataset<Row> records =
        in.table(LifeSign.class)
            .filter(col("source_id").equalTo(p.countSource()).and(not(col("is_abroad"))))
            .join(
                in.table(LinkedPerson.class).select("source_id", "record_id", "person_id"),
                new String[] {"source_id", "record_id"})
            .withColumn("is_open", lit(false));
    Dataset<Row> count =
        ListedPersons.of(records, p.referenceDate().getYear())
            .select(
                col("person_id"),
                col("sex").as("count_sex"),
                ListedPersons.age(lit(p.referenceDate())).as("count_age"),
                col("citizenship").as("count_citizenship"),
                lit(true).as("in_count"));
    Column inCount = col("in_count").isNotNull();
    return list.join(count, new String[] {"person_id"}, "full")
        .withColumn("sex", coalesce(col("sex"), col("count_sex")))
        .withColumn("age", coalesce(col("age"), col("count_age")))
        .withColumn("citizenship", coalesce(col("citizenship"), col("count_citizenship")))
        .withColumn("least_index", explode(indices(p)))
        .select(
            col("least_index"),
            CoverageGroups.sex().as("sex"),
            CoverageGroups.ageGroup(p.ageGroups()).as("age_group"),
            CoverageGroups.origin(lit(p.country())).as("origin"),
            CoverageGroups.isListed(col("least_index"), lit(p.confirmed())).as("is_listed"),
            inCount.as("in_count"))
        .groupBy(Columns.named(GROUP))
        .agg(
            count(when(col("is_listed"), 1)).as("listed"),
            count(when(col("in_count"), 1)).as("counted"),
            count(when(col("is_listed").and(col("in_count")), 1)).as("matched"));
  }

  private static Column indices(Params p) {
    return array(
        p.leastIndices().stream()
            .map(index -> lit(index).cast("decimal(7,6)"))
            .toArray(Column[]::new));
  }

  /**
   * Groups with too few persons in both share a stratum with others of their origin and, where
   * those are too few together, with all others.
   */
  private static Dataset<Row> withStrata(Dataset<Row> groups, Params p) {
    Column isOwn = col("matched").geq(p.leastMatched());
    Column rest = sum(when(not(isOwn), col("matched"))).over(by("least_index", "origin"));
    return groups
        .withColumn("rest", rest)
        .withColumn(
            "stratum",
            when(isOwn, concat_ws("/", col("sex"), col("age_group"), col("origin")))
                .when(col("rest").geq(p.leastMatched()), concat(lit("rest/"), col("origin")))
                .otherwise(lit("rest")))
        .withColumn("stratum_listed", sum("listed").over(by("least_index", "stratum")))
        .withColumn("stratum_counted", sum("counted").over(by("least_index", "stratum")))
        .withColumn("stratum_matched", sum("matched").over(by("least_index", "stratum")))
        .drop("rest");
  }

  private static WindowSpec by(String... columns) {
    return Window.partitionBy(Arrays.stream(columns).map(name -> col(name)).toArray(Column[]::new));
  }

  /** Persons, their variance, and the share of the error of linkage. */
  private static Dataset<Row> withErrors(Dataset<Row> groups, Params p) {
    double gap = p.recall().subtract(p.falseShare()).doubleValue();
    Column byRecall = lit(p.recallError().doubleValue() / gap);
    Column byFalse = col("weight").minus(1).multiply(p.falseShareError().doubleValue() / gap);
    Column variance =
        CoverageGroups.variance(
            col("listed"), col("matched"), col("stratum_matched"), counted(), found());
    return groups
        .withColumn(
            "stratum_found",
            Decimals.rounded(
                CoverageGroups.found(counted(), col("stratum_matched"), p.recall(), p.falseShare()),
                18,
                9))
        .withColumn("weight", Decimals.rounded(CoverageGroups.weight(counted(), found()), 18, 9))
        .withColumn("persons", Decimals.rounded(col("weight").multiply(col("listed")), 24, 9))
        .withColumn("variance", Decimals.rounded(variance, 28, 9))
        .withColumn(
            "linkage_error",
            Decimals.rounded(
                sqrt(byRecall.multiply(byRecall).plus(byFalse.multiply(byFalse))), 18, 9));
  }

  private static Column counted() {
    return col("stratum_counted");
  }

  private static Column found() {
    return col("stratum_found");
  }

  private static Dataset<Row> total(Dataset<Row> groups) {
    return groups
        .groupBy("least_index")
        .agg(
            sum("listed").as("listed"),
            sum("counted").as("counted"),
            sum("matched").as("matched"),
            sum("persons").cast("decimal(24,9)").as("persons"),
            sum("variance").cast("decimal(28,9)").as("variance"),
            Decimals.rounded(
                    coalesce(
                        sum(col("linkage_error").multiply(col("persons")))
                            .divide(nullif(sum("persons"), lit(0))),
                        lit(0)),
                    18,
                    9)
                .as("linkage_error"))
        .withColumn("sex", lit(ALL))
        .withColumn("age_group", lit(ALL))
        .withColumn("origin", lit(ALL))
        .withColumn("stratum", lit(ALL))
        .withColumn("stratum_listed", col("listed"))
        .withColumn("stratum_counted", col("counted"))
        .withColumn("stratum_found", lit(null).cast("decimal(18,9)"))
        .withColumn("stratum_matched", col("matched"))
        .withColumn("weight", lit(null).cast("decimal(18,9)"));
  }

  /** The lowest index above which no estimate differs by more than its error allows. */
  private static Dataset<Row> chosen(Dataset<Row> all, Params p) {
    Column step = struct(col("least_index"), col("persons"), sqrt(col("variance")).as("error"));
    return all.agg(array_sort(collect_list(step)).as("steps"))
        .select(
            element_at(
                    filter(
                        col("steps"),
                        low ->
                            forall(
                                col("steps"),
                                high ->
                                    high.getField("least_index")
                                        .leq(low.getField("least_index"))
                                        .or(
                                            abs(high.getField("persons")
                                                    .minus(low.getField("persons")))
                                                .leq(
                                                    high.getField("error")
                                                        .multiply(p.flat().doubleValue()))))),
                    1)
                .getField("least_index")
                .as("chosen_index"));
  }

  private static Column error() {
    Column linkage = col("linkage_error").multiply(col("persons"));
    return sqrt(col("variance").plus(linkage.multiply(linkage)));
  }
}
