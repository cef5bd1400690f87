package org.caudal.synthetic.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shares against their rates, within four standard errors of a binomial count. */
@SparkTest
class SynthesizeSimsTest {
  private static final int PERSONS = 24_000;

  private static List<Row> persons = List.of();
  private static final Map<Long, List<Row>> SIMS = new HashMap<>();
  private static List<Row> devices = List.of();
  private static long machines;

  @BeforeAll
  static void generate(SparkSession spark) {
    TestInputs inputs = PhoneWorld.country(spark, PERSONS, 7, 1);
    persons =
        inputs
            .table(SyntheticPerson.class)
            .selectExpr(
                "person_id",
                "sex",
                "household_kind",
                "ethnicity",
                "birth_date",
                "person_id DIV 32 AS id",
                "role")
            .collectAsList();
    Dataset<Row> sims =
        PhoneWorld.stored(
            spark,
            SyntheticSim.class,
            new SynthesizeSims().transform(inputs, new SynthesizeSims.Params()),
            1);
    devices =
        new CountDevices()
            .transform(
                inputs.with(SyntheticSim.class, sims),
                new CountDevices.Params(LocalDate.of(2025, 3, 3)))
            .collectAsList();
    for (Row sim :
        sims.selectExpr(
                "person_id",
                "operator",
                "kind",
                "town_code",
                "CAST(valid_from AS STRING)",
                "CAST(valid_to AS STRING)",
                "home_mcc",
                "sim_id",
                "msisdn",
                "activity",
                "shared_with")
            .orderBy("sim_id")
            .collectAsList()) {
      if (sim.isNullAt(0)) {
        machines++;
      } else {
        SIMS.computeIfAbsent(sim.getLong(0), id -> new ArrayList<>()).add(sim);
      }
    }
  }

  private static List<Row> sims(Row person) {
    return SIMS.getOrDefault(person.getLong(0), List.of());
  }

  private static boolean isNative(Row person) {
    return person.getString(2).equals("native");
  }

  private static boolean isMan(Row person) {
    return person.getInt(1) == 1;
  }

  /** Neither in a small town, nor leaving, nor dying. */
  private static boolean isPlain(Row person) {
    long id = person.getLong(5);
    return isNative(person) && id / 30 % 3 < 2 && id % 25 != 1 && id % 200 != 5;
  }

  private static boolean bornBetween(Row person, int from, int to) {
    int year = person.getDate(4).toLocalDate().getYear();
    return year >= from && year <= to;
  }

