package org.caudal.phone.migration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.person.LoadSubscribers;
import org.caudal.phone.person.Subscriber;
import org.caudal.register.border.BorderCrossing;
import org.caudal.register.border.LoadBorderCrossings;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.phone.SynthesizeSims;
import org.caudal.synthetic.phone.SynthesizeSubscribers;
import org.caudal.synthetic.phone.SyntheticSim;
import org.caudal.synthetic.register.PlantCrossings;
import org.caudal.synthetic.register.SynthesizeBorderCrossings;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.Sha256;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/**
 * Days abroad by the border of the cards of the synthetic country, from the files of operators and
 * posts to days, against the lives of those who registered the cards.
 */
@SparkTest
class BorderDaysTruthTest {
  private static final LocalDate FIRST = LocalDate.of(2021, 1, 2);
  private static final LocalDate LAST = LocalDate.of(2025, 12, 31);

  private static LocalDate day(Row row, String column) {
    return LocalDate.parse(row.getAs(column).toString());
  }

  private static Map<Long, List<Row>> byPerson(List<Row> rows, String order) {
    return rows.stream()
        .sorted(Comparator.comparing((Row row) -> row.getAs(order).toString()))
        .collect(groupingBy(row -> row.<Long>getAs("person_id")));
  }

  private static long device(String userId) {
    return Long.parseUnsignedLong(Sha256.hex("phone-device:" + userId).substring(0, 16), 16);
  }

  private static DeviceDay seen(String operator, LocalDate date, long device) {
    return new DeviceDay(date, operator, device, "domestic", "c", "XCA", 799, 1, 1, 0, 0, 0, 0);
  }

