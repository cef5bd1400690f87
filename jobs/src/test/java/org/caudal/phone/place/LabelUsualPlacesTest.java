package org.caudal.phone.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.caudal.testing.TableAssert.assertThatTable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.Cell;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.place.LabelUsualPlaces.Method;
import org.caudal.testing.JobParams;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class LabelUsualPlacesTest {
  private static final LocalDate MAY = LocalDate.of(2025, 5, 1);
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 1);
  private static final int NIGHT = 1 << 22;
  private static final int WORK = 1 << 10;
  private static final int NOON = 1 << 12 | 1 << 13;

  private static LabelUsualPlaces.Params params(
      @Nullable Months months, List<Method> methods, String... levels) {
    return new LabelUsualPlaces.Params(
        months,
        2,
        methods,
        List.of(levels),
        4,
        2,
        0.7,
        0.8,
        0.8,
        0.2,
        1,
        18,
        8,
        8,
        17,
        List.of(),
        1,
        2);
  }

  private static DeviceDay day(long device, LocalDate day, String cell, int hours) {
    return new DeviceDay(day, "01", device, "domestic", cell, "XCA", 799, 1, hours, 0, 0, 0, 0);
  }

  /** Cells a and b, 111 km apart, are the areas A and B. */
  private static TestInputs inputs(SparkSession spark, int partitions, List<DeviceDay> days) {
    return new TestInputs(spark)
        .with(DeviceDay.class, Rows.of(spark, days).repartition(partitions))
        .with(
            new CellZone("m", "01", "a", MAY, null, "A", 1, true, false),
            new CellZone("m", "01", "b", MAY, null, "B", 1, true, false))
        .with(cell("a", 10), cell("b", 11));
  }

  private static Cell cell(String id, double latitude) {
    return new Cell("01", id, MAY, null, latitude, 0, "LTE", "unknown", null, null, null, "f", 1);
  }

  /** Seen at night in A on all of ten days; the hours of work as given. */
  private static List<DeviceDay> nights(long device, String workCell, int workHours) {
    List<DeviceDay> days = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      LocalDate day = i < 5 ? MAY.plusDays(10 + i) : JUNE.plusDays(i); // 3 of them are weekends
      days.add(day(device, day, "a", NIGHT | (workCell.equals("a") ? workHours : 0)));
      if (!workCell.equals("a")) {
        days.add(day(device, day, workCell, workHours));
      }
    }
    return days;
  }

  private static UsualPlace label(
      long device, String place, String label, String rule, double score) {
    return new UsualPlace(
        JUNE, MAY, "permanence", "m", "01", device, place, label, rule, score, 10, 10, 10);
  }

  /** Fault D2 of multimno 1.0: device 2 has a home by h_2 alone, and none beside device 1. */
  @Test
  void theLabelsOfADeviceDependOnNoOtherDevice(SparkSession spark) {
    List<DeviceDay> labelledByTheFirstRule = nights(1, "a", NIGHT);
    // 10 hours of nights, 8 elsewhere by day: 10 of 18 is no home by h_1, 10 of 10 is by h_2
    List<DeviceDay> labelledByTheSecond = new ArrayList<>(nights(2, "a", NIGHT));
    for (int i = 0; i < 8; i++) {
      labelledByTheSecond.add(day(2, JUNE.plusDays(11 + i), "b", 1 << 17));
    }
    List<DeviceDay> both = new ArrayList<>(labelledByTheFirstRule);
    both.addAll(labelledByTheSecond);
    LabelUsualPlaces.Params params = params(null, List.of(Method.PERMANENCE), "m");

    UsualPlace[] second = {
      label(2, "A", "usual", "ue_2", 10 / 18.0), label(2, "A", "home", "h_2", 10 / 18.0)
    };
    assertThatTable(new LabelUsualPlaces().transform(inputs(spark, 1, labelledByTheSecond), params))
        .hasRows(second);
    assertThatTable(new LabelUsualPlaces().transform(inputs(spark, 2, both), params))
        .hasRows(
            label(1, "A", "usual", "ue_1", 1),
            label(1, "A", "home", "h_1", 1),
            second[0],
            second[1]);
  }

  @Test
  void cellsAndClustersAreLabelledTooInAnyPartitioning(SparkSession spark) {
    List<DeviceDay> days = new ArrayList<>(nights(3, "b", WORK | NOON));
    LabelUsualPlaces.Params params =
        params(Months.parse("2025-06"), List.of(Method.PERMANENCE, Method.MEANINGFUL), "m", "cell");
    List<String> one = texts(new LabelUsualPlaces().transform(inputs(spark, 1, days), params));
    // b has most hours, 30 of 40: usual, but no home by 40 of 50; a comes after the gap
    assertThat(one)
        .containsExactly(
            "meaningful cluster a home",
            "meaningful cluster b work",
            "permanence cell b usual",
            "permanence cell b work",
            "permanence m B usual",
            "permanence m B work");
    LabelUsualPlaces.Params clusters =
        params(Months.parse("2025-06"), List.of(Method.MEANINGFUL), "m");
    assertThat(texts(new LabelUsualPlaces().transform(inputs(spark, 5, days), clusters)))
        .isEqualTo(one.subList(0, 2));
  }

  @Test
  void aNightBeginsFromNoonOnAndIsOverByNoon() {
    for (String hours : List.of("night-from: 6, night-to: 6", "night-from: 18, night-to: 13")) {
      assertThatThrownBy(() -> JobParams.of(new LabelUsualPlaces(), "{" + hours + "}"))
          .hasMessageContaining("night-from must be 12 to 24 and night-to 0 to 12, were ");
    }
    assertThatCode(() -> JobParams.of(new LabelUsualPlaces(), "{night-from: 12, night-to: 12}"))
        .doesNotThrowAnyException();
  }

  @Test
  void aPeriodWithoutItsFirstMonthIsLeftOut(SparkSession spark) {
    List<DeviceDay> june = nights(1, "a", NIGHT).subList(5, 10);
    assertThat(
            new LabelUsualPlaces()
                .transform(inputs(spark, 1, june), params(null, List.of(Method.PERMANENCE), "m"))
                .collectAsList())
        .isEmpty();
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.selectExpr("concat_ws(' ', method, level, place, label)").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
