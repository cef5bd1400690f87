package org.caudal.register.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.reference.LoadPopulationMargins;
import org.caudal.reference.PopulationMargin;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SynthesizePopulationMargins;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.register.SurveyParams;
import org.caudal.synthetic.register.SynthesizeSurveyEmigrants;
import org.caudal.synthetic.register.SynthesizeSurveyMembers;
import org.caudal.testing.JobParams;
import org.caudal.testing.LoadedSheet;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Samples of the synthetic country against all who have left a household there. */
@SparkTest
class EmigrantCoverageTest {
  private static final LocalDate DAY = LocalDate.of(2024, 1, 1);
  private static final int SAMPLES = 20;
  private static final String CROSSES =
      "{crosses: [area_id, destination, sex, age_band, departure_period, destination sex]}";
  private static final String PLACES =
      "columns: {person_id: record_id, household_id: household, cluster_id: town_code, stratum_id:"
          + " stratum, area_id: province_code, weight: design_weight, source_id: source%s}}, country:"
          + " XCA, other-countries: [XCA]}";

  /** A person of the country who lives abroad: age band, sex, destination, year and area left. */
  private record Emigrant(String area, String destination, String sex, String band, String period) {
    private String by(String cross) {
      Function<String, String> value =
          name ->
              !List.of(cross.split(" ")).contains(name)
                  ? "_T"
                  : switch (name) {
                    case "area_id" -> area;
                    case "destination" -> destination;
                    case "sex" -> sex;
                    case "age_band" -> band;
                    default -> period;
                  };
      return String.join(" ", EmigrantStock.CHARACTERISTICS.stream().map(value).toList());
    }
  }

  private static LocalDate day(Row row, String column) {
    return ((java.sql.Date) row.getAs(column)).toLocalDate();
  }

  /**
   * All who live abroad and lived here, or have been abroad since the first day and belong to a
   * household that was here then; of households that left as a whole no area.
   */
  private static List<Emigrant> emigrants(SyntheticInputs country) {
    Map<Long, Row> persons = new HashMap<>();
    country
        .rows(SyntheticPerson.class)
        .forEach(row -> persons.put(row.<Long>getAs("person_id"), row));
    Map<Long, String> homes = new HashMap<>();
    Map<Long, Long> first = new HashMap<>();
    List<Row> abroad = new ArrayList<>();
    Map<Long, LocalDate> departures = new HashMap<>();
    LocalDate start = LocalDate.of(2021, 1, 1);
    for (Row row : country.rows(SyntheticResidence.class)) {
      Row person = persons.get(row.<Long>getAs("person_id"));
      if (person == null || day(row, "start_date").isAfter(DAY)) {
        continue;
      }
      long id = row.<Long>getAs("person_id");
      long household = person.<Long>getAs("household_id");
      boolean isHere = row.<String>getAs("country").equals("XCA");
      if (!day(row, "end_date").isAfter(DAY)) {
        if (isHere) {
          departures.merge(id, day(row, "end_date"), (a, b) -> a.isAfter(b) ? a : b);
        }
      } else if (!isHere) {
        abroad.add(row);
      } else if (first.getOrDefault(household, Long.MAX_VALUE) > id) {
        first.put(household, id);
        homes.put(household, row.<String>getAs("town_code").substring(0, 4));
      }
    }
    List<Emigrant> emigrants = new ArrayList<>();
    for (Row row : abroad) {
      Row person = java.util.Objects.requireNonNull(persons.get(row.<Long>getAs("person_id")));
      LocalDate since = departures.get(row.<Long>getAs("person_id"));
      boolean wasAway =
          day(person, "birth_date").isBefore(start)
              && List.of("native", "settled").contains(person.<String>getAs("household_kind"));
      if (since == null && !wasAway) {
        continue; // born abroad, or never came
      }
      int from = Period.between(day(person, "birth_date"), DAY).getYears() / 5 * 5;
      emigrants.add(
          new Emigrant(
              homes.getOrDefault(person.<Long>getAs("household_id"), ""),
              row.getAs("country"),
              String.valueOf(person.<Integer>getAs("sex")),
              from >= 85
                  ? "85+"
                  : String.format(java.util.Locale.ROOT, "%02d-%02d", from, from + 4),
              since == null ? "_U" : "0-4"));
    }
    return emigrants;
  }