  @Test
  void daysAreThoseOnWhichTheHoldersWereAway(SparkSession spark) {
    SyntheticInputs country = SyntheticInputs.of(spark);
    List<Row> sims =
        SyntheticInputs.rows(
            new SynthesizeSims().transform(country, new SynthesizeSims.Params()),
            SyntheticSim.class);
    TestInputs owners =
        new TestInputs(spark)
            .with(SyntheticSim.class, spark.createDataFrame(sims, sims.get(0).schema()))
            .with(SyntheticPerson.class, country.table(SyntheticPerson.class))
            .with(SyntheticHousehold.class, country.table(SyntheticHousehold.class));
    List<DeviceDay> seen = new ArrayList<>();
    for (Row sim : sims) { // a card that was never used is nowhere
      seen.add(seen(sim.getAs("operator"), FIRST, device(Sha256.hex(sim.getAs("msisdn")))));
    }
    List.of("01", "02", "03").forEach(operator -> seen.add(seen(operator, LAST, 0)));
    Dataset<Row> registrations =
        new SynthesizeSubscribers()
            .transform(
                owners,
                new SynthesizeSubscribers.Params(
                    LAST, /* unknownShare= */ BigDecimal.ZERO, /* passportShare= */ BigDecimal.ONE))
            .localCheckpoint();
    Dataset<Row> lines =
        new SynthesizeBorderCrossings()
            .transform(country, SyntheticInputs.posts())
            .localCheckpoint();
    TestInputs loaded =
        new TestInputs(spark)
            .with(
                Subscriber.class,
                JudgedSheet.ofLines(
                        spark,
                        registrations,
                        new LoadSubscribers(),
                        "{extract: {paths: [x], columns: {traveller_id: document}},"
                            + " operator-pattern: '_([0-9]{2})[.]csv$'}")
                    .loaded(spark))
            .with(
                BorderCrossing.class,
                JudgedSheet.ofLines(
                        spark,
                        lines,
                        new LoadBorderCrossings(),
                        "{extract: {paths: [x], columns: {traveller_id: document, travel_group:"
                            + " party}, values: {time-zone: '-06:00'}}, other-countries: [XCA],"
                            + " earliest-day: 2021-01-01, latest-day: 2025-12-31}")
                    .loaded(spark))
            .with(seen);
    Map<Long, Set<String>> found = new HashMap<>();
    for (Row row : BorderDays.of(loaded, 1).collectAsList()) {
      found
          .computeIfAbsent(row.getAs("device_id"), key -> new HashSet<>())
          .add(row.getAs("event_date") + " " + row.getAs("country"));
    }

    Map<String, String> documents = new HashMap<>();
    registrations
        .collectAsList()
        .forEach(row -> documents.put(row.getAs("user_id"), row.getAs("document")));
    Map<Long, Set<String>> shown =
        lines.collectAsList().stream()
            .collect(
                groupingBy(
                    row -> row.<Long>getAs("person_id"),
                    mapping(row -> row.<String>getAs("document"), toSet())));
    Map<Long, List<Row>> crossings =
        byPerson(
            new PlantCrossings().transform(country, SyntheticInputs.posts()).collectAsList(),
            "crossed_on");
    Map<Long, List<Row>> stays = byPerson(country.rows(SyntheticStay.class), "start_date");
    Map<Long, LocalDate> births = new HashMap<>();
    country
        .rows(SyntheticPerson.class)
        .forEach(row -> births.put(row.getAs("person_id"), day(row, "birth_date")));
    LocalDate until =
        loaded.table(BorderCrossing.class).collectAsList().stream()
            .map(row -> day(row, "crossing_date"))
            .max(Comparator.naturalOrder())
            .orElseThrow();

    long days = 0;
    for (Row sim : sims) {
      Long owner = sim.getAs("person_id");
      if (owner == null || sim.getAs("kind").equals("foreign")) {
        continue;
      }
      boolean isHolder =
          !births.getOrDefault(owner, LAST).plusYears(18).isAfter(day(sim, "valid_from"));
      String userId = Sha256.hex(sim.getAs("msisdn"));
      List<Row> theirs = crossings.getOrDefault(owner, List.of());
      boolean isPlain =
          theirs.stream()
                  .allMatch(
                      row ->
                          row.getAs("status").equals("recorded")
                              && !row.<Boolean>getAs("direction_wrong"))
              && theirs.stream().map(row -> day(row, "crossed_on")).distinct().count()
                  == theirs.size()
              && Set.of(documents.getOrDefault(userId, ""))
                  .containsAll(shown.getOrDefault(owner, Set.of()));
      if (!isHolder || !isPlain) {
        continue;
      }
      Set<String> expected = away(stays.getOrDefault(owner, List.of()), sim, until);
      assertThat(found.getOrDefault(device(userId), Set.of())).as(userId).isEqualTo(expected);
      days += expected.size();
    }
    assertThat(days).isGreaterThan(10_000);
  }

  /**
   * Days from that after an exit to that before the next entry, in the country where they first
   * went; of those who did not come back until the last day of the posts. On the first day of the
   * records all cards are seen.
   */
  private static Set<String> away(List<Row> stays, Row sim, LocalDate until) {
    Set<String> days = new HashSet<>();
    List<LocalDate> entries = new ArrayList<>();
    for (int i = 1; i < stays.size(); i++) {
      if (stays.get(i).getAs("country").equals("XCA")) {
        entries.add(day(stays.get(i), "start_date"));
      }
    }
    for (int i = 1; i < stays.size(); i++) {
      String country = stays.get(i).getAs("country");
      if (country.equals("XCA") || !stays.get(i - 1).getAs("country").equals("XCA")) {
        continue;
      }
      LocalDate left = day(stays.get(i), "start_date");
      LocalDate back =
          entries.stream()
              .filter(entry -> entry.isAfter(left))
              .findFirst()
              .orElse(until.plusDays(1));
      for (LocalDate date = left.plusDays(1); date.isBefore(back); date = date.plusDays(1)) {
        if (!date.isBefore(day(sim, "valid_from"))
            && date.isBefore(day(sim, "valid_to"))
            && date.isAfter(FIRST)) {
          days.add(date + " " + country);
        }
      }
    }
    return days;
  }
}