  private static void share(Predicate<Row> group, Predicate<Row> counted, double expected) {
    List<Row> of = persons.stream().filter(group).toList();
    double n = of.size();
    double found = of.stream().filter(counted).count() / n;
    assertThat(n).isGreaterThan(100);
    assertThat(found).isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / n)));
  }

  private static boolean hasOwn(Row person) {
    return sims(person).stream().anyMatch(sim -> !sim.getString(2).equals("foreign"));
  }

  @Test
  void phonesAreAsFrequentAsTheRatesOfTheGroup() {
    Predicate<Row> adult = p -> bornBetween(p, 1965, 2005) && isNative(p);
    share(p -> adult.test(p) && isPlain(p) && isMan(p) && !isIndigenous(p), p -> hasOwn(p), 0.90);
    share(p -> adult.test(p) && isPlain(p) && !isMan(p) && !isIndigenous(p), p -> hasOwn(p), 0.88);
    // indigenous persons here are women: 0.90 - 0.15 - 0.02
    share(p -> adult.test(p) && isPlain(p) && isIndigenous(p), p -> hasOwn(p), 0.73);
    // small towns, men: 0.90 - 0.13
    share(
        p ->
            adult.test(p)
                && isMan(p)
                && p.getLong(5) / 30 % 3 == 2
                && !isIndigenous(p)
                && p.getLong(5) % 25 != 1,
        p -> hasOwn(p),
        0.77);
    // those who leave, outside small towns, men: 0.90 - 0.10
    share(
        p -> adult.test(p) && isMan(p) && p.getLong(5) / 30 % 3 < 2 && p.getLong(5) % 25 == 1,
        p -> hasOwn(p),
        0.80);
  }

  private static boolean isIndigenous(Row person) {
    return person.getString(3).equals("indigenous");
  }

  @Test
  void operatorsHaveTheirSharesByProvinceAgeAndSex() {
    // XC01: 0.50 and 0.18; men and women alternate, so province XC01 (id % 6 = 0) holds men only
    Predicate<Row> older = p -> bornBetween(p, 1950, 1995) && isPlain(p) && hasOwn(p);
    share(p -> older.test(p) && p.getLong(5) % 6 == 0, p -> first(p).equals("01"), 0.50);
    share(p -> older.test(p) && p.getLong(5) % 6 == 0, p -> first(p).equals("03"), 0.18);
    // XC04 holds women only: 0.38 less 0.03 that the second operator takes
    share(p -> older.test(p) && p.getLong(5) % 6 == 3, p -> first(p).equals("01"), 0.35);
    // young women there: 0.38 - 0.03 - 0.06, and 0.27 + 0.06 of the third
    Predicate<Row> young = p -> bornBetween(p, 1997, 2009) && isPlain(p) && hasOwn(p);
    share(p -> young.test(p) && p.getLong(5) % 6 == 3, p -> first(p).equals("01"), 0.29);
    share(p -> young.test(p) && p.getLong(5) % 6 == 3, p -> first(p).equals("03"), 0.33);
  }

  private static String first(Row person) {
    return sims(person).get(0).getString(1);
  }

  @Test
  void aSimIsReplacedAtTheRateOfChurnByTheNextWithoutGap() {
    // two years of 365 days and a day: 0.15 in each of the two, and 0.15 for a day that is never
    // after the first of the third year; mean of changes 0.30
    List<Row> adults =
        persons.stream()
            .filter(p -> isPlain(p) && hasOwn(p) && bornBetween(p, 1950, 2005))
            .toList();
    double changes = 0;
    for (Row person : adults) {
      List<Row> turn = sims(person).stream().filter(s -> s.getLong(7) % 8 < 5).toList();
      changes += turn.size() - 1;
      for (int i = 1; i < turn.size(); i++) {
        assertThat(turn.get(i).getString(4)).isEqualTo(turn.get(i - 1).getString(5));
        assertThat(turn.get(i).getString(8)).isNotEqualTo(turn.get(i - 1).getString(8));
      }
    }
    double n = adults.size();
    assertThat(changes / n).isCloseTo(0.30, within(4 * Math.sqrt(2 * 0.15 * 0.85 / n)));
  }

  @Test
  void secondSimsAreMostFrequentAmongYoungUrbanMen() {
    Predicate<Row> owner = p -> isPlain(p) && hasOwn(p) && !isIndigenous(p);
    share(
        p -> owner.test(p) && isMan(p) && bornBetween(p, 1998, 2006), p -> has(p, "second"), 0.25);
    share(
        p -> owner.test(p) && isMan(p) && bornBetween(p, 1950, 1994), p -> has(p, "second"), 0.12);
  }

  private static boolean has(Row person, String kind) {
    return sims(person).stream().anyMatch(sim -> sim.getString(2).equals(kind));
  }

  @Test
  void youngUrbanMenAreBusierThanRuralPersons() {
    Predicate<Row> owner = p -> isNative(p) && hasOwn(p) && !isIndigenous(p);
    share(
        p -> owner.test(p) && isPlain(p) && isMan(p) && bornBetween(p, 1998, 2006),
        p -> sims(p).get(0).getString(9).equals("busy"),
        0.40);
    share(
        p -> owner.test(p) && p.getLong(5) / 30 % 3 == 2,
        p -> sims(p).get(0).getString(9).equals("busy"),
        0.10);
  }

  @Test
  void noChildUnderTenHasAPhone() {
    for (Row person : persons) {
      String tenth = person.getDate(4).toLocalDate().plusYears(10).toString();
      assertThat(sims(person)).allMatch(sim -> sim.getString(4).compareTo(tenth) >= 0);
    }
  }

  @Test
  void foreignersBringTheirSimAndThoseWhoStayChangeItAfterThirtyDays() {
    int changed = 0;
    for (Row person : persons) {
      for (Row sim : sims(person)) {
        boolean foreign = sim.getString(2).equals("foreign");
        switch (person.getString(2)) {
          case "visitor" -> {
            assertThat(foreign).isTrue();
            assertThat(sim.getInt(6)).isEqualTo(310);
            assertThat(sim.getString(8)).startsWith("1");
          }
          case "arriving" -> {
            // 20 February and 30 days; some die before
            String day = sim.getString(foreign ? 5 : 4);
            if (foreign) {
              assertThat(day).isIn("2025-03-22", "2025-03-06");
            } else {
              assertThat(day).isGreaterThanOrEqualTo("2025-03-22");
            }
            assertThat(sim.getInt(6)).isEqualTo(foreign ? 734 : 799);
            changed += foreign ? 0 : 1;
          }
          default -> assertThat(foreign).isFalse();
        }
      }
    }
    assertThat(changed).isGreaterThan(500);
  }

  @Test
  void everySimHasANumberOfItsOwn() {
    List<Row> all = SIMS.values().stream().flatMap(List::stream).toList();
    assertThat(all.stream().map(sim -> sim.getString(8)).distinct().count()).isEqualTo(all.size());
    assertThat(all).allMatch(sim -> sim.getString(8).matches("\\d{11,15}"));
  }

  @Test
  void aSharedPhoneServesAllMembersOfTenYearsAndMoreWithoutOne() {
    Map<Long, List<Row>> households =
        persons.stream().collect(Collectors.groupingBy(person -> person.getLong(5) / 4));
    int shared = 0;
    for (List<Row> members : households.values()) {
      // those born 2012 to 2015 may be without phone by age or by chance: left out
      if (members.stream().allMatch(p -> isNative(p) && p.getLong(5) % 200 != 5)
          && members.stream().noneMatch(p -> bornBetween(p, 2012, 2016))) {
        long without =
            members.stream().filter(p -> bornBetween(p, 1900, 2011) && sims(p).isEmpty()).count();
        for (Row member : members) {
          for (Row sim : sims(member)) {
            boolean isShared = sim.getString(2).equals("shared");
            assertThat(sim.getInt(10)).isEqualTo(isShared ? (int) without : 0);
            shared += isShared ? 1 : 0;
          }
        }
      }
    }
    assertThat(shared).isGreaterThan(300);
  }

  @Test
  void machinesBelongToNobody() {
    // 0.012 of 6000 households, 18 of 20 native
    double expected = 0.012 * PERSONS / 4 * 0.9;
    assertThat((double) machines).isCloseTo(expected, within(4 * Math.sqrt(expected)));
  }

  @Test
  void aCountOfDevicesErrsInTheDirectionsThatAreTold() {
    double children = devicesPerPerson(row -> age(row).equals("0-9"));
    double youngMen = devicesPerPerson(row -> sex(row) == 1 && age(row).equals("18-29"));
    double men = devicesPerPerson(row -> sex(row) == 1 && age(row).equals("30-44"));
    double women = devicesPerPerson(row -> sex(row) == 2 && age(row).equals("30-44"));
    double old = devicesPerPerson(row -> sex(row) == 1 && age(row).equals("65+"));
    double leaving = devicesPerPerson(row -> row.<Boolean>getAs("is_leaver"));
    double staying = devicesPerPerson(row -> !row.<Boolean>getAs("is_leaver"));
    assertThat(children).isZero();
    assertThat(youngMen).isGreaterThan(men);
    assertThat(women).isLessThan(men);
    assertThat(old).isLessThan(men);
    assertThat(leaving).isLessThan(staying);
  }

  private static String age(Row row) {
    return row.getAs("age_group");
  }

  private static int sex(Row row) {
    return row.<Integer>getAs("sex");
  }

  private static double devicesPerPerson(Predicate<Row> group) {
    List<Row> of = devices.stream().filter(group).toList();
    double persons = of.stream().mapToLong(row -> row.<Long>getAs("persons")).sum();
    assertThat(persons).isGreaterThan(300);
    return of.stream().mapToLong(row -> row.<Long>getAs("devices")).sum() / persons;
  }
}
