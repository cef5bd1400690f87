package org.caudal.register.border;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
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
import org.caudal.load.RawColumns;
import org.caudal.reference.CodeRules;
import org.caudal.reference.Codes;
import org.caudal.reference.CountryColumns;
import org.caudal.synthetic.register.CrossingSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Loads entries and exits that border posts recorded.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code crossing_id}, {@code
 * traveller_id}, {@code crossed_at}, {@code direction} and, where the source has them, {@code
 * nationality}, {@code sex}, {@code birth_date}, {@code other_country} (come from or gone to),
 * {@code admitted_until}, {@code travel_group} (number of a group, a family or its common document)
 * and {@code is_accompanied} (yes, sí, sim, verdadero, verdadeiro, true, first letters of these, or
 * 1; no, não, falso, false, first letters of these, or 0: whether an adult is with a child). Name
 * the column of the document {@code traveller_id} with {@code columns} where persons have no
 * number.
 *
 * <p><b>Writes</b> {@link BorderCrossing}.
 *
 * <p><b>Method.</b> Marks, travellers and groups become pseudonyms, travellers by the letters and
 * digits of their document alone. A nationality may be one of travel documents beside countries
 * (ICAO Doc 9303-3): stateless XXA, refugee XXB, other refugee XXC; where it is empty or XXX it is
 * {@code _U}, for the crossing counts all the same. D, which they have for Germany, is DEU. Days
 * are those of the source's time zone. Of two lines with one mark in a month the later stays, the
 * other is a duplicate. The mark of a group must be that of one group over all posts for three
 * days: put post and day before a number that begins anew. One without a letter or digit, of zeros
 * only, {@code N/A}, {@code NA} or {@code NONE} is none. Countries are alpha-3; those that {@code
 * codes} names are written in any way, as it held on the day of the crossing; a code that did not
 * hold then is warned about, unless {@code codes.wrong} says otherwise ({@code …-valid}). Where
 * {@code country} is given, crossings from it or to it are warned about.
 *
 * <p><b>Known bias.</b> Groups that share a mark are one: an adult of the one hides that a child of
 * the other is alone. A new document is a new traveller: stays of who renews a passport end and
 * begin there, unless {@link PairDocuments} finds the two. A national whose nationality is not
 * known is taken for a foreigner.
 *
 * <p><b>Example.</b> {@code caudal run load-border-crossings --conf conf/border.yaml}
 */
public final class LoadBorderCrossings implements Job<LoadBorderCrossings.Params> {

  /** Domain of the pseudonyms of crossings. */
  static final String CROSSINGS = "border-crossing";

  /** Domain of the pseudonyms of travellers. */
  public static final String TRAVELLERS = "border-traveller";

  private static final Object[] YES = {
    "YES", "Y", "TRUE", "T", "1", "SI", "SÍ", "S", "SIM", "VERDADERO", "VERDADEIRO", "V"
  };
  private static final Object[] NO = {"NO", "N", "FALSE", "F", "0", "FALSO", "NÃO", "NAO"};

  /** Parameters. */
  public record Params(
      @Doc("Files with the crossings") Extract extract,
      @Doc("Codes of nationalities beside ISO 3166-1, for example of a fictional country")
          @Example("[XCA]")
          @Default("[]")
          List<String> otherCountries,
      @Doc("First day on which a crossing can have been; an earlier one would begin the records")
          @Example("2021-01-01")
          @Default("1990-01-01")
          LocalDate earliestDay,
      @Doc("Last day on which a crossing can have been; a later one would end every open stay")
          @Example("2025-12-31")
          @Default("2100-01-01")
          LocalDate latestDay,
      @Doc("Columns with a country, nationality or other_country, that are not alpha-3")
          @Default("{}")
          CountryColumns codes,
      @Doc(
              "Country that the posts are of, ISO 3166-1 alpha-3: crossings from it or to it are warned about, as where two columns are exchanged in a file; not asked by default")
          @Example("MEX")
          @Nullable String country)
      implements Loading {

    /** Keeps the codes; refuses days that leave none, and what is no country. */
    public Params {
      otherCountries = Codes.others(otherCountries);
      codes.requireOf(List.of("nationality", "other_country"));
      CodeRules.requireDays(earliestDay, latestDay);
      Codes.requireAlpha3("country", country);
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-border-crossings", Params.class)
          .summary("Loads entries and exits that border posts recorded.")
          .after(CrossingSheet.class)
          .loads(
              plan(
                  List.of(),
                  LocalDate.of(1990, 1, 1),
                  LocalDate.of(2100, 1, 1),
                  CountryColumns.NONE,
                  null));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(),
        plan(p.otherCountries(), p.earliestDay(), p.latestDay(), p.codes(), p.country()),
        p.extract(),
        in::pseudonym);
  }