  private static Dataset<Row> loaded(
      SparkSession spark, SyntheticInputs country, boolean isAbroad, SurveyParams design) {
    LoadSurveyEmigrants emigrants = new LoadSurveyEmigrants();
    LoadSurveyPersons persons = new LoadSurveyPersons();
    String section = "{extract: {paths: [x], ";
    return isAbroad
        ? Rows.kept(
            LoadedSheet.of(
                spark,
                SurveySamples.of(spark, country, new SynthesizeSurveyEmigrants(), design, SAMPLES),
                emigrants,
                JobParams.of(emigrants, section + PLACES.formatted(", departure_year: year"))),
            SurveyEmigrant.class)
        : Rows.kept(
            LoadedSheet.of(
                spark,
                SurveySamples.of(spark, country, new SynthesizeSurveyMembers(), design, SAMPLES),
                persons,
                JobParams.of(persons, section + PLACES.formatted(""))),
            SurveyPerson.class);
  }

  @Test
  void intervalsHoldThoseWhoLeftAHouseholdAndNotThoseOfWholeHouseholds(SparkSession spark) {
    SyntheticInputs country = SyntheticInputs.of(spark);
    SurveyParams design = new SurveyParams(DAY, 5, 6, new BigDecimal("0.08"), BigDecimal.ZERO);
    LoadPopulationMargins margins = new LoadPopulationMargins();
    TestInputs inputs =
        new TestInputs(spark)
            .with(SurveyEmigrant.class, loaded(spark, country, true, design))
            .with(SurveyPerson.class, loaded(spark, country, false, design))
            .with(
                PopulationMargin.class,
                Rows.kept(
                    LoadedSheet.of(
                        spark,
                        new SynthesizePopulationMargins()
                            .transform(country, new SynthesizePopulationMargins.Params(DAY)),
                        margins,
                        JobParams.of(margins, "{extract: {paths: [generated]}}")),
                    PopulationMargin.class));
    EstimateEmigrants job = new EstimateEmigrants();
    List<Row> stocks = job.transform(inputs, JobParams.of(job, CROSSES)).collectAsList();

    List<Emigrant> all = emigrants(country);
    List<Emigrant> left = all.stream().filter(one -> !one.area().isEmpty()).toList();
    assertThat(left).hasSize(172);
    assertThat(all).hasSize(315); // the others left with their whole household
    Map<String, Long> truth = new HashMap<>();
    List<Double> totals = new ArrayList<>();
    int within = 0;
    for (Row row : stocks) {
      String cross = row.getAs("crossed_by");
      String cell =
          String.join(
              " ",
              EmigrantStock.CHARACTERISTICS.stream().map(name -> row.<String>getAs(name)).toList());
      long persons =
          truth.computeIfAbsent(
              cell, of -> left.stream().filter(one -> one.by(cross).equals(of)).count());
      within +=
          row.<BigDecimal>getAs("interval_low").doubleValue() <= persons
                  && persons <= row.<BigDecimal>getAs("interval_high").doubleValue()
              ? 1
              : 0;
      if (cross.isEmpty()) {
        totals.add(row.<BigDecimal>getAs("persons").doubleValue());
      }
    }
    assertThat(stocks).hasSizeGreaterThan(600);
    assertThat((double) within / stocks.size()).isBetween(0.93, 0.97);
    // Of all samples together: within three errors of their mean, far below all emigrants.
    assertThat(totals).hasSize(SAMPLES);
    double mean = totals.stream().mapToDouble(total -> total).average().orElseThrow();
    double squares = totals.stream().mapToDouble(total -> (total - mean) * (total - mean)).sum();
    double error = Math.sqrt(squares / (SAMPLES - 1) / SAMPLES);
    assertThat(mean).isCloseTo(left.size(), org.assertj.core.api.Assertions.within(3 * error));
    assertThat(mean + 3 * error).isLessThan(all.size());
  }
}
