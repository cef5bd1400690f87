package org.caudal.register.insurance;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negative;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.functions.Ages;
import org.caudal.functions.Decimals;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Adds up the periods that people were insured in several countries, and what pension of old age
 * each country owes them.
 *
 * <p><b>Reads</b> {@link InsuredMonth}. <b>Writes</b> {@link PensionRight}.
 *
 * <p><b>Method.</b> That of the Ibero-American convention (Convenio Multilateral Iberoamericano de
 * Seguridad Social, 2007, articles 5, 6 and 13), by a {@link PensionLaw} a country. A month has 30
 * days. Days that two countries insured count for each of them, but once in the total; voluntary
 * days that another country insured by law count for nobody but the other. Who has the own periods
 * that the law takes has a right by them. Else the total decides, and the country pays its share:
 * the pension as if all periods had been own, times own days by total days, both up to the most
 * that count. Who has a right by own periods is paid the larger of the two.
 *
 * <p>The pension is the reference wage times a rate: {@code base-rate} for the required months and
 * {@code year-rate} for every whole year more, up to {@code maximum-rate}. The wage is the mean of
 * the last {@code wage-months} in the country itself that have a day that counts and a known wage;
 * months without a wage are passed over, and where none has one there is no amount. Of voluntary
 * days of which some gave way to insurance by law in another country, that part of the wage counts
 * that stands for the others. Amounts are rounded half up to cents at each step. Where of one
 * country with a law and one month the median wage a day of a file is more than {@code
 * most-wage-ratio} times that of another, each of ten wages or more, the run ends and names both.
 *
 * <p>Birth date and sex are those of the person in all countries, where they are known. Whose sex
 * is not known, or not the same everywhere, has the pension at the greater age of both.
 *
 * <p><b>Known bias.</b> Own periods of less than {@code least-months} pay nothing here; that
 * another country takes them for its own is not done. Wages are not revalued. Persons who are not
 * known by one number everywhere have too few periods and too few rights.
 *
 * <p><b>Example.</b> {@code caudal run decide-pensions --conf conf/insurance.yaml}
 */
public final class DecidePensions implements Job<DecidePensions.Params> {
  private static final int MONTH = CountedMonths.DAYS;
  private static final int YEAR = 12 * MONTH;

