package org.caudal.synthetic.phone;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.migration.ClassifyStays;
import org.caudal.phone.migration.DetectSpells;
import org.caudal.phone.migration.ResidenceSpell;
import org.caudal.phone.migration.Stay;
import org.caudal.phone.network.CellZone;
import org.caudal.reference.MobileCountries;
import org.caudal.synthetic.PlantedStays;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.testing.JobParams;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/**
 * Kinds of stays found in five years of phone records of the synthetic country against those that
 * were planted: with silent days, cards that are changed, and cards that are silent abroad or roam
 * for two weeks or two months.
 */
@SparkTest(compiled = true)
class TrueStaysTest {
  private static final LocalDate FIRST = LocalDate.of(2021, 1, 1);
  private static final PhoneWindow YEARS = new PhoneWindow(FIRST, 1826, new BigDecimal("5"), 60);
  private static final List<String> KINDS = List.of("is_seasonal", "is_circular", "is_transit");

  /** A stay in a country, of all towns of it. */
  private record TrueStay(
      String country, LocalDate from, LocalDate to, boolean isWork, Set<String> kinds) {
    /** Days of it within a stay that was found in the same country. */
    long shared(Row stay) {
      if (!stay.getAs("place").equals(country)) {
        return 0;
      }
      LocalDate start = day(stay, "start_date");
      LocalDate end = day(stay, "end_date").plusDays(1);
      return Math.max(
          0,
          (to.isBefore(end) ? to : end).toEpochDay()
              - (from.isAfter(start) ? from : start).toEpochDay());
    }
  }

  @Test
  void kindsOfStaysAreThoseThatWerePlantedWhereCardsShowTheStay(SparkSession spark) {
    SyntheticInputs country = SyntheticInputs.of(spark);
    Map<Long, List<Row>> lives =
        country.rows(SyntheticStay.class).stream()
            .sorted(Comparator.comparing((Row row) -> row.<Integer>getAs("stay_number")))
            .collect(groupingBy(row -> row.getAs("person_id")));
    Map<String, List<Row>> planted = PlantedStays.of(lives);
    Set<Row> works = new HashSet<>();
    lives.values().forEach(life -> works.addAll(PlantedStays.forWork(life)));
    TestInputs phones = phones(spark, country, chosen(lives, planted));
    Map<Long, Long> owners =
        phones.table(SyntheticSim.class).filter("kind <> 'machine'").collectAsList().stream()
            .collect(toMap(sim -> sim.<Long>getAs("sim_id"), sim -> sim.<Long>getAs("person_id")));
    Map<Long, List<Row>> found =
        stays(spark, phones).stream()
            .filter(stay -> owners.containsKey(stay.<Long>getAs("device_id")))
            .collect(groupingBy(stay -> owners.getOrDefault(stay.<Long>getAs("device_id"), -1L)));

    Map<String, Integer> counts = new TreeMap<>();
    for (long person : new TreeSet<>(owners.values())) {
      List<TrueStay> truth = truth(lives.getOrDefault(person, List.of()), planted, works);
      List<Row> seen = found.getOrDefault(person, List.of());
      for (TrueStay stay : truth) {
        List<Row> same = seen.stream().filter(row -> stay.shared(row) > 0).toList();
        for (String kind : stay.kinds()) {
          counts.merge(kind + " planted", 1, Integer::sum);
          counts.merge(kind + " seen", same.isEmpty() ? 0 : 1, Integer::sum);
          counts.merge(kind + " called so", isOf(same, kind) ? 1 : 0, Integer::sum);
        }
        if (stay.kinds().isEmpty()
            && !stay.isWork()
            && same.stream().anyMatch(TrueStaysTest::isAway)) {
          counts.merge("others seen", 1, Integer::sum);
          boolean isCalled = KINDS.stream().anyMatch(kind -> isOf(same, kind));
          counts.merge("others called of a kind", isCalled ? 1 : 0, Integer::sum);
        }
      }
    }
    System.out.println("stays of owners of cards: " + counts);
    // A card of another country is seen here only: nowhere before and after.
    assertThat(counts).containsEntry("is_transit called so", 0);
    // Of stays that a card shows, as of those that all cards would show.
    for (String kind : List.of("is_seasonal", "is_circular")) {
      assertThat(number(counts, kind + " seen")).as(kind).isGreaterThan(10);
      assertThat(number(counts, kind + " called so"))
          .as(kind)
          .isGreaterThanOrEqualTo(0.95 * number(counts, kind + " seen"));
    }
  }

  private static double number(Map<String, Integer> counts, String what) {
    return counts.getOrDefault(what, 0);
  }

