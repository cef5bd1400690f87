package org.caudal.register.stock;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.caudal.reference.Characteristics;
import org.caudal.reference.CodeRules;
import org.caudal.reference.Codes;
import org.caudal.reference.CountryColumns;
import org.caudal.synthetic.register.SurveyMemberSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads the persons of a census or survey, with their weights and characteristics.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code source_id}, {@code
 * reference_date}, {@code person_id}, {@code area_id} and {@code weight} (constants may stand for a
 * column) and, where the source has them, {@code household_id}, {@code cluster_id}, {@code
 * stratum_id}, {@code sex}, {@code age}, {@code birth_country}, {@code citizenship}, {@code
 * second_citizenship}, {@code ethnicity}, {@code difficulties} (six digits), {@code education},
 * {@code occupation} and {@code arrived_on}.
 *
 * <p><b>Writes</b> {@link SurveyPerson}.
 *
 * <p><b>Method.</b> Marks of persons, households and sampling units become pseudonyms. What is
 * empty is unknown; who does not work has the occupation {@code _Z}. Countries are alpha-3; those
 * that {@code codes} names are written in any way, as it held on the reference date; a code that
 * did not hold then is warned about, unless {@code codes.wrong} says otherwise ({@code …-valid}).
 * With {@code area-pattern} an area that is not like it is rejected ({@code area-known}). A survey
 * has one {@code reference_date}, never the day of each interview, which would make each day a
 * survey of its own: one before {@code earliest-day} or after {@code latest-day} is rejected
 * ({@code reference-date-possible}), and one of fewer than a tenth of the persons of the largest
 * day of its source is warned about ({@code reference-date-of-few}). An arrival more than 130 years
 * before is rejected ({@code arrival-possible}), one before the birth by age is warned about
 * ({@code arrival-not-before-birth}), as ages are often rounded. Disability is that of the
 * Washington Group: in at least one of six domains a lot of difficulty, or none at all possible. Of
 * two lines of one person the later stays, the other is a duplicate.
 *
 * <p><b>Known bias.</b> Who answers for others knows less of them.
 *
 * <p><b>Example.</b> {@code caudal run load-survey-persons --conf conf/stocks.yaml}
 */
public final class LoadSurveyPersons implements Job<LoadSurveyPersons.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Files with the persons") Extract extract,
      @Doc("Country whose residents were asked, ISO 3166-1 alpha-3") @Example("MEX") String country,
      @Doc("Codes of countries beside ISO 3166-1, for example of a fictional country")
          @Example("[XCA]")
          @Default("[]")
          List<String> otherCountries,
      @Doc(
              "Columns with a country, birth_country, citizenship or second_citizenship, that are not alpha-3")
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
      codes.requireOf(COUNTRIES);
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

  private static final int OLDEST = 130;
  private static final List<String> COUNTRIES =
      List.of("birth_country", "citizenship", "second_citizenship");

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-survey-persons", Params.class)
          .summary("Loads the persons of a census or survey, with weights and characteristics.")
          .after(SurveyMemberSheet.class)
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
    LoadPlan.Builder plan =
        SurveyFields.of(SurveyPerson.class, SurveyFields.HOUSEHOLD.optional().orAbsent());
    COUNTRIES.forEach(name -> plan.field(Field.code(name).optional().orAbsent()));
    Characteristics.fields(plan);
    COUNTRIES.forEach(name -> codes.read(plan, name, col("reference_date"), known));
    SurveyFields.derive(plan, col("person_id"))
        .derive("migration_status", SurveyAnswers.migrationStatus(lit(country)))
        .derive("length_of_stay", Characteristics.lengthOfStay(lit(country), lit(false)))
        .derive("disability", Characteristics.disability());
    Characteristics.TOLD.forEach(name -> plan.derive(name, SurveyAnswers.known(name)));
    Characteristics.rules(SurveyFields.rules(plan), col("reference_date"));
    limits.rules(plan);
    arrivals(plan);
    COUNTRIES.forEach(name -> plan.rules(codes.rules(name, known)));
    return plan.derive("birth_country", SurveyAnswers.known("birth_country"))
        .derive("citizenship", SurveyAnswers.known("citizenship"))
        .build();
  }

  /** Ages are often rounded: who came in early years may be older than said. */
  private static void arrivals(LoadPlan.Builder plan) {
    Column years = year(col("reference_date")).minus(year(col("arrived_on")));
    plan.reject(
            "arrival-possible",
            "arrived_on",
            years.leq(OLDEST),
            "The person arrived more than 130 years before the survey.",
            CodeRules.MEND)
        .warn(
            "arrival-not-before-birth",
            "arrived_on",
            years.leq(col("age").plus(1)),
            "The person arrived before being born, by age.",
            "Mend the age or the day at the source; leave empty which is not known.");
  }

  @Override
  public Optional<Dataset<Row>> warnings(Inputs in, Params p) {
    return Optional.of(SurveyDays.ofFew(in.table(SurveyPerson.class)));
  }
}