  /** Parameters. */
  public record Params(
      @Doc("Day on which age is told; months after that of it are not looked at")
          @Example("2025-12-31")
          LocalDate asOf,
      @Doc(
              "Laws, one a country, others only give periods: country, required-months (180), least-months (12), age-men (65), age-women (65), base-rate (0.50), year-rate (0.02), maximum-rate (0.80), maximum-months (480), wage-months (60), funded (false)")
          @Example("[{country: XCA}]")
          List<PensionLaw> laws,
      @Doc("Kinds of insurance that are voluntary") @Example("[voluntary]") @Default("[]")
          List<String> voluntaryKinds,
      @Doc(
              "Times that the median wage a day of a file may be that of another of the country and month; beyond it the run ends, as one of the two may be in cents")
          @Default("20")
          BigDecimal mostWageRatio) {

    /** Keeps the lists; refuses no law, two of one country, and a ratio of less than 1. */
    public Params {
      laws = List.copyOf(laws);
      voluntaryKinds = List.copyOf(voluntaryKinds);
      if (laws.isEmpty()
          || laws.stream().map(PensionLaw::country).distinct().count() < laws.size()) {
        throw new IllegalArgumentException("laws must be one a country, and one at least");
      }
      if (mostWageRatio.compareTo(BigDecimal.ONE) < 0) {
        throw new IllegalArgumentException(
            "most-wage-ratio must be at least 1, was " + mostWageRatio);
      }
    }

    private Column of(Function<PensionLaw, Object> part) {
      Column column = lit(null);
      for (PensionLaw law : laws) {
        column = when(col("country").equalTo(law.country()), part.apply(law)).otherwise(column);
      }
      return column;
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("decide-pensions", Params.class)
        .summary("Adds up periods insured in several countries, and the pensions that they give.")
        .reads(InsuredMonth.class)
        .writesWhole(PensionRight.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> insured = WageFiles.alike(in.table(InsuredMonth.class), p);
    Dataset<Row> months = CountedMonths.of(insured, p);
    Object[] countries = p.laws().stream().map(PensionLaw::country).toArray();
    Dataset<Row> rights =
        own(months.filter(col("country").isin(countries)), p)
            .join(totals(months), "person_id")
            .withColumn("as_of", lit(p.asOf()));
    return paid(rights.withColumn("status", status(p)), p);
  }

  /** One row a person: days of all countries, and what does not change with the country. */
  private static Dataset<Row> totals(Dataset<Row> months) {
    Column isOwn = col("own").gt(0);
    return months
        .groupBy("person_id")
        .agg(
            sum(when(col("once"), col("all"))).as("total_days"),
            same(min("sex_first"), max("sex_last"), lit(0)).as("sex"),
            same(min("born_first"), max("born_last"), lit(null)).as("birth_date"),
            count_distinct(when(isOwn, col("country"))).cast("int").as("countries"),
            min(when(
                    isOwn,
                    struct(
                        negative(unix_date(col("month"))), negative(col("own")), col("country"))))
                .getField("country")
                .as("last_country"));
  }

  private static Column same(Column first, Column last, Column otherwise) {
    return when(first.equalTo(last), first).otherwise(otherwise);
  }

  /** One row a person and country: own days, and the mean wage of the last of them with one. */
  private static Dataset<Row> own(Dataset<Row> months, Params p) {
    WindowSpec latest =
        Window.partitionBy("person_id", "country")
            .orderBy(col("wage").isNull(), col("month").desc());
    Column isRecent = col("at").leq(p.of(PensionLaw::wageMonths));
    return months
        .filter(col("own").gt(0))
        .withColumn("at", row_number().over(latest))
        .groupBy("person_id", "country")
        .agg(sum("own").as("own_days"), avg(when(isRecent, col("wage"))).as("wage"))
        .withColumn("reference_wage", Decimals.rounded(col("wage"), 18, 2));
  }

  private static Column status(Params p) {
    Column age = Ages.completedYears(col("birth_date"), col("as_of"));
    Column men = p.of(PensionLaw::ageMen);
    Column women = p.of(PensionLaw::ageWomen);
    Column pensionAge =
        when(col("sex").equalTo(1), men)
            .when(col("sex").equalTo(2), women)
            .otherwise(greatest(men, women));
    Column required = p.of(PensionLaw::requiredMonths).multiply(MONTH);
    return when(p.of(PensionLaw::funded), "account")
        .when(age.isNull(), "age_unknown")
        .when(age.lt(pensionAge), "too_young")
        .when(col("own_days").geq(required), "own")
        .when(col("total_days").lt(required), "insufficient")
        .when(col("own_days").lt(p.of(PensionLaw::leastMonths).multiply(MONTH)), "too_short")
        .otherwise("totalised");
  }

  private static Dataset<Row> paid(Dataset<Row> rights, Params p) {
    Column isPaid = col("status").isin("own", "totalised");
    Column most = p.of(PensionLaw::maximumMonths).multiply(MONTH);
    Column own = least(col("own_days"), most).cast("decimal(12,0)");
    Column all = least(col("total_days"), most).cast("decimal(12,0)");
    Column share = Decimals.ratio(col("theoretical_pension").multiply(own), all);
    return rights
        .withColumn("pro_rata", when(isPaid, Decimals.rounded(Decimals.ratio(own, all), 9, 6)))
        .withColumn("own_pension", when(col("status").equalTo("own"), amount("own_days", p)))
        .withColumn("theoretical_pension", when(isPaid, amount("total_days", p)))
        .withColumn("pension", greatest(col("own_pension"), Decimals.rounded(share, 18, 2)));
  }

  /** The monthly pension by so many days. */
  private static Column amount(String days, Params p) {
    Column counted = least(col(days), p.of(PensionLaw::maximumMonths).multiply(MONTH));
    Column more = counted.minus(p.of(PensionLaw::requiredMonths).multiply(MONTH));
    Column rate =
        least(
            p.of(PensionLaw::maximumRate),
            p.of(PensionLaw::baseRate)
                .plus(
                    p.of(PensionLaw::yearRate)
                        .multiply(floor(more.divide(YEAR)).cast("decimal(6,0)"))));
    return Decimals.rounded(col("reference_wage").multiply(rate.cast("decimal(9,6)")), 18, 2);
  }
}