  private static boolean isOf(List<Row> stays, String kind) {
    return stays.stream().anyMatch(stay -> stay.<Boolean>getAs(kind));
  }

  private static boolean isAway(Row stay) {
    return !stay.<Boolean>getAs("is_home");
  }

  /** All who came home from work abroad twice, and of others who were abroad one in eight. */
  private static Set<Long> chosen(Map<Long, List<Row>> lives, Map<String, List<Row>> planted) {
    Set<Long> persons = new TreeSet<>();
    for (String kind : List.of("is_seasonal", "is_circular")) {
      planted
          .getOrDefault(kind, List.of())
          .forEach(stay -> persons.add(stay.<Long>getAs("person_id")));
    }
    lives.forEach(
        (person, life) -> {
          boolean travels = life.stream().map(s -> s.getAs("country")).distinct().count() > 1;
          if (travels && person / 32 % 8 == 0) {
            persons.add(person);
          }
        });
    return persons;
  }

  private static LocalDate day(Row row, String column) {
    return LocalDate.parse(row.getAs(column).toString());
  }

  /** Stays of a life between countries. */
  private static List<TrueStay> truth(
      List<Row> life, Map<String, List<Row>> planted, Set<Row> works) {
    List<TrueStay> stays = new ArrayList<>();
    for (Row stay : life) {
      Set<String> kinds = new TreeSet<>();
      planted.forEach(
          (kind, of) -> {
            if (of.contains(stay)) {
              kinds.add(kind);
            }
          });
      String country = stay.getAs("country");
      int last = stays.size() - 1;
      LocalDate from = day(stay, "start_date");
      boolean isWork = works.contains(stay);
      if (last >= 0 && stays.get(last).country().equals(country)) {
        TrueStay before = stays.remove(last);
        from = before.from();
        isWork |= before.isWork();
        kinds.addAll(before.kinds());
      }
      stays.add(new TrueStay(country, from, day(stay, "end_date"), isWork, kinds));
    }
    return stays;
  }

  private static TestInputs phones(SparkSession spark, SyntheticInputs country, Set<Long> persons) {
    Dataset<Row> cells =
        new SynthesizeCells().transform(country, new SynthesizeCells.Params(FIRST, 1826, 100));
    Dataset<Row> stays = of(country.table(SyntheticStay.class), persons);
    Dataset<Row> sims =
        new SynthesizeSims()
            .transform(
                new TestInputs(spark)
                    .with(SyntheticTown.class, country.table(SyntheticTown.class))
                    .with(SyntheticPerson.class, of(country.table(SyntheticPerson.class), persons))
                    .with(SyntheticStay.class, stays)
                    .with(
                        SyntheticResidence.class,
                        of(country.table(SyntheticResidence.class), persons)),
                new SynthesizeSims.Params());
    return new TestInputs(spark)
        .with(SyntheticCell.class, PhoneWorld.stored(spark, SyntheticCell.class, cells, 1))
        .with(SyntheticSim.class, PhoneWorld.stored(spark, SyntheticSim.class, sims, 1))
        .with(SyntheticStay.class, stays);
  }

  private static Dataset<Row> of(Dataset<Row> rows, Set<Long> persons) {
    return rows.filter(col("person_id").isin(persons.toArray()));
  }

  /** Stays at the level country, from events by way of days and spells. */
  private static List<Row> stays(SparkSession spark, TestInputs phones) {
    Dataset<Row> days =
        TrueHomesTest.days(phones, YEARS, MobileCountries.of(expr(MobileCountries.codeOf("plmn"))))
            .localCheckpoint();
    TestInputs in =
        new TestInputs(spark)
            .with(DeviceDay.class, days)
            .with(
                CellZone.class,
                phones
                    .table(SyntheticCell.class)
                    .select(
                        lit("municipality").as("level"),
                        col("operator").as("operator_id"),
                        col("cell_id"),
                        col("valid_from"),
                        date_sub(col("valid_to"), 1).as("valid_to"),
                        substring(col("town_code"), 1, 6).as("zone_id"),
                        lit(1.0).as("share"),
                        lit(true).as("is_main")));
    DetectSpells detect = new DetectSpells();
    Dataset<Row> spells =
        detect
            .transform(
                in,
                JobParams.of(detect, "{levels: [municipality], definitions: [{minimum-stay: 30}]}"))
            .localCheckpoint();
    ClassifyStays classify = new ClassifyStays();
    return SyntheticInputs.rows(
            classify.transform(
                in.with(ResidenceSpell.class, spells),
                JobParams.of(classify, "{spells: {home-country: XCA}}")),
            Stay.class)
        .stream()
        .filter(stay -> stay.getAs("level").equals("country"))
        .toList();
  }
}
