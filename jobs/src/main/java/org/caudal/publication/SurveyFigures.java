package org.caudal.publication;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.functions.Columns;
import org.caudal.functions.Guards;
import org.caudal.job.Inputs;
import org.caudal.reference.Codes;
import org.caudal.register.stock.Stock;
import org.caudal.table.TableSchema;

/**
 * Figures of a survey, or of registers, and which of them may be shown.
 *
 * <p><b>Disclosure.</b> A figure that rests on fewer persons asked than the minimum is hidden, and
 * so is one with a coefficient of variation above the largest: it would tell nothing. Who was asked
 * is not known, so that differences of estimates tell of nobody; how many were asked is published
 * in full tens, rounded down, because exact numbers of parts and wholes would tell those of hidden
 * ones. That protects nobody where most people were asked: a figure of characteristics is hidden
 * where more than {@link #LARGEST_SHARE} of the residents were asked, of those that it is of, of
 * its area or of the country. Totals of areas are shown even so, and all of them add up to the
 * country: where one of fewer than the minimum is of an area or a country where most were asked,
 * others are hidden with it, as {@link AreaSuppression} says, and so are all figures of those
 * areas, which would add up to the totals.
 *
 * <p>Figures of characteristics add up too. Where one of whom most were asked is hidden, all of its
 * cross in the same area are, or in a cross without areas all of the same first characteristic; and
 * as its place is left over from the whole less the other areas, so are those of other areas, as
 * {@link FigureCover} says. All of them have one status and one rule, which do not tell a figure of
 * few from one that only covers it. Most are a share above the largest, of fewer than the minimum
 * above {@link #MOST}, as a sample has persons by chance of whom each stands for few.
 *
 * <p>Of full counts and registers every figure has noise instead ({@link NoisyStocks}), totals too.
 * Nothing can be subtracted exactly then, so that of these rules only that of the coefficient of
 * variation is left.
 *
 * <p>An area that is neither a zone nor has a margin has rows only where one of them is shown
 * ({@link SourceTexts}), and of figures with noise only where one has so many persons that without
 * the most noise they are the minimum: of one person 11 can be shown.
 *
 * @param section of the parameters
 * @param table of the figures
 * @param job that estimates them
 * @param characteristics of the table
 * @param observed what persons behind a figure were: asked or declared
 * @param rules of the section
 */
