package org.caudal.publication;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.register.account.AccountComponent;
import org.caudal.register.account.CohortAccount;
import org.caudal.register.account.ComponentErrors;
import org.caudal.register.account.RegisterComponent;
import org.caudal.statistics.Normal;

/**
 * Populations, births, deaths, arrivals, departures and their net of balanced accounts: a figure an
 * area, year and sex, and of both sexes, summed over the cohorts. An area and year in which a
 * cohort could not be balanced has no sum, and says why. Births of one sex without any of the other
 * are all births of the area and year.
 *
 * <p>The variance of a sum is that of its cells, taken as independent, and the square of {@code
 * common-errors} × figure: an office that misses a tenth of one cell misses it of all. Where cells
 * have that error in their own too, as those of count-register-components, it counts again: next to
 * nothing in a sum of many, but the error of one cell is up to √2 times what it should be, of two
 * equal ones, as births by sex, √1.5. Arrivals and departures of one account rise and fall together
 * when it is balanced, so that the error of their net is rather too large.
 *
 * <p><b>Disclosure.</b> Persons behind a figure are those recorded or those of the figure,
 * whichever are fewer; of several sources the mean, as they may have recorded the same persons; of
 * a population that no source has, and that follows from the others, those of the figure. {@link
 * AccountSuppression} decides.
 */
final class AccountIndicators {
  private static final String POPULATION = "population";
  private static final String ARRIVALS = "arrivals";
  private static final String DEPARTURES = "departures";
  private static final String NET = "net_migration";
  private static final String[] FIGURE = {"area_id", "year", "subject_id", "component"};
  private static final List<String> NUMBERS =
      List.of("cells", "persons", "variance", "common_variance", "recorded", "counted");

  private AccountIndicators() {}

  /** One row an area, year, sex and component, shown or suppressed. */
  static Dataset<Row> of(Inputs in, PublishIndicators.Params p) {
    PublicationRules.Accounts rules = p.account();
    Dataset<Row> cells = in.table(CohortAccount.class);
    Dataset<Row> decided =
        AccountSuppression.decided(explained(cells, rules), rules.minimumPersons())
            .withColumn(SourceTexts.SHOWS, Suppression.isShown());
    Dataset<Row> listed =
        SourceTexts.areas(in)
            .union(
                in.table(AccountComponent.class)
                    .filter(col("component").equalTo(POPULATION))
                    .select("area_id"))
            .union(in.table(RegisterComponent.class).select("area_id"));
    return PublishedRows.ofSubjects(
        described(SourceTexts.knownAreas(decided, listed), rules), p.vintage());
  }

  /** What no source has, so that an account is not published, and errors that are too small. */
  static Dataset<Row> warnings(Inputs in, PublishIndicators.Params p) {
    List<String> without =
        shares(p.account().commonErrors()).entrySet().stream()
            .filter(share -> share.getValue().signum() == 0)
            .map(Map.Entry::getKey)
            .toList();
    return AccountGaps.warnings(explained(in.table(CohortAccount.class), p.account()))
        .unionByName(AccountGaps.withoutCommonError(in.table(RegisterComponent.class), without));
  }

  private static Dataset<Row> explained(Dataset<Row> cells, PublicationRules.Accounts rules) {
    return AccountGaps.explained(
        expected(cells)
            .join(sums(cells, rules), FIGURE, "left")
            .transform(AccountIndicators::withNobody)
            .withColumn("is_untold", coalesce(col("is_untold"), lit(false))));
  }

  /** The figures of whole accounts; the last population has no flows. */
  private static Dataset<Row> expected(Dataset<Row> cells) {
    Column population = array(lit(POPULATION));
    Column all =
        array(
            lit(POPULATION),
            lit("births"),
            lit("deaths"),
            lit(ARRIVALS),
            lit(DEPARTURES),
            lit(NET));
    return cells
        .groupBy("area_id", "year")
        .agg(
            max(col("component").notEqual(POPULATION)).as("has_flows"),
            max("interval_level").as("interval_level"))
        .withColumn("subject_id", explode(array(lit(PublishedRows.TOTAL), sex(1), sex(2))))
        .withColumn("component", explode(when(col("has_flows"), all).otherwise(population)));
  }

  private static Column sex(int sex) {
    return lit("sex=" + sex);
  }

  private static Dataset<Row> sums(Dataset<Row> cells, PublicationRules.Accounts rules) {
    Column isUntold =
        col("recorded").isNull().and(col("sources").gt(0)).and(lit(!rules.publishedBefore()));
    Column isUnknown =
        col("reason")
            .equalTo("component_missing")
            .and(col("part.component").notEqual(POPULATION))
            .and(col("part.persons").isNull());
    Column recorded = col("recorded").divide(greatest(col("sources"), lit(1)));
    Column figure = when(not(col("is_untold_cell")), col("persons"));
    return cells
        .withColumn("is_untold_cell", isUntold)
        .withColumn("part", explode(parts()))
        .withColumn(
            "subject_id", explode(array(lit(PublishedRows.TOTAL), concat(lit("sex="), col("sex")))))
        .groupBy(
            col("area_id"), col("year"), col("subject_id"), col("part.component").as("component"))
        .agg(
            count(lit(1)).as("cells"),
            min("reason").as("reason"),
            when(count("reason").equalTo(0), sum("part.persons")).as("persons"),
            Decimals.total(col("standard_error").multiply(col("standard_error"))).as("variance"),
            commonVariance(rules.commonErrors()).as("common_variance"),
            Decimals.total(recorded).as("recorded"),
            Decimals.total(coalesce(recorded, figure)).as("behind"),
            max(isUntold).as("is_untold"),
            max(isUnknown).as("is_unknown"),
            max("sources").as("sources"))
        .withColumn("counted", counted());
  }

