package org.caudal.register.residence;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.reference.Codes;

/** How the columns of registers become {@link LifeSign}, and which rows are rejected. */
final class LifeSignPlan {
  private static final List<String> COUNTRIES = List.of("birth_country", "citizenship");
  private static final String MEND = "Mend the value at the source; leave it empty if not known.";

  private LifeSignPlan() {}

  /** The plan with the columns that the parameters name. */
  static LoadPlan of(LoadPlan declared, LoadLifeSigns.Params p) {
    LoadPlan.Builder plan = LoadPlan.into(LifeSign.class);
    declared.fields().forEach(plan::field);
    Stream.of(p.firstDays(), p.lastDays(), p.departures(), p.deaths())
        .flatMap(List::stream)
        .forEach(name -> plan.field(Field.date(name).optional().orAbsent()));
    Stream.of(p.areas(), p.citizenships())
        .flatMap(List::stream)
        .filter(name -> !name.equals("citizenship"))
        .forEach(name -> plan.field(Field.code(name).optional().orAbsent()));
    Column isOpen = col("source_id").isin(p.openSources().toArray());
    Column area = first(p.areas(), "string");
    plan.derive(
            "source_id",
            coalesce(
                col("source_id"),
                nullif(regexp_extract(col("source_file"), p.sourcePattern(), 1), lit(""))))
        .derive("left_on", first(p.departures(), "date"))
        .derive("died_on", first(p.deaths(), "date"))
        .derive(
            "first_day",
            coalesce(
                first(p.firstDays(), "date"),
                when(coalesce(col("left_on"), col("died_on")).isNull(), lit(p.otherwiseOn()))))
        .derive(
            "last_day",
            coalesce(
                first(p.lastDays(), "date"),
                when(isOpen, coalesce(col("left_on"), col("died_on"))).otherwise(col("first_day"))))
        .derive(
            "is_abroad",
            coalesce(
                Codes.isCountry(area, p.otherCountries()).and(area.notEqual(p.country())),
                lit(false)))
        .derive(
            "area_id",
            when(
                not(col("is_abroad")).and(area.notEqual(p.country())),
                p.areaCharacters() == 0 ? area : substring(area, 1, p.areaCharacters())))
        .derive("citizenship", first(p.citizenships(), "string"))
        .derive("sex", Codes.sex(col("sex")));
    return rules(plan, p.otherCountries()).build();
  }

  /** The first of the columns that has a value. */
  private static Column first(List<String> names, String type) {
    Column[] columns =
        Stream.concat(
                new LinkedHashSet<>(names).stream().map(name -> col("`" + name + "`")),
                Stream.of(lit(null).cast(type)))
            .toArray(Column[]::new);
    return coalesce(columns);
  }

  private static LoadPlan.Builder rules(LoadPlan.Builder plan, List<String> known) {
    plan.reject(
            "source-known",
            "source_id",
            col("source_id").isNotNull(),
            "No column, no constant and not the name of the file says the register.",
            "Give source_id under extract.constants, or another source-pattern.")
        .reject(
            "record-says-a-day",
            "record_id",
            coalesce(col("first_day"), col("left_on"), col("died_on")).isNotNull(),
            "The record says no day on which the person was seen, left or died.",
            "Fill one at the source, or name other columns.")
        .reject(
            "days-in-order",
            "last_day",
            coalesce(col("first_day").leq(col("last_day")), lit(true)),
            "The last day is before the first.",
            MEND)
        .reject(
            "sex-known",
            "sex",
            Codes.isSex(col("sex")),
            "The sex is none of 0, 1, 2 and 9.",
            "Use ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable.");
    for (String name : COUNTRIES) {
      plan.reject(
          name.replace('_', '-') + "-known",
          name,
          coalesce(Codes.isCountry(col(name), known), lit(true)),
          "The country is none of ISO 3166-1 alpha-3.",
          "Mend the code, or list it under other-countries.");
    }
    return plan;
  }
}
