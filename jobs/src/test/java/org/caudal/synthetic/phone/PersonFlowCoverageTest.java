package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.person.DeviceWeight;
import org.caudal.phone.person.EstimatePersonFlows;
import org.caudal.phone.person.WeighDevices;
import org.caudal.phone.place.HomeZone;
import org.caudal.reference.PopulationMargin;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SynthesizePopulationMargins;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.table.TableSchema;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Flows of persons estimated from the phones of the synthetic country, against who moved. */
@SparkTest(compiled = true)
class PersonFlowCoverageTest {
  private static final LocalDate BEFORE = LocalDate.of(2024, 3, 1);
  private static final LocalDate AFTER = LocalDate.of(2025, 3, 1);
  private static final int MONTHS = 12;
  private static final int ADULT = 15;

  private static final long PEOPLE = Long.getLong("coverage.people", 6000);
  private static final long SEEDS = Long.getLong("coverage.seeds", 1);

  /** How many of some figures hold the truth. */
  private static final class Tally {
    private int cells;
    private int held;
    private int heldByNaive;
    private double truth;
    private double estimate;
    private double naive;
    private double squares;

    private void add(Row row, double true_) {
      double estimated = number(row, "estimate");
      double devices = number(row, "naive");
      cells++;
      held += number(row, "interval_low") <= true_ && true_ <= number(row, "interval_high") ? 1 : 0;
      // an interval as wide, about the naive figure
      double low = devices - (estimated - number(row, "interval_low"));
      double high = devices + (number(row, "interval_high") - estimated);
      heldByNaive += low <= true_ && true_ <= high ? 1 : 0;
      truth += true_;
      estimate += estimated;
      naive += devices;
      squares += Math.pow((estimated - true_) / Math.max(1e-9, number(row, "standard_error")), 2);
    }

    private double coverage() {
      return (double) held / cells;
    }

    @Override
    public String toString() {
      double error = 1.96 * Math.sqrt(0.95 * 0.05 / cells);
      return String.format(
          Locale.ROOT,
          "%d of %d = %.1f %% (95 %% ± %.1f by chance), naive %.1f %%; sums: true %.0f, estimate"
              + " %.0f, naive %.0f; mean square of errors %.2f",
          held,
          cells,
          100 * coverage(),
          100 * error,
          100.0 * heldByNaive / cells,
          truth,
          estimate,
          naive,
          squares / cells);
    }
  }

  @Test
  void intervalsHoldTheMovesOfThePeopleAndNaiveFiguresDoNot(SparkSession spark) {
    Map<String, Tally> tallies = new TreeMap<>();
    for (long seed = 7; seed < 7 + SEEDS; seed++) {
      measure(spark, seed, tallies);
    }
    tallies.forEach((kind, tally) -> System.out.println(kind + ": " + tally));
    Tally movers = Objects.requireNonNull(tallies.get("mover"));
    Tally stocks = Objects.requireNonNull(tallies.get("stock"));
    assertThat(movers.coverage()).as("movers").isGreaterThanOrEqualTo(0.85);
    assertThat(stocks.coverage()).as("stocks").isGreaterThanOrEqualTo(0.8);
    assertThat(stocks.heldByNaive).as("stocks by a national factor").isZero();
    assertThat(movers.naive).isLessThan(movers.truth);
    assertThat(movers.estimate / movers.truth).isBetween(0.85, 1.15);
  }

  private static void measure(SparkSession spark, long seed, Map<String, Tally> tallies) {
    SyntheticInputs country = new SyntheticInputs(spark, 1, PEOPLE, seed);
    TestInputs records = records(spark, country);
    Dataset<Row> weights =
        PhoneWorld.stored(
            spark,
            DeviceWeight.class,
            new WeighDevices()
                .transform(
                    records,
                    new WeighDevices.Params(
                        null, List.of("province"), new BigDecimal("0.87"), ADULT)),
            1);
    List<Row> flows =
        new EstimatePersonFlows()
            .transform(
                new TestInputs(spark)
                    .with(DeviceWeight.class, weights)
                    .with(HomeZone.class, records.table(HomeZone.class)),
                new EstimatePersonFlows.Params(null, MONTHS, 200, seed, new BigDecimal("0.95")))
            .collectAsList();
    Map<String, Double> truth = truth(country);
    assertThat(
            flows.stream()
                .filter(flow -> flow.getAs("kind").equals("stock"))
                .mapToDouble(flow -> number(flow, "estimate"))
                .sum())
        .as("residents of the margin")
        .isCloseTo(truth.getOrDefault("residents", 0.0), within(0.01));
    for (Row flow : flows) {
      String destination = flow.getAs("destination");
      if (destination.startsWith("XC0")) {
        String kind = flow.getAs("kind");
        String cell = flow.getAs("origin") + ">" + destination;
        tallies.computeIfAbsent(kind, k -> new Tally()).add(flow, truth.getOrDefault(cell, 0.0));
      }
    }
  }

