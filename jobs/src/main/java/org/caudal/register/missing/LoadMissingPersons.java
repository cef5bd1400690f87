package org.caudal.register.missing;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
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
import org.caudal.synthetic.register.MissingSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads reports of missing persons, and of those who were found.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code report_id}, {@code
 * reported_on}, {@code last_seen_on}, {@code found_on}, {@code found_state} (alive or dead; map
 * other words under {@code extract.codes}) and, where the source has them, {@code last_seen_place},
 * {@code age}, {@code sex} and {@code nationality}. <b>Writes</b> {@link MissingPerson}.
 *
 * <p><b>Method.</b> Marks of reports become pseudonyms; names are not read. A report that is
 * delivered again, say with the day on which the person was found, takes the place of the one that
 * was there: of rows with one mark that of the last file by name stays, of one file the last line.
 * So a file with later news needs a later name. The nationality is alpha-3, or one of travel
 * documents (ICAO Doc 9303-3): XXA, XXB, XXC, D for DEU; where {@code codes} names it, it is
 * written in any way, as it held on the day of the report; a code that did not hold then is warned
 * about, unless {@code codes.wrong} says otherwise ({@code …-valid}). With {@code area-pattern} a
 * place that is not like it is rejected ({@code area-known}).
 *
 * <p><b>Known bias.</b> Who is never reported is not here: persons without papers, and without
 * family near, most of all. A person reported to two offices under two marks is two: link the lists
 * first (load-link-records). Who came home without a word stays missing.
 *
 * <p><b>Example.</b> {@code caudal run load-missing-persons --conf conf/missing.yaml}
 */
public final class LoadMissingPersons implements Job<LoadMissingPersons.Params> {
  private static final String NATIONALITY = "nationality";
  private static final LocalDate LAST_DAY = LocalDate.of(2100, 1, 1);
  private static final int MOST_MONTHS = 120;

  /** Parameters. */
  public record Params(
      @Doc("Files with the reports") Extract extract,
      @Doc("Codes of nationalities beside ISO 3166-1, for example of a fictional country")
          @Example("[XCA]")
          @Default("[]")
          List<String> otherCountries,
      @Doc("Last day on which a report or find can have been")
          @Example("2025-12-31")
          @Default("2100-01-01")
          LocalDate latestDay,
      @Doc("Whether the nationality may be written in other ways than alpha-3") @Default("{}")
          CountryColumns codes,
      @Doc(
              "Regular expression of the whole of a place; what is none is rejected. Empty, every text is a place")
          @Example("[0-9]{5}")
          @Default("''")
          String areaPattern)
      implements Loading {

    /** Keeps the codes; refuses columns without a country and patterns that are none. */
    public Params {
      otherCountries = Codes.others(otherCountries);
      codes.requireOf(List.of(NATIONALITY));
      Pattern.compile(areaPattern); // a message that says where it is wrong
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-missing-persons", Params.class)
          .summary("Loads reports of missing persons, and of those who were found.")
          .after(MissingSheet.class)
          .loads(plan(List.of(), LAST_DAY, CountryColumns.NONE, ""));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(),
        plan(p.otherCountries(), p.latestDay(), p.codes(), p.areaPattern()),
        p.extract(),
        in::pseudonym);
  }

  private static LoadPlan plan(
      List<String> otherCountries, LocalDate latest, CountryColumns codes, String areaPattern) {
    List<String> known = Codes.nationalities(otherCountries);
    LoadPlan.Builder plan =
        LoadPlan.into(MissingPerson.class)
            .field(Field.identifier("report_id", "missing-report"))
            .field(Field.date("reported_on"))
            .field(Field.date("last_seen_on"))
            .field(Field.text("last_seen_place").optional().orAbsent())
            .field(Field.integer("age").optional().orAbsent())
            .field(Field.integer("sex").optional().orAbsent())
            .field(Field.code(NATIONALITY).optional().orAbsent())
            .field(Field.date("found_on").optional())
            .field(Field.text("found_state").optional())
            .derive("sex", Codes.sex(col("sex")))
            .derive("age", Codes.whole(col("age")))
            .derive("found_state", lower(col("found_state")));
    plan.derive(NATIONALITY, Codes.nationality(col(NATIONALITY)));
    codes.read(plan, NATIONALITY, col("reported_on"), known);
    days(plan, latest);
    return plan.reject(
            "state-known",
            "found_state",
            col("found_state").isNull().or(col("found_state").isin("alive", "dead")),
            "The state of who was found is neither alive nor dead.",
            "Map the words of the source under extract.codes.")
        .reject(
            "found-and-state",
            "found_state",
            col("found_on").isNull().equalTo(col("found_state").isNull()),
            "One of the day on which the person was found and the state is empty, the other is not.",
            "Fill in both at the source; leave both empty while the person is missing.")
        .rule(CodeRules.age())
        .rule(CodeRules.sex())
        .rules(codes.rules(NATIONALITY, known))
        .rules(
            CodeRules.area(
                "last_seen_place",
                lit(false),
                areaPattern,
                "Mend it at the source, or area-pattern."))
        .build();
  }

  private static void days(LoadPlan.Builder plan, LocalDate latest) {
    plan.reject(
            "days-in-order",
            "reported_on",
            col("reported_on").geq(col("last_seen_on")),
            "The person was reported before they were last seen.",
            "Mend the days at the source.")
        .reject(
            "found-not-before",
            "found_on",
            coalesce(col("found_on").geq(col("last_seen_on")), lit(true)),
            "The person was found before they were last seen.",
            "Mend the days at the source.")
        .reject(
            "day-possible",
            "reported_on",
            col("reported_on").leq(latest).and(coalesce(col("found_on").leq(latest), lit(true))),
            "The report or the find is after the latest day.",
            "Mend the day at the source, or set latest-day.")
        .warn(
            "days-far-apart",
            "reported_on",
            greatest(col("reported_on"), coalesce(col("found_on"), col("reported_on")))
                .leq(add_months(col("last_seen_on"), MOST_MONTHS)),
            "More than ten years lie between the days of the report: one may be mistyped.",
            "Mend the day at the source. A day to come would make months complete that are not:"
                + " set latest-day to the day on which the list was made.");
  }
}
