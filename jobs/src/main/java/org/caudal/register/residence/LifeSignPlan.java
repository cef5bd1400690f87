package org.caudal.register.residence;

import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.Rule;
import org.caudal.load.Strength;
import org.caudal.reference.Characteristics;
import org.caudal.reference.CodeRules;
import org.caudal.reference.Codes;
import org.caudal.register.border.LoadBorderCrossings;
import org.caudal.register.link.RecordSource;

/** How the columns of registers become {@link LifeSign}, and which rows are rejected. */
final class LifeSignPlan {

  private static final List<String> COUNTRIES = List.of("birth_country", "citizenship");
  private static final String AREA = "area_or_country";
  private static final String COUNTRY = "country_of_area";

  /** Last day that a record says, or that it is of; that of an open one is no end of it. */
  private static final String SAID = "said_last_day";

  private LifeSignPlan() {}

  /** The plan with the columns that the parameters name. */
  static LoadPlan of(LoadPlan declared, LoadLifeSigns.Params p) {
    LoadPlan.Builder plan = LoadPlan.into(LifeSign.class);
    declared.fields().forEach(plan::field);
    Stream.of(p.firstDays(), p.lastDays(), p.departures(), p.deaths())
        .flatMap(List::stream)
        .filter(name -> !name.equals("arrived_on"))
        .forEach(name -> plan.field(Field.date(name).optional().orAbsent()));
    Stream.of(p.areas(), p.citizenships())
        .flatMap(List::stream)
        .filter(name -> !name.equals("citizenship"))
        .forEach(name -> plan.field(Field.code(name).optional().orAbsent()));
    p.travellers()
        .forEach(
            name ->
                plan.field(
                    Field.document(name, LoadBorderCrossings.TRAVELLERS).optional().orAbsent()));
    Column isOpen = col("source_id").isin(p.openSources().toArray());
    Column day = coalesce(col("first_day"), col("left_on"), col("died_on"));
    Column area = col(AREA);
    plan.derive("source_id", RecordSource.of(p.sourcePattern()))
        .derive("left_on", first(p.departures(), "date"))
        .derive("died_on", first(p.deaths(), "date"))
        .derive(
            "first_day",
            coalesce(
                first(p.firstDays(), "date"),
                when(coalesce(col("left_on"), col("died_on")).isNull(), otherwise(p))))
        .derive(SAID, coalesce(first(p.lastDays(), "date"), when(not(isOpen), col("first_day"))))
        .derive(
            "last_day", coalesce(col(SAID), when(isOpen, coalesce(col("left_on"), col("died_on")))))
        .derive(AREA, first(p.areas(), "string"))
        .derive(COUNTRY, p.codes().countryOrNull("area_id", area, day, p.otherCountries()))
        .derive("is_abroad", coalesce(col(COUNTRY).notEqual(p.country()), lit(false)))
        .derive(
            "area_id",
            when(
                col(COUNTRY).isNull(),
                p.areaCharacters() == 0 ? area : substring(area, 1, p.areaCharacters())))
        .derive("citizenship", first(p.citizenships(), "string"))
        .derive("traveller_id", first(p.travellers(), "string"))
        .derive("sex", Codes.sex(col("sex")))
        .derive("disability", coalesce(Characteristics.disability(), col("disability")));
    Characteristics.TOLD.forEach(name -> plan.derive(name, nullif(col(name), lit(Codes.UNKNOWN))));
    for (String name : COUNTRIES) {
      p.codes().read(plan, name, day, p.otherCountries());
    }
    sources(plan, p);
    possibleDays(plan, p);
    rules(plan);
    plan.rules(
        CodeRules.area(
            AREA,
            col(COUNTRY).isNotNull(),
            p.areaPattern(),
            "Mend it at the source, or leave it empty if not known; name the column area_id under codes.countries where countries are written by name, and codes of others under other-countries."));
    COUNTRIES.forEach(name -> plan.rules(p.codes().rules(name, p.otherCountries())));
    return plan.build();
  }

