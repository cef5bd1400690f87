package org.caudal.register.residence;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.functions.Decimals;
import org.caudal.functions.NameSets;
import org.caudal.functions.Shares;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.register.link.LinkedPerson;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many residents the list of registers misses, from an independent count.
 *
 * <p><b>Reads</b> {@link PersonResidence}, {@link LifeSign} and {@link LinkedPerson}, of which the
 * last two tell who was counted, and, where the shares of linkage are not given, {@link
 * CountLinkage}. <b>Writes</b> {@link CoverageEstimate}.
 *
 * <p><b>Method.</b> A logistic model of the chance to be on the list, fitted to the persons of the
 * count ({@code org.caudal.statistics.CoverageModel}): each on the list stands for as many as it
 * says. Who is of the count lived there as the day began: a record that tells a birth or an arrival
 * on it or later is left out. The model has one effect of sex, age and origin together, and one
 * each of citizenship and area; {@code effects} tells others. Levels of which fewer than {@code
 * least-matched} persons are in both, corrected for errors of linkage, are one, with the smallest
 * of the others where they are too few together. With one effect of sex, age and origin alone,
 * groups are the strata of a dual system estimate, in all nearly by Chapman's formula.
 *
 * <p>It is trimmed (Zhang and Dunne 2017): the list is cut off at one least index after the other.
 * While it holds people who left, whom no count finds, the estimate falls as they are cut off;
 * where they are gone it stays. The least index is the lowest from which the estimate is higher
 * than that of none above by more than {@code flat} of the standard errors of those above; a rise,
 * which nobody who left makes, is no reason to cut. People who left shortly before the day have had
 * signs of the year before: with {@code confirmed} those on the list must have one of the year
 * after too, which they lack. So do some who live there on the day, and who die or leave soon after
 * it: that makes the list shorter and not wrong. The variance is that of the effects, of who is on
 * the list, and of links, with what is not known of the recall and of the false share, which shifts
 * all groups together. The interval is log-normal ({@link org.caudal.statistics.LogInterval}), as
 * that of stocks.
 *
 * <p>The shares of linkage have no default: one that finds everybody is never to be had, and errors
 * of linkage count once each among the residents. They come from a search by hand: as {@code
 * estimate-count-linkage} has them of the same count, day and {@code confirmed}, or as parameters,
 * which win. With neither nothing is estimated. They are used at every least index, also where
 * clerks looked at the list of one.
 *
 * <p>Sex, age, citizenship and length of stay are those of the registers, and those of the count
 * only for who is in none: they seldom change. The area is that of the count for who was counted,
 * because registers have it of the latest record. An index at which there are people on the list
 * and fewer than one in both is not chosen; where all are such, the table is refused. The groups of
 * a least index are in memory at once: good for some hundred thousand groups and some hundred
 * areas, not for more.
 *
 * <p><b>Known bias.</b> People who are in no register are often missed by a count too: then the
 * estimate is too low. People whom the count holds by error, such as emigrants whom their families
 * name, make it too high. Where the list does not know what the count knows, as citizenship, the
 * group of the unknown holds the one and that of the known the other, so that groups lean. Of a
 * count of a part of the country only, the areas of others on the list stay those of their latest
 * record. What an effect does to some and not to others, as an area to foreigners alone, is not
 * seen unless both are of one effect.
 *
 * <p><b>Example.</b> {@code caudal run estimate-coverage --conf conf/residence.yaml}
 */
public final class EstimateCoverage implements Job<EstimateCoverage.Params> {

  private static final List<String> CHARACTERISTICS =
      List.of("sex", "age_group", "origin", "citizenship", "length_of_stay", "area_id");

