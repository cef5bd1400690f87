package org.caudal.register.border;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Crossings of a source that has days only: those of one day are at one moment. */
@SparkTest
class JourneysTest {
  private static final LocalDate START = LocalDate.of(2024, 1, 1);

  /** One to eight crossings of each of 400 travellers on five days, in any direction. */
  private static List<BorderCrossing> crossings() {
    List<BorderCrossing> crossings = new ArrayList<>();
    Random random = new Random(7);
    for (int traveller = 0; traveller < 400; traveller++) {
      int count = 1 + random.nextInt(8);
      for (int i = 0; i < count; i++) {
        crossings.add(
            Crossings.of(
                random.nextInt(1000) + "-" + crossings.size(),
                "t" + traveller,
                START.plusDays(random.nextInt(5)),
                random.nextBoolean() ? "entry" : "exit",
                "HND"));
      }
    }
    return crossings;
  }

  private static Map<String, List<String>> inOrder(Dataset<Row> rows) {
    Map<String, List<String>> marks = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      marks
          .computeIfAbsent(row.getAs("traveller_id"), traveller -> new ArrayList<>())
          .add(row.getAs("crossing_id") + " " + row.getAs("next_direction"));
    }
    return marks;
  }

  /** The plan and the list of {@link Journey} are two ways to one order. */
  @Test
  void crossingsOfAMomentTakeTurnsAsTheRuleHasThem(SparkSession spark) {
    Dataset<Row> table = Rows.of(spark, crossings());
    Dataset<Row> days = Journeys.days(table, Journeys.until(null));
    Map<String, List<String>> expected = new TreeMap<>();
    for (Row traveller : Journeys.of(table, days).collectAsList()) {
      List<Row> inTurns = Journey.inTurns(traveller.getList(traveller.fieldIndex("crossings")));
      List<String> marks = new ArrayList<>();
      for (int i = 0; i < inTurns.size(); i++) {
        String next = i + 1 < inTurns.size() ? inTurns.get(i + 1).getString(3) : null;
        marks.add(inTurns.get(i).getString(1) + " " + next);
      }
      expected.put(traveller.getAs("traveller_id"), marks);
    }
    for (int partitions : new int[] {1, 7}) {
      Dataset<Row> withNext = Journeys.withNext(table.repartition(partitions), days);
      assertThat(inOrder(withNext.orderBy("traveller_id", "crossed_at", "turn")))
          .isEqualTo(expected);
    }
  }

  /** Of each the marks are in the wrong order: the visitor's exit first, the resident's entry. */
  @Test
  void whoComesAndGoesOnADayNeitherOverstaysNorIsAway(SparkSession spark) {
    LocalDate day = LocalDate.of(2024, 3, 1);
    BorderCrossing entry = Crossings.of("b", "visitor", day, "entry", "HND");
    List<BorderCrossing> crossings =
        List.of(
            new BorderCrossing(
                entry.crossingMonth(),
                entry.crossingId(),
                entry.travellerId(),
                entry.crossedAt(),
                day,
                "entry",
                "HND",
                2,
                null,
                "GTM",
                day.plusDays(89),
                null,
                null,
                "c.csv",
                2),
            Crossings.of("a", "visitor", day, "exit", "HND"),
            Crossings.of("f", "resident", START, "entry", "XCA"),
            Crossings.of("d", "resident", day, "exit", "XCA"),
            Crossings.of("c", "resident", day, "entry", "XCA"),
            Crossings.of("e", "last", day.plusYears(1), "exit", "XCA"));
    Dataset<Row> table = Rows.of(spark, crossings);
    List<Row> stays =
        Journeys.withNext(table, Journeys.days(table, Journeys.until(null)))
            .filter(col("admitted_until").isNotNull())
            .select(Journeys.overstays())
            .collectAsList();
    assertThat(stays).singleElement().extracting(row -> row.getString(0)).isEqualTo("no");
    Dataset<Row> persons = spark.sql("SELECT 'resident' AS person_id, 'resident' AS traveller_id");
    assertThat(
            PersonCrossings.absences(
                    new TestInputs(spark).with(BorderCrossing.class, table), persons)
                .collectAsList())
        .singleElement()
        .extracting(row -> row.getAs("left_on") + " " + row.getAs("back_on"))
        .isEqualTo("2024-03-01 2024-03-01");
  }
}