  /**
   * Where an area and year has births of one sex, those of the other are nobody: a source that has
   * the one says that. Of a cohort of nobody there is no account.
   */
  private static Dataset<Row> withNobody(Dataset<Row> rows) {
    Column isBirths = col("component").equalTo("births");
    Column sources =
        max(when(isBirths, col("sources"))).over(Window.partitionBy("area_id", "year"));
    Column isNobody = isBirths.and(col("cells").isNull()).and(coalesce(sources, lit(0)).gt(0));
    Dataset<Row> told = rows.withColumn("is_nobody", isNobody).withColumn("of_others", sources);
    for (String figure : NUMBERS) {
      Column none = lit(0).cast(rows.schema().apply(figure).dataType());
      told = told.withColumn(figure, when(col("is_nobody"), none).otherwise(col(figure)));
    }
    return told.withColumn(
        "sources", when(col("is_nobody"), col("of_others")).otherwise(col("sources")));
  }

  /** What a cell is a part of. */
  private static Column parts() {
    Column own = part(col("component"), col("persons"));
    Column less = lit(0).minus(col("persons")).cast("decimal(18,6)");
    return when(col("component").equalTo(ARRIVALS), array(own, part(lit(NET), col("persons"))))
        .when(col("component").equalTo(DEPARTURES), array(own, part(lit(NET), less)))
        .otherwise(array(own));
  }

  private static Column part(Column component, Column persons) {
    return struct(component.as("component"), persons.as("persons"));
  }

  /** The variance of what all cells of a component have in common. */
  private static Column commonVariance(ComponentErrors errors) {
    return shares(errors).entrySet().stream()
        .map(
            share ->
                coalesce(
                        sum(when(col("component").equalTo(share.getKey()), col("persons")))
                            .cast("double"),
                        lit(0.0))
                    .multiply(share.getValue().doubleValue()))
        .map(error -> error.multiply(error))
        .reduce(Column::plus)
        .orElseThrow();
  }

  private static Map<String, BigDecimal> shares(ComponentErrors errors) {
    return new TreeMap<>(
        Map.of(
            POPULATION,
            errors.population(),
            "births",
            errors.births(),
            "deaths",
            errors.deaths(),
            ARRIVALS,
            errors.arrivals(),
            DEPARTURES,
            errors.departures()));
  }

  /** Persons behind a figure; the net is decided with its parts. */
  private static Column counted() {
    return when(
        col("component").notEqual(NET),
        when(col("is_untold"), 0L)
            .otherwise(PublishedRows.whole(least(col("behind"), col("persons").cast("double")))));
  }

  private static Dataset<Row> described(Dataset<Row> rows, PublicationRules.Accounts rules) {
    UDF1<BigDecimal, Double> quantile = level -> Normal.twoSided(level.doubleValue());
    Column reach =
        sqrt(col("variance").plus(col("common_variance")))
            .multiply(
                udf(quantile, DataTypes.DoubleType)
                    .withName("normal_quantile")
                    .apply(col("interval_level")));
    Column low = col("persons").cast("double").minus(reach);
    return rows.withColumn("measure", col("component"))
        .withColumn("variant", lit("account"))
        .withColumn("frequency", lit("A"))
        .withColumn("period_start", make_date(col("year"), lit(1), lit(1)))
        .withColumn("area_level", lit(rules.level()))
        .withColumn("origin_area", lit(PublishedRows.NONE))
        .withColumn("destination_area", col("area_id"))
        .withColumn("unit", lit("persons"))
        .withColumn("estimate", col("persons"))
        .withColumn(
            "interval_low",
            when(col("component").equalTo(NET), low).otherwise(greatest(low, lit(0.0))))
        .withColumn("interval_high", col("persons").cast("double").plus(reach))
        .withColumn("observations", PublishedRows.inTens(coalesce(col("recorded"), lit(0.0))))
        .withColumn("observation_unit", lit("persons"))
        .withColumn("source", lit(rules.source()))
        .withColumn("method", method(rules));
  }

  private static Column method(PublicationRules.Accounts rules) {
    return concat(
        lit("population account, balanced by least squares"),
        when(
                col("sources").equalTo(0),
                "; no source has this figure, which follows from the others")
            .otherwise(""),
        lit("; errors of cohorts as independent"),
        common(rules.commonErrors()),
        lit("; persons recorded in full tens"));
  }

  /** For example {@code , 5 % of deaths in common}. */
  private static Column common(ComponentErrors errors) {
    return shares(errors).entrySet().stream()
        .filter(share -> share.getValue().signum() > 0)
        .map(
            share ->
                when(
                        col("component")
                            .equalTo(share.getKey())
                            .or(
                                col("component")
                                    .equalTo(NET)
                                    .and(
                                        lit(
                                            List.of(ARRIVALS, DEPARTURES)
                                                .contains(share.getKey())))),
                        ", "
                            + share
                                .getValue()
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString()
                            + " % of "
                            + share.getKey()
                            + " in common")
                    .otherwise(""))
        .reduce(functions::concat)
        .orElse(lit(""));
  }
}