  private static double number(Row row, String column) {
    return row.<BigDecimal>getAs(column).doubleValue();
  }

  /** Days, homes and margins as the jobs before would have made them. */
  private static TestInputs records(SparkSession spark, SyntheticInputs country) {
    List<Row> sims =
        SyntheticInputs.rows(
            new SynthesizeSims().transform(country, new SynthesizeSims.Params()),
            SyntheticSim.class);
    List<DeviceDay> days = days(country, sims, BEFORE);
    List<HomeZone> homes = homes(days, BEFORE);
    homes.addAll(homes(days(country, sims, AFTER), AFTER));
    return new TestInputs(spark)
        .with(DeviceDay.class, stored(spark, days))
        .with(HomeZone.class, stored(spark, homes))
        .with(
            PopulationMargin.class,
            new SynthesizePopulationMargins()
                .transform(country, new SynthesizePopulationMargins.Params(BEFORE))
                .filter("level = 'province'")
                .withColumn("sex", col("sex").cast("int"))
                .withColumn("reference_date", col("reference_date").cast("date"))
                .withColumn("persons", col("persons").cast("long")));
  }

  private static Dataset<Row> stored(SparkSession spark, List<? extends Record> records) {
    TableSchema schema = TableSchema.of(records.get(0).getClass());
    return spark.createDataFrame(
        records.stream().map(schema::row).toList(), schema.bareStructType());
  }

  /**
   * Days on which SIM cards are seen, a town for a cell, with the rates of {@link Subscription}.
   */
  private static List<DeviceDay> days(SyntheticInputs country, List<Row> sims, LocalDate month) {
    Map<Long, List<Row>> stays = new HashMap<>();
    country
        .rows(SyntheticStay.class)
        .forEach(s -> stays.computeIfAbsent(s.getAs("person_id"), p -> new ArrayList<>()).add(s));
    Set<String> small = new HashSet<>();
    for (Row town : country.rows(SyntheticTown.class)) {
      if (town.<Double>getAs("share") < Operator.SMALL_TOWN) {
        small.add(town.getAs("town_code"));
      }
    }
    List<DeviceDay> days = new ArrayList<>();
    for (Row sim : sims) {
      boolean machine = sim.getAs("kind").equals("machine");
      int level = Subscription.ACTIVITIES.indexOf(sim.<String>getAs("activity"));
      Random draws = new Random(sim.<Long>getAs("sim_key") + month.toEpochDay());
      for (LocalDate day = month; day.isBefore(month.plusMonths(1)); day = day.plusDays(1)) {
        boolean silent = draws.nextInt(Draw.ONE) < Subscription.SILENT.get(level);
        double mean = -Math.log(1 - draws.nextDouble()) * sim.<Double>getAs("mean_events");
        int events = machine ? 12 : silent ? 0 : (int) Math.min(60, mean + draws.nextDouble());
        String place =
            machine
                ? sim.getAs("town_code")
                : town(stays.getOrDefault(sim.<Long>getAs("person_id"), List.of()), day);
        boolean hole = sim.getAs("operator").equals("03") && small.contains(place);
        boolean valid = !day(sim, "valid_from").isAfter(day) && day(sim, "valid_to").isAfter(day);
        if (valid && events > 0 && !place.isEmpty() && !hole) {
          days.add(
              new DeviceDay(
                  day,
                  sim.getAs("operator"),
                  sim.getAs("sim_id"),
                  sim.getAs("kind").equals("foreign") ? "inbound" : "domestic",
                  place,
                  "XCA",
                  sim.getAs("home_mcc"),
                  events,
                  1,
                  0,
                  0));
        }
      }
    }
    return days;
  }

  /** Town of the stay on a day; empty abroad. */
  private static String town(List<Row> stays, LocalDate day) {
    for (Row stay : stays) {
      if (!day(stay, "start_date").isAfter(day) && day(stay, "end_date").isAfter(day)) {
        return Objects.requireNonNullElse(stay.<@Nullable String>getAs("town_code"), "");
      }
    }
    return "";
  }