  /** The day of the records of a register that say none. */
  private static Column otherwise(LoadLifeSigns.Params p) {
    Column day = lit(null).cast("date");
    for (Map.Entry<String, LocalDate> register : new TreeMap<>(p.otherwiseOn()).entrySet()) {
      day = when(col("source_id").equalTo(register.getKey()), register.getValue()).otherwise(day);
    }
    return day;
  }

  /** The first of the columns that has a value. */
  private static Column first(List<String> names, String type) {
    Column[] columns =
        Stream.concat(
                names.stream().map(name -> col("`" + name + "`")), Stream.of(lit(null).cast(type)))
            .toArray(Column[]::new);
    return coalesce(columns);
  }

  /** One warning a register of {@code open-sources} that no record of the table is of. */
  static Dataset<Row> unmet(Dataset<Row> signs, List<String> openSources) {
    Column named = lit(openSources.toArray(String[]::new));
    return signs
        .agg(array_except(named, collect_set("source_id")).as("unmet"))
        .select(explode(col("unmet")).as("register"))
        .select(
            concat(
                    lit("open-source-"),
                    replace(col("register"), lit("_"), lit("-")),
                    lit("-met-by-none"))
                .as("warning"));
  }

  /** A permit may be valid for ever; an arrival of which the year alone is known is of January. */
  private static void possibleDays(LoadPlan.Builder plan, LoadLifeSigns.Params p) {
    for (String day : List.of("first_day", "left_on", "died_on", "arrived_on")) {
      plan.rule(CodeRules.day(day, p.earliestDay(), p.latestDay()));
    }
    plan.reject(
        "arrival-not-before-birth",
        "arrived_on",
        year(col("arrived_on")).geq(year(col("birth_date"))),
        "The person arrived in a year before that of the birth.",
        CodeRules.MEND);
    // The books say that there is somebody, and other registers when that person was born.
    plan.warn(
        "birth-before-books",
        "birth_date",
        col(SAID).isNotNull().or(col("birth_date").leq(endOfYear("first_day"))),
        "The birth is in a year after that since which the person is on the books.",
        CodeRules.MEND);
  }

  /** Of which columns a value can be, for rejections to name the one that it is of. */
  private static void sources(LoadPlan.Builder plan, LoadLifeSigns.Params p) {
    plan.from("first_day", p.firstDays())
        .from(
            "last_day",
            Stream.of(p.lastDays(), p.departures(), p.deaths()).flatMap(List::stream).toList())
        .from("left_on", p.departures())
        .from("died_on", p.deaths())
        .from(AREA, p.areas())
        .from("citizenship", p.citizenships());
  }

  /** Of a day beside which day and month of a birth may be exchanged. */
  private static Column endOfYear(String day) {
    return make_date(year(col(day)), lit(12), lit(31));
  }

  private static void rules(LoadPlan.Builder plan) {
    plan.rule(RecordSource.known())
        .reject(
            "record-says-a-day",
            "record_id",
            coalesce(col("first_day"), col("left_on"), col("died_on")).isNotNull(),
            "The record says no day on which the person was seen, left or died.",
            "Fill one at the source, or name other columns.")
        .rule(
            new Rule(
                    "days-in-order",
                    Strength.REJECT,
                    "last_day",
                    col("first_day").leq(col("last_day")),
                    "The last day is before the first.",
                    CodeRules.MEND)
                .with("first_day"))
        .rule(CodeRules.birth(least(col(SAID), endOfYear("left_on"), endOfYear("died_on"))))
        .rule(CodeRules.sex())
        .reject(
            "disability-known",
            "disability",
            col("disability").isin("with", "some", "none"),
            "The disability is none of with, some and none.",
            CodeRules.MEND);
    Characteristics.rules(plan, col("last_day"));
  }
}