  /** Parameters. */
  public record Params(
      @Doc("Register with the records of the count, left out of estimate-residence")
          @Example("census")
          String countSource,
      @Doc("Day of the count: a first of January, with signs of the year before")
          @Example("2024-01-01")
          LocalDate referenceDate,
      @Doc(
              "Registers with the records of counts of other days, each with its day: the same is estimated of each, with the same parameters")
          @Example("{earlier_census: 2022-01-01}")
          @Default("{}")
          Map<String, LocalDate> otherCounts,
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
      @Doc("Standard errors within which the estimate is taken to fall no more") @Default("1")
          BigDecimal flat,
      @Doc(
              "What has an effect on the chance to be on the list: sex, age_group, origin, citizenship, length_of_stay, area_id; those apart by blanks together")
          @Default("[sex age_group origin, citizenship, area_id]")
          List<String> effects,
      @Doc("Fewest persons found in both of a level of its own") @Default("20") int leastMatched,
      @Doc(
              "Of those on the list and in the count, the share that was linked with somebody on the list; all four shares or none, then those of count_linkage")
          @Example("0.984")
          @Nullable BigDecimal recall,
      @Doc("Standard error of that share") @Example("0.003") @Nullable BigDecimal recallError,
      @Doc("Of those in the count alone, the share that was linked with somebody on the list")
          @Example("0.005")
          @Nullable BigDecimal falseShare,
      @Doc("Standard error of that share") @Example("0.002") @Nullable BigDecimal falseShareError,
      @Doc("Level of the intervals") @Default("0.95") BigDecimal intervalLevel) {

    /** Refuses a linkage that finds as many wrong as right, and impossible levels. */
    public Params {
      ageGroups = List.copyOf(ageGroups);
      leastIndices = List.copyOf(leastIndices);
      effects = List.copyOf(effects);
      otherCounts = Map.copyOf(otherCounts);
      Set<LocalDate> days = new HashSet<>(otherCounts.values());
      if (days.size() < otherCounts.size() || !days.add(referenceDate)) {
        throw new IllegalArgumentException(
            "reference-date and the days of other-counts must differ");
      }
      for (LocalDate day : days) {
        if (day.getDayOfYear() != 1) {
          throw new IllegalArgumentException(
              "reference-date and the days of other-counts must be firsts of January, one was "
                  + day);
        }
      }
      AgeBands.requireRising(ageGroups);
      CutOff.requireRising(leastIndices);
      if (flat.signum() < 0) {
        throw new IllegalArgumentException("flat must be 0 or more, was " + flat);
      }
      NameSets.requireDifferent("effects", effects, CHARACTERISTICS);
      if (effects.isEmpty()) {
        throw new IllegalArgumentException("effects must be some, were none");
      }
      if (leastMatched < 1) {
        throw new IllegalArgumentException("least-matched must be 1 or more, was " + leastMatched);
      }
      LinkageShares.requireSound(recall, recallError, falseShare, falseShareError);
      Shares.requireBetween("interval-level", intervalLevel);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("estimate-coverage", Params.class)
        .summary("Estimates how many residents the list of registers misses, from a count.")
        .reads(PersonResidence.class, LifeSign.class, LinkedPerson.class)
        .readsIfThere(CountLinkage.class)
        .writesWhole(CoverageEstimate.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> estimates = of(in, p, p.countSource(), p.referenceDate());
    for (Map.Entry<String, LocalDate> other : p.otherCounts().entrySet()) {
      estimates = estimates.unionByName(of(in, p, other.getKey(), other.getValue()));
    }
    return estimates;
  }

  private static Dataset<Row> of(Inputs in, Params p, String source, LocalDate day) {
    Dataset<Row> counts =
        LinkageShares.with(CoverageCounts.of(in, p, source, day), in, p, source, day);
    Dataset<Row> groups = CoverageCounts.withErrors(CoverageCounts.withLevels(counts, p));
    Dataset<Row> all = CoverageCounts.total(groups);
    Dataset<Row> chosen = CutOff.chosen(all, p);
    return groups
        .drop("all_variance")
        .unionByName(all)
        .crossJoin(broadcast(chosen))
        .withColumn("reference_date", lit(day))
        .withColumn("is_chosen", col("least_index").equalTo(col("chosen_index")))
        .withColumn("standard_error", Decimals.rounded(error(), 24, 9))
        .withColumns(CoverageGroups.interval(col("all_counted"), p.intervalLevel()))
        .withColumn("is_confirmed", lit(p.confirmed()))
        .withColumn("count_source", lit(source))
        .withColumn("country", lit(p.country()));
  }

  private static Column error() {
    Column linkage = col("linkage_error").multiply(col("persons"));
    return sqrt(col("variance").plus(linkage.multiply(linkage)));
  }
}
