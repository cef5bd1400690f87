package org.caudal.phone.place;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every location definition of FlowKit over events with planted ties. */
@SparkTest
class LocationDefinitionsTest {
  private static final LocationDefinitions SUBSCRIBER =
      new LocationDefinitions(List.of("subscriber"));

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void everyDefinitionGivesWhatFlowKitGives(int partitions, SparkSession spark) throws IOException {
    Dataset<Row> visits = FlowKitLocations.visits(spark, partitions);
    Dataset<Row> daily = SUBSCRIBER.lastOfDay(visits);
    Dataset<Row> first = daily.filter(col("day").lt(FlowKitLocations.HALF));
    Dataset<Row> second = daily.filter(col("day").geq(FlowKitLocations.HALF));

    assertSame(daily, "daily_location_last.csv", "subscriber", "day", "place");
    assertSame(
        SUBSCRIBER.mostFrequentOfDay(visits),
        "daily_location_most_common.csv",
        "subscriber",
        "day",
        "place");
    assertSame(SUBSCRIBER.modal(first), "modal_location_w1.csv", "subscriber", "place");
    assertSame(SUBSCRIBER.modal(second), "modal_location_w2.csv", "subscriber", "place");
    assertSame(SUBSCRIBER.majority(first, 0), "majority_location_w1.csv", "subscriber", "place");
    assertSame(
        SUBSCRIBER.majority(first, 14), "majority_location_w1_min14.csv", "subscriber", "place");
    assertSame(SUBSCRIBER.mostDays(visits), "visited_most_days.csv", "subscriber", "place");
    assertSame(
        SUBSCRIBER
            .trips(visits.filter("day = DATE'2024-01-01'"))
            .groupBy("origin", "destination")
            .agg(count(lit(1)).as("value")),
        "trips_od_2024-01-01.csv",
        "origin",
        "destination",
        "value");
  }

  private static void assertSame(Dataset<Row> found, String file, String... columns)
      throws IOException {
    assertThat(FlowKitLocations.lines(found, columns))
        .as(file)
        .isEqualTo(FlowKitLocations.lines(file))
        .isNotEmpty();
  }
}
