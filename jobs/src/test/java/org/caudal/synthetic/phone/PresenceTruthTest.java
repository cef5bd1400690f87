package org.caudal.synthetic.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.person.DeviceWeight;
import org.caudal.phone.presence.EstimatePresence;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.table.TableSchema;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Residents present by hour, estimated from the phones of the synthetic country, against who was
 * there.
 *
 * <p>Each operator has in each province two cells of its own and three that reach into the next
 * one. A phone uses them as the estimates suppose, by their shares.
 */
@SparkTest
class PresenceTruthTest {
  private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);
  private static final List<LocalDate> DAYS =
      List.of(LocalDate.of(2025, 3, 5), LocalDate.of(2025, 3, 16), LocalDate.of(2025, 3, 27));
  private static final List<Integer> HOURS = List.of(3, 14, 20);
  private static final int PROVINCES = 6;
  private static final int OWN = 2;
  private static final int SHARED = 3;
  private static final double INSIDE = 0.6;
  private static final int ADULT = 15;
  private static final long PEOPLE = Long.getLong("presence.people", 2500);
  private static final long SEEDS = Long.getLong("presence.seeds", 1);

  /** Estimates against the truth at one hour. */
  private static final class Tally {
    private int figures;
    private int held;
    private double truth;
    private double estimate;
    private double naive;
    private double error;
    private double naiveError;

    private void add(Row row, double persons) {
      figures++;
      held +=
          number(row, "persons_low") <= persons && persons <= number(row, "persons_high") ? 1 : 0;
      truth += persons;
      estimate += number(row, "persons");
      naive += number(row, "persons_naive");
      error += Math.abs(number(row, "persons") - persons);
      naiveError += Math.abs(number(row, "persons_naive") - persons);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d of %d intervals hold the truth; sums: true %.0f, estimate %.0f, naive %.0f; mean"
              + " error of a province: estimate %.1f %%, naive %.1f %%",
          held,
          figures,
          truth,
          estimate,
          naive,
          100 * error / truth,
          100 * naiveError / truth);
    }
  }

  private final Map<String, Double> persons = new HashMap<>(); // there, by day and province
  private final Map<String, Double> devices = new HashMap<>(); // seen, by day, hour and province
  private final Map<Integer, Tally> tallies = new TreeMap<>();
  private double direct;
  private double allocated;

  @Test
  void residentsPresentAreFoundAtEveryHourAndNaiveFiguresFollowTheUseOfPhones(SparkSession spark) {
    for (long seed = 7; seed < 7 + SEEDS; seed++) {
      measure(spark, new SyntheticInputs(spark, 1, PEOPLE, seed));
    }
    tallies.forEach((hour, tally) -> System.out.println(hour + ":00: " + tally));
    System.out.printf(
        Locale.ROOT,
        "devices in another province than they were: by shares %.0f, most likely %.0f of %.0f%n",
        direct / 2,
        allocated / 2,
        devices.values().stream().mapToDouble(Double::doubleValue).sum());
    int figures = tallies.values().stream().mapToInt(tally -> tally.figures).sum();
    int held = tallies.values().stream().mapToInt(tally -> tally.held).sum();
    assertThat((double) held / figures).as("coverage").isGreaterThanOrEqualTo(0.85);
    tallies.forEach(
        (hour, tally) -> {
          assertThat(tally.estimate / tally.truth).as("hour " + hour).isCloseTo(1, within(0.05));
          assertThat(tally.naive / tally.truth).as("naive, hour " + hour).isLessThan(0.7);
          assertThat(tally.error).isLessThan(tally.naiveError);
        });
    assertThat(allocated).as("devices in the wrong province").isLessThan(direct);
  }

  private void measure(SparkSession spark, SyntheticInputs country) {
    persons.clear();
    Map<Long, List<Row>> stays = new HashMap<>();
    country
        .rows(SyntheticStay.class)
        .forEach(s -> stays.computeIfAbsent(s.getAs("person_id"), p -> new ArrayList<>()).add(s));
    Map<String, Double> residents = residents(country, stays);
    List<Row> sims =
        SyntheticInputs.rows(
            new SynthesizeSims().transform(country, new SynthesizeSims.Params()),
            SyntheticSim.class);
    Map<String, Double> seen = new HashMap<>();
    List<DeviceDay> days = days(sims, stays, seen);
    TestInputs inputs =
        new TestInputs(spark)
            .with(CellZone.class, stored(spark, cells()))
            .with(DeviceDay.class, stored(spark, days))
            .with(DeviceWeight.class, stored(spark, weights(sims, stays, residents)));
    EstimatePresence.Params params =
        new EstimatePresence.Params(
            null,
            HOURS,
            1,
            new EstimatePresence.Weights("province", "night_days"),
            new EstimatePresence.Search(200, new BigDecimal("0.000001")),
            100,
            1,
            new BigDecimal("0.95"));
    for (Row row : new EstimatePresence().transform(inputs, params).collectAsList()) {
      String place = row.getAs("day") + " " + row.getAs("zone_id");
      String time = row.getAs("hour") + " " + place;
      tallies
          .computeIfAbsent(row.getAs("hour"), hour -> new Tally())
          .add(row, persons.getOrDefault(place, 0.0));
      direct += Math.abs(number(row, "devices_direct") - seen.getOrDefault(time, 0.0));
      allocated += Math.abs(number(row, "devices_estimate") - seen.getOrDefault(time, 0.0));
    }
    seen.forEach((time, number) -> devices.merge(time, number, Double::sum));
  }

  private static double number(Row row, String column) {
    return Objects.requireNonNull(row.<@Nullable BigDecimal>getAs(column)).doubleValue();
  }

  private static Dataset<Row> stored(SparkSession spark, List<? extends Record> records) {
    TableSchema schema = TableSchema.of(records.get(0).getClass());
    return spark
        .createDataFrame(records.stream().map(schema::row).toList(), schema.bareStructType())
        .coalesce(1);
  }

  private static String province(int number) {
    return "XC0" + (1 + Math.floorMod(number, PROVINCES));
  }

  /** Cells 0 and 1 are of the province alone, 2 to 4 reach into the next. */
  private static List<CellZone> cells() {
    List<CellZone> zones = new ArrayList<>();
    for (Operator operator : Operator.ALL) {
      for (int p = 0; p < PROVINCES; p++) {
        for (int c = 0; c < OWN + SHARED; c++) {
          boolean whole = c < OWN;
          zones.add(zone(operator, p, c, province(p), whole ? 1 : INSIDE, /* isMain= */ true));
          if (!whole) {
            zones.add(zone(operator, p, c, province(p + 1), 1 - INSIDE, /* isMain= */ false));
          }
        }
      }
    }
    return zones;
  }

  private static CellZone zone(
      Operator operator, int province, int cell, String zone, double share, boolean isMain) {
    return new CellZone(
        "province",
        operator.mnc(),
        province(province) + "-" + cell,
        LocalDate.of(2020, 1, 1),
        null,
        zone,
        share,
        isMain,
        false);
  }

  /** A cell that serves the province, drawn by the shares. */
  private static String cell(String province, Random draws) {
    int number = province.charAt(3) - '1';
    double drawn = draws.nextDouble() * (OWN + SHARED);
    if (drawn < OWN) {
      return province + "-" + (int) drawn;
    }
    int shared = OWN + draws.nextInt(SHARED);
    return draws.nextDouble() < INSIDE
        ? province + "-" + shared
        : province(number - 1) + "-" + shared;
  }

  /** Events of the days by the rates of {@link Subscription}, each in a cell drawn by itself. */
  private static List<DeviceDay> days(
      List<Row> sims, Map<Long, List<Row>> stays, Map<String, Double> seen) {
    List<DeviceDay> days = new ArrayList<>();
    for (Row sim : sims) {
      int level = Subscription.ACTIVITIES.indexOf(sim.<String>getAs("activity"));
      for (LocalDate day : DAYS) {
        Random draws = new Random(sim.<Long>getAs("sim_key") + day.toEpochDay());
        String province = isUsed(sim, day) ? place(stays, sim, day) : "";
        boolean silent = draws.nextInt(Draw.ONE) < Subscription.SILENT.get(level);
        double mean = -Math.log(1 - draws.nextDouble()) * sim.<Double>getAs("mean_events");
        int events = silent || province.isEmpty() ? 0 : (int) (mean + draws.nextDouble());
        Map<String, Integer> hours = new TreeMap<>();
        for (int i = 0; i < events; i++) {
          hours.merge(cell(province, draws), 1 << hour(draws), (a, b) -> a | b);
        }
        hours.forEach(
            (cell, bits) ->
                days.add(
                    new DeviceDay(
                        day,
                        sim.getAs("operator"),
                        sim.getAs("sim_id"),
                        sim.getAs("kind").equals("foreign") ? "inbound" : "domestic",
                        cell,
                        "XCA",
                        sim.getAs("home_mcc"),
                        Integer.bitCount(bits),
                        bits,
                        0,
                        0,
                        0,
                        0)));
        int all = hours.values().stream().reduce(0, (a, b) -> a | b);
        for (int hour : HOURS) {
          if ((all >> (hour - 1) & 7) != 0) {
            seen.merge(hour + " " + day + " " + province, 1.0, Double::sum);
          }
        }
      }
    }
    return days;
  }

  private static int hour(Random draws) {
    int drawn = draws.nextInt(Draw.ONE);
    int hour = 0;
    for (int share : CleanEvents.HOURS) {
      drawn -= share;
      if (drawn < 0) {
        return hour;
      }
      hour++;
    }
    return hour - 1;
  }

  /** Machines are left out: three days do not show them. */
  private static boolean isUsed(Row sim, LocalDate day) {
    return !sim.getAs("kind").equals("machine")
        && !day(sim, "valid_from").isAfter(day)
        && day(sim, "valid_to").isAfter(day);
  }

  /** Cards of the country stand for the residents of the province of their owners. */
  private static List<DeviceWeight> weights(
      List<Row> sims, Map<Long, List<Row>> stays, Map<String, Double> residents) {
    Map<String, List<Row>> homes = new TreeMap<>();
    for (Row sim : sims) {
      String home = isUsed(sim, MARCH) ? place(stays, sim, MARCH) : "";
      if (!home.isEmpty() && !sim.getAs("kind").equals("foreign")) {
        homes.computeIfAbsent(home, h -> new ArrayList<>()).add(sim);
      }
    }
    List<DeviceWeight> weights = new ArrayList<>();
    homes.forEach(
        (home, of) ->
            of.forEach(
                sim ->
                    weights.add(
                        new DeviceWeight(
                            MARCH,
                            "province",
                            "night_days",
                            sim.getAs("operator"),
                            sim.getAs("sim_id"),
                            home,
                            sim.getAs("activity"),
                            0,
                            "",
                            sim.getAs("operator") + "/" + sim.getAs("activity"),
                            1,
                            0.87,
                            1,
                            residents.getOrDefault(home, 0.0) / of.size()))));
    return weights;
  }

  /** Adults who reside in the country at the start of the month, by province of their stay. */
  private Map<String, Double> residents(SyntheticInputs country, Map<Long, List<Row>> stays) {
    Map<Long, LocalDate> births = new HashMap<>();
    country
        .rows(SyntheticPerson.class)
        .forEach(p -> births.put(p.getAs("person_id"), day(p, "birth_date")));
    Map<String, Double> residents = new HashMap<>();
    for (Row residence : country.rows(SyntheticResidence.class)) {
      long person = residence.getAs("person_id");
      boolean isAdult =
          !births.getOrDefault(person, MARCH).plusYears(ADULT).isAfter(MARCH)
              && residence.getAs("country").equals("XCA");
      if (isAdult && covers(residence, MARCH)) {
        String town = Objects.requireNonNull(residence.<@Nullable String>getAs("town_code"));
        residents.merge(town.substring(0, 4), 1.0, Double::sum);
      }
      for (LocalDate day : DAYS) {
        if (isAdult && covers(residence, day)) {
          String there = place(stays.getOrDefault(person, List.of()), day);
          persons.merge(day + " " + there, 1.0, Double::sum);
        }
      }
    }
    return residents;
  }

  private static String place(Map<Long, List<Row>> stays, Row sim, LocalDate day) {
    return place(stays.getOrDefault(sim.<Long>getAs("person_id"), List.of()), day);
  }

  /** Province of the stay on a day; empty abroad. */
  private static String place(List<Row> stays, LocalDate day) {
    for (Row stay : stays) {
      String town = stay.getAs("town_code");
      if (covers(stay, day)) {
        return town == null ? "" : town.substring(0, 4);
      }
    }
    return "";
  }

  private static boolean covers(Row span, LocalDate day) {
    return !day(span, "start_date").isAfter(day) && day(span, "end_date").isAfter(day);
  }

  private static LocalDate day(Row row, String column) {
    Object value = row.getAs(column);
    return value instanceof LocalDate date ? date : ((java.sql.Date) value).toLocalDate();
  }
}
