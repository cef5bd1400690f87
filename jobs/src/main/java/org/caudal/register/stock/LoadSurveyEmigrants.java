package org.caudal.register.stock;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
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
import org.caudal.synthetic.register.SurveyEmigrantSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads the members abroad whom the households of a census or survey declared.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code source_id}, {@code
 * reference_date}, {@code person_id}, {@code household_id}, {@code area_id} (of the household) and
 * {@code weight} (constants may stand for a column) and, where the source has them, {@code
 * cluster_id}, {@code stratum_id}, {@code sex}, {@code age}, {@code destination} and {@code
 * departure_year}.
 *
 * <p><b>Writes</b> {@link SurveyEmigrant}.
 *
 * <p><b>Method.</b> As {@link LoadSurveyPersons}: source, day, stratum and sampling unit are to be
 * named by the same columns as there, so that both are of one sample; a day before {@code
 * earliest-day} or after {@code latest-day} is rejected ({@code reference-date-possible}). The
 * weight is that of the household. What is empty is unknown. The destination is alpha-3, or written
 * in any way where {@code codes} names it; it is not the country itself. Of two lines of one member
 * the later stays, the other is a duplicate: a number that members have only within the household
 * is to be made one of the survey first.
 *
 * <p><b>Known bias.</b> Households know the age and the year of departure of those who left long
 * ago less well.
 *
 * <p><b>Example.</b> {@code caudal run load-survey-emigrants --conf conf/stocks.yaml}
 */
public final class LoadSurveyEmigrants implements Job<LoadSurveyEmigrants.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Files with the members abroad") Extract extract,
      @Doc("Country whose households were asked, ISO 3166-1 alpha-3") @Example("MEX")
          String country,
      @Doc("Codes of countries beside ISO 3166-1, for example of a fictional country")
          @Example("[XCA]")
          @Default("[]")
          List<String> otherCountries,
      @Doc("Columns with a country, of which there is destination, that are not alpha-3")
          @Default("{}")
          CountryColumns codes,
      @Doc(
              "Regular expression of the whole of an area; what is none is rejected. Empty, every text is an area")
          @Example("[0-9]{5}")
          @Default("''")
          String areaPattern,
      @Doc("First possible day of the survey") @Example("2024-01-01") @Default("1850-01-01")
          LocalDate earliestDay,
      @Doc("Last possible one, such as the day of the delivery")
          @Example("2025-12-31")
          @Default("2100-01-01")
          LocalDate latestDay)
      implements Loading {

    /** Refuses a country that is none, and columns without a country. */
    public Params {
      otherCountries = Codes.others(otherCountries);
      codes.requireOf(List.of(DESTINATION));
      Pattern.compile(areaPattern); // a message that says where it is wrong
      CodeRules.requireCountry(country, otherCountries);
      CodeRules.requireDays(earliestDay, latestDay);
    }

    private List<String> known() {
      List<String> known = new ArrayList<>(otherCountries);
      known.add(country);
      known.add(StockCells.UNKNOWN);
      return known;
    }

    private SurveyLimits limits() {
      return new SurveyLimits(areaPattern, earliestDay, latestDay);
    }
  }

  private static final String DESTINATION = "destination";
  private static final int OLDEST = 130;

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-survey-emigrants", Params.class)
          .summary("Loads the members abroad whom households of a census or survey declared.")
          .after(SurveyEmigrantSheet.class)
          .loads(plan("", List.of(), CountryColumns.NONE, SurveyLimits.DEFAULT));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(),
        plan(p.country(), p.known(), p.codes(), p.limits()),
        p.extract(),
        in::pseudonym);
  }

  private static LoadPlan plan(
      String country, List<String> known, CountryColumns codes, SurveyLimits limits) {
    Column departure = col("departure_year");
    LoadPlan.Builder plan =
        SurveyFields.of(SurveyEmigrant.class, SurveyFields.HOUSEHOLD)
            .field(Field.code(DESTINATION).optional().orAbsent())
            .field(Field.integer("departure_year").optional().orAbsent());
    codes.read(plan, DESTINATION, col("reference_date"), known);
    SurveyFields.derive(plan, col("household_id")).derive("departure_year", Codes.whole(departure));
    SurveyFields.rules(plan);
    limits.rules(plan);
    plan.rules(codes.rules(DESTINATION, known));
    Column day = year(col("reference_date"));
    return plan.reject(
            "destination-abroad",
            DESTINATION,
            coalesce(col(DESTINATION).notEqual(country), lit(true)),
            "The member lives in the country that was asked.",
            "Leave out members at home; leave the destination empty if it is not known.")
        .reject(
            "departure-possible",
            "departure_year",
            coalesce(departure.between(day.minus(OLDEST), day), lit(true)),
            "The member left after the year of the survey, or more than 130 years before.",
            CodeRules.MEND)
        .reject(
            "departure-after-birth",
            "departure_year",
            coalesce(departure.geq(day.minus(col("age")).minus(1)), lit(true)),
            "The member left before being born, by age.",
            "Mend the age or the year at the source; leave empty which is not known.")
        .derive(DESTINATION, SurveyAnswers.known(DESTINATION))
        .build();
  }
}
