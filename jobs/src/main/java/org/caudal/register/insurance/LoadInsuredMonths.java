package org.caudal.register.insurance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;

import java.time.YearMonth;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.reference.CodeRules;
import org.caudal.reference.Codes;
import org.caudal.reference.CountryColumns;
import org.caudal.synthetic.register.ContributionSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads months insured in social security, of one's own country and as others report them.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code month} (2024-03), {@code
 * country}, {@code insured_id}, {@code person_id}, {@code days} and, where the source has them,
 * {@code kind}, {@code wage}, {@code sex} and {@code birth_date}. Name the column of the document
 * {@code person_id} with {@code columns} where persons have no number that all countries know.
 *
 * <p><b>Writes</b> {@link InsuredMonth}.
 *
 * <p><b>Method.</b> Numbers and documents become pseudonyms, documents by their letters and digits
 * alone. Of two lines of one insured, country, month and kind the later stays, the other is a
 * duplicate: add up days of several employers before or give each a kind. The country is alpha-3;
 * where {@code codes} names it, it is written in any way, as it held on the first day of the month;
 * a code that did not hold then is warned about, unless {@code codes.wrong} says otherwise ({@code
 * …-valid}). A former country stays itself, so that its months are foreign to the laws of its
 * successor.
 *
 * <p><b>Known bias.</b> Documents that an office wrote wrongly are other persons: their periods in
 * other countries are lost. Link the registers before where that matters.
 *
 * <p><b>Example.</b> {@code caudal run load-insured-months --conf conf/insurance.yaml}
 */
public final class LoadInsuredMonths implements Job<LoadInsuredMonths.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Files with the months") Extract extract,
      @Doc("Codes of countries beside ISO 3166-1, for example of a fictional country")
          @Example("[XCA]")
          @Default("[]")
          List<String> otherCountries,
      @Doc("First month that can have been insured; an earlier one would be the first year of all")
          @Example("2010-01")
          @Default("1940-01")
          YearMonth earliestMonth,
      @Doc("Last month that can have been insured") @Example("2025-12") @Default("2100-01")
          YearMonth latestMonth,
      @Doc("Whether the country may be written in other ways than alpha-3") @Default("{}")
          CountryColumns codes)
      implements Loading {

    /** Keeps the codes; refuses months that leave none, and columns without a country. */
    public Params {
      otherCountries = Codes.others(otherCountries);
      codes.requireOf(List.of("country"));
      if (earliestMonth.isAfter(latestMonth)) {
        throw new IllegalArgumentException(
            "earliest-month must not be after latest-month, were "
                + earliestMonth
                + " and "
                + latestMonth);
      }
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-insured-months", Params.class)
          .summary("Loads months insured in social security, of several countries.")
          .after(ContributionSheet.class)
          .loads(
              plan(List.of(), YearMonth.of(1940, 1), YearMonth.of(2100, 1), CountryColumns.NONE));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(),
        plan(p.otherCountries(), p.earliestMonth(), p.latestMonth(), p.codes()),
        p.extract(),
        in::pseudonym);
  }

  private static LoadPlan plan(
      List<String> otherCountries,
      YearMonth earliestMonth,
      YearMonth latestMonth,
      CountryColumns codes) {
    LoadPlan.Builder plan =
        LoadPlan.into(InsuredMonth.class)
            .field(Field.text("month"))
            .field(Field.code("country"))
            .field(Field.identifier("insured_id", "insurance-number"))
            .field(Field.document("person_id", "insured-person"))
            .field(Field.text("kind").optional().orAbsent())
            .field(Field.integer("days"))
            .field(Field.decimal("wage", 18, 2).optional().orAbsent())
            .field(Field.integer("sex").optional().orAbsent())
            .field(Field.date("birth_date").optional().orAbsent().masked())
            .derive("month", expr("try_to_date(concat(month, '-01'), 'yyyy-MM-dd')"))
            .derive("kind", expr("coalesce(kind, '')"))
            .derive("days", expr("coalesce(try_cast(days AS INT), -1)"))
            .derive("sex", Codes.sex(col("sex")));
    return codes
        .read(plan, "country", col("month"), otherCountries)
        .reject(
            "month-is-one",
            "month",
            col("month").isNotNull(),
            "The month is none.",
            "Write year and month, for example 2024-03.")
        .reject(
            "month-possible",
            "month",
            col("month")
                .isNull()
                .or(col("month").between(earliestMonth.atDay(1), latestMonth.atDay(1))),
            "The month is before the earliest month or after the latest month.",
            "Mend the month at the source, or set earliest-month or latest-month.")
        .rules(codes.rules("country", otherCountries))
        .reject(
            "days-of-a-month",
            "days",
            col("days").between(1, 31),
            "No month has so many days.",
            "Mend the days at the source; leave out months without insurance.")
        .reject(
            "wage-possible",
            "wage",
            col("wage").isNull().or(col("wage").geq(lit(0))),
            "The wage is below zero.",
            "Mend the wage at the source.")
        .rule(CodeRules.birth(last_day(col("month"))))
        .rule(CodeRules.sex())
        .build();
  }
}