  /** Whether the mark of the source stands for a group. */
  private static Column isGroup() {
    return not(
        upper(col(RawColumns.raw("travel_group"))).rlike("^([0[^\\p{L}\\p{N}]]*|N/?A|NONE)$"));
  }

  private static LoadPlan plan(
      List<String> otherCountries,
      LocalDate earliestDay,
      LocalDate latestDay,
      CountryColumns codes,
      @Nullable String country) {
    List<String> nationalities = Codes.nationalities(otherCountries);
    LoadPlan.Builder plan = fields();
    plan.derive("nationality", Codes.nationality(col("nationality")));
    codes.read(plan, "nationality", col("crossing_date"), nationalities);
    codes.read(plan, "other_country", col("crossing_date"), otherCountries);
    return plan.reject(
            "direction-known",
            "direction",
            col("direction").isin("entry", "exit"),
            "The direction is neither entry nor exit.",
            "Map the codes of the source to entry and exit.")
        .reject(
            "day-possible",
            "crossed_at",
            col("crossing_date").between(earliestDay, latestDay),
            "The crossing is before the earliest day or after the latest day.",
            "Mend the day at the source, or set earliest-day or latest-day.")
        .rules(codes.rules("nationality", nationalities))
        .rules(codes.rules("other_country", otherCountries))
        .warn(
            "other-country-abroad",
            "other_country",
            country == null
                ? lit(true)
                : coalesce(col("other_country").notEqual(country), lit(true)),
            "The traveller comes from the country of the posts or goes to it.",
            "Look whether nationality and other_country are exchanged in the file, and name its"
                + " columns under extract.columns.")
        .reject(
            "admission-not-before",
            "admitted_until",
            col("admitted_until")
                .isNull()
                .or(col("direction").equalTo("exit")) // of who overstayed
                .or(col("admitted_until").geq(col("crossing_date"))),
            "The admission ends before the day of the entry.",
            "Mend the day at the source; leave it empty if not known.")
        .warn(
            "accompanied-known",
            "is_accompanied",
            col("accompanied_code").isNull().or(col("is_accompanied").isNotNull()),
            "Whether an adult is with a child is written neither as yes nor as no; it is not known.",
            "Map the codes of the source to yes and no; leave it empty if not known.")
        .warn(
            "birth-date-is-day",
            "birth_date",
            col(RawColumns.raw("birth_date")).isNull().or(col("birth_date").isNotNull()),
            "The birth date is no day in the declared patterns; it is not known.",
            "Name its pattern under extract.values.date-patterns; leave it empty if not known.")
        .rule(CodeRules.sex())
        .build();
  }

  /** What is read and derived. */
  private static LoadPlan.Builder fields() {
    return LoadPlan.into(BorderCrossing.class)
        .field(Field.identifier("crossing_id", CROSSINGS))
        .field(Field.document("traveller_id", TRAVELLERS))
        .field(Field.timestamp("crossed_at"))
        .field(Field.text("direction"))
        .field(Field.code("nationality").optional())
        .field(Field.integer("sex").optional().orAbsent())
        .field(Field.dateIfReadable("birth_date").optional().orAbsent().masked())
        .field(Field.code("other_country").optional().orAbsent())
        .field(Field.date("admitted_until").optional().orAbsent())
        .field(Field.identifier("travel_group", "travel-group").optional().orAbsent())
        .field(Field.code("is_accompanied").optional().orAbsent())
        .derive("travel_group", when(isGroup(), col("travel_group")))
        .derive("accompanied_code", col("is_accompanied"))
        .derive(
            "is_accompanied", // else not known
            when(col("accompanied_code").isin(YES), true)
                .when(col("accompanied_code").isin(NO), false))
        .derive("direction", lower(col("direction")))
        .derive("sex", Codes.sex(col("sex")))
        .derive("crossing_date", expr("to_date(from_utc_timestamp(crossed_at, source_time_zone))"))
        .derive("crossing_month", trunc(col("crossing_date"), "month"));
  }
}