record SurveyFigures(
    String section,
    Class<? extends Record> table,
    String job,
    List<String> characteristics,
    String observed,
    PublicationRules.Stocks rules) {
  /** Of all residents, the largest share asked of a source that counts as a sample. */
  static final BigDecimal LARGEST_SHARE = new BigDecimal("0.2");

  /** Share asked above which a figure of a few persons asked is nearly a count of them. */
  private static final BigDecimal MOST = new BigDecimal("0.5");

  private static final List<String> TOTALS = List.of("source_id", "reference_date", "crossed_by");
  private static final String[] SOURCE = {"reference_date", "source_id"};

  /** One row a cell of the latest survey, or of the source of a name, shown or suppressed. */
  Dataset<Row> of(Inputs in) {
    Dataset<Row> stocks = ofKnownSource(in).filter(isMeant().and(col("interval_high").isNotNull()));
    Dataset<Row> latest =
        stocks
            .agg(max(struct("reference_date", "source_id")).as("latest"))
            .select("latest.reference_date", "latest.source_id");
    Dataset<Row> areas =
        stocks
            .filter(col("crossed_by").equalTo("area_id"))
            .select(
                col("source_id"),
                col("reference_date"),
                col("area_id"),
                askedShare().as("area_share"));
    Dataset<Row> described =
        NoisyStocks.of(stocks.join(latest, SOURCE, "left_semi"), rules.noise())
            .join(areas, new String[] {"source_id", "reference_date", "area_id"}, "left")
            .withColumn("variant", lit(section))
            .withColumn("frequency", lit("A"))
            .withColumn("period_start", col("reference_date"))
            .withColumn("area_level", when(isCountry(), "country").otherwise(rules.level()))
            .withColumn("unit", lit("persons"))
            .withColumn("estimate", col("persons"))
            .withColumn("observations", PublishedRows.inTens(col("sampled")))
            .withColumn("observation_unit", lit("persons"))
            .withColumn("source", lit(rules.source()));
    Dataset<Row> decided = decided(described).withColumn(SourceTexts.SHOWS, showsText());
    return SourceTexts.knownAreas(decided, SourceTexts.areas(in));
  }

  /** Which survey is published where others could be meant; lists of registers are of many days. */
  Dataset<Row> warnings(Inputs in) {
    Column isSurvey = col("source_id").notEqual(Stock.REGISTERS);
    return SurveyChoice.warnings(in.table(table).filter(isMeant().and(isSurvey)), section);
  }

  private Column isMeant() {
    return rules.sourceId() == null
        ? col("source_id").notEqual(Stock.REGISTERS)
        : col("source_id").equalTo(rules.sourceId());
  }

  /** Area of residence, or that emigrants left; the country where it is all. */
  Column area() {
    return when(isCountry(), rules.country()).otherwise(coded("area_id"));
  }

  /** An area or country, or the code of SDMX for an unknown one. */
  static Column coded(String name) {
    return when(col(name).equalTo(Codes.UNKNOWN), PublishedRows.UNKNOWN).otherwise(col(name));
  }

  /** For example {@code sex=2 age_band=15-19}; all are {@code _T}. */
  static Column subject(Stream<String> characteristics) {
    Column[] named =
        characteristics
            .map(
                name ->
                    when(
                        col(name).notEqual(PublishedRows.TOTAL),
                        concat(lit(name + "="), col(name))))
            .toArray(Column[]::new);
    Column joined = concat_ws(" ", named);
    return when(joined.equalTo(""), PublishedRows.TOTAL).otherwise(joined);
  }

  /** The end of a method, of figures with noise. */
  Column noise(String persons) {
    return when(
            col(NoisyStocks.IS_NOISY),
            lit(
                "; noise of variance "
                    + rules.noise().variance().toPlainString()
                    + " by the cell key method is added to persons "
                    + persons
                    + " and is in the interval; figures do not add up"))
        .otherwise("");
  }

  /** All stocks; the run ends where they have other sources than that of the name. */
  private Dataset<Row> ofKnownSource(Inputs in) {
    Dataset<Row> all = in.table(table);
    String name = rules.sourceId();
    Dataset<Row> sources = all.agg(array_sort(collect_set("source_id")).as("sources"));
    Column there = col("sources");
    return name == null
        ? all
        : Guards.guarded(
            all,
            sources,
            size(there).equalTo(0).or(array_contains(there, name)),
            concat(
                lit(
                    section
                        + ".source-id of publish-indicators is "
                        + name
                        + "; "
                        + TableSchema.of(table).name()
                        + " has "),
                array_join(there, ", "),
                lit(": name one of them, or leave it out for the latest survey")));
  }

  /** Whether a figure is shown and at least the minimum of persons is behind it, however noisy. */
  private Column showsText() {
    Column most = when(col(NoisyStocks.IS_NOISY), rules.noise().most()).otherwise(0);
    return Suppression.isShown().and(col("sampled").minus(most).geq(rules.minimumPersons()));
  }

  /** Share of the persons who were asked; of those who stand for nobody, all. */
  private static Column askedShare() {
    return coalesce(col("sampled").divide(nullif(col("persons"), lit(0))), lit(1));
  }

  private static Column isCountry() {
    return col("area_id").equalTo(PublishedRows.TOTAL);
  }

  /** Whether a figure is of all of its area. */
  private Column isTotal() {
    return characteristics.stream()
        .filter(name -> !name.equals("area_id"))
        .map(name -> col(name).equalTo(PublishedRows.TOTAL))
        .reduce(lit(true), Column::and);
  }

  private Dataset<Row> decided(Dataset<Row> rows) {
    int minimum = rules.minimumPersons();
    Column isNoisy = col(NoisyStocks.IS_NOISY);
    Column few = not(isNoisy).and(col("sampled").lt(minimum));
    Column ofArea =
        when(isCountry(), col("sampled_share")).otherwise(coalesce(col("area_share"), lit(1)));
    Column share = greatest(ofArea, askedShare());
    Column full = not(isNoisy.or(isTotal())).and(coalesce(share.gt(lit(LARGEST_SHARE)), lit(true)));
    Column vague =
        coalesce(
            col("standard_error").gt(col("persons").multiply(lit(rules.largestVariation()))),
            lit(true));
    Column mostOfFew =
        max(when(few, greatest(col("sampled_share"), col("area_share"))))
            .over(Window.partitionBy(Columns.named(TOTALS)));
    Column ofTotal =
        col("crossed_by")
            .equalTo("area_id")
            .and(col("most_of_few").gt(lit(LARGEST_SHARE)))
            .and(col("protects"));
    Column protects =
        coalesce(
            max(ofTotal).over(Window.partitionBy(Columns.named(List.of(SOURCE), "area_id"))),
            lit(false));
    Column isRegisters = col("source_id").equalTo(Stock.REGISTERS);
    Column persons = when(isRegisters, " persons on the list").otherwise(" persons " + observed);
    String most = rules.largestVariation().movePointRight(2).stripTrailingZeros().toPlainString();
    Column isCounted =
        full.and(not(few).or(ofArea.gt(lit(LARGEST_SHARE))).or(askedShare().gt(lit(MOST))));
    Dataset<Row> totals =
        AreaSuppression.protecting(rows, TOTALS, "sampled", "area_id", lit(minimum))
            .withColumn("most_of_few", mostOfFew)
            .withColumn("protects", protects)
            .withColumn("is_counted", coalesce(isCounted, lit(false)))
            .withColumn("asked_share", askedShare())
            .withColumn("is_open", not(few.or(full).or(vague).or(col("protects")).or(isNoisy)));
    return FigureCover.of(totals, TOTALS, characteristics, minimum)
        .withColumn(
            Suppression.STATUS,
            when(few.or(full).or(vague).or(col("covers")), Suppression.PRIMARY)
                .when(col("protects"), Suppression.SECONDARY)
                .when(isNoisy, Suppression.NOISY)
                .otherwise(PublishedRows.SHOWN))
        .withColumn(
            Suppression.RULE,
            when(
                    full.and(not(isCountry())).and(col("area_share").isNull()),
                    "crosses of "
                        + job
                        + " have no area_id by itself, which says how many of an area were asked")
                .when(
                    col("covers"),
                    "too much of the population was asked, for this figure or for one that it"
                        + " would tell")
                .when(few, concat(lit("fewer than " + minimum), persons))
                .when(vague, "coefficient of variation above " + most + " %")
                .when(col("protects"), "protects an area with few persons")
                .otherwise(
                    concat(
                        when(isNoisy, "noise by the cell key method")
                            .otherwise(concat(lit("at least " + minimum), persons)),
                        lit(", coefficient of variation at most " + most + " %"))));
  }
}