  /** The province of most days, of equal ones the last; five must be seen. */
  private static List<HomeZone> homes(List<DeviceDay> days, LocalDate month) {
    Map<Long, Map<String, Long>> provinces = new TreeMap<>();
    Map<Long, String> operators = new HashMap<>();
    for (DeviceDay day : days) {
      if (day.domain().equals("domestic")) {
        provinces
            .computeIfAbsent(day.deviceId(), d -> new TreeMap<>())
            .merge(day.cellId().substring(0, 4), 1L, Long::sum);
        operators.put(day.deviceId(), day.operatorId());
      }
    }
    List<HomeZone> homes = new ArrayList<>();
    provinces.forEach(
        (device, seen) -> {
          long all = seen.values().stream().mapToLong(Long::longValue).sum();
          if (all >= 5) {
            String operator = Objects.requireNonNull(operators.get(device));
            homes.add(
                new HomeZone(
                    month,
                    "province",
                    "night_days",
                    operator,
                    device,
                    most(seen),
                    1,
                    (int) all,
                    5));
          }
        });
    return homes;
  }

  private static String most(Map<String, Long> days) {
    return days.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }

  /**
   * Residents of the first month by province then and later, if nobody had died or left: those who
   * are still there stand for all of their first province, as the estimates have it.
   */
  private static Map<String, Double> truth(SyntheticInputs country) {
    Map<Long, String> residents = new HashMap<>();
    Map<Long, LocalDate> births = new HashMap<>();
    country
        .rows(SyntheticPerson.class)
        .forEach(p -> births.put(p.getAs("person_id"), day(p, "birth_date")));
    for (Row r : country.rows(SyntheticResidence.class)) {
      long person = r.getAs("person_id");
      if ("XCA".equals(r.getAs("country"))
          && !day(r, "start_date").isAfter(BEFORE)
          && day(r, "end_date").isAfter(BEFORE)
          && !births.getOrDefault(person, BEFORE).plusYears(ADULT).isAfter(BEFORE)) {
        residents.put(person, r.<String>getAs("town_code").substring(0, 4));
      }
    }
    Map<Long, String> earlier = places(country, BEFORE);
    Map<Long, String> later = places(country, AFTER);
    Map<String, Double> all = new HashMap<>();
    Map<String, Double> left = new HashMap<>();
    Map<String, Double> truth = new TreeMap<>();
    residents.forEach(
        (person, home) -> {
          all.merge(home, 1.0, Double::sum);
          String from = earlier.getOrDefault(person, "");
          String to = later.getOrDefault(person, "");
          if (from.startsWith("XC0") && to.startsWith("XC0")) {
            left.merge(from, 1.0, Double::sum);
            truth.merge(from + ">" + to, 1.0, Double::sum);
          }
        });
    truth.replaceAll(
        (cell, persons) ->
            persons
                * all.getOrDefault(cell.substring(0, 4), 0.0)
                / left.getOrDefault(cell.substring(0, 4), 1.0));
    Map<String, Double> stocks = new TreeMap<>();
    truth.forEach((cell, persons) -> stocks.merge(cell.substring(4), persons, Double::sum));
    truth.putAll(stocks);
    truth.put("residents", (double) residents.size());
    return truth;
  }

  /**
   * Province or country in which each person spent most days of a month, of equal ones the last.
   */
  private static Map<Long, String> places(SyntheticInputs country, LocalDate month) {
    LocalDate end = month.plusMonths(1);
    Map<Long, Map<String, Long>> days = new HashMap<>();
    for (Row stay : country.rows(SyntheticStay.class)) {
      LocalDate from = day(stay, "start_date").isAfter(month) ? day(stay, "start_date") : month;
      LocalDate to = day(stay, "end_date").isBefore(end) ? day(stay, "end_date") : end;
      if (from.isBefore(to)) {
        String town = stay.getAs("town_code");
        days.computeIfAbsent(stay.getAs("person_id"), p -> new TreeMap<>())
            .merge(
                town == null ? stay.getAs("country") : town.substring(0, 4),
                from.until(to, java.time.temporal.ChronoUnit.DAYS),
                Long::sum);
      }
    }
    Map<Long, String> places = new HashMap<>();
    days.forEach((person, by) -> places.put(person, most(by)));
    return places;
  }

  private static LocalDate day(Row row, String column) {
    Object value = row.getAs(column);
    return value instanceof LocalDate date ? date : ((java.sql.Date) value).toLocalDate();
  }
}
