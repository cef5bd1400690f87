package org.caudal.phone.flow;

import static org.caudal.testing.TableAssert.assertThatTable;

import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Days;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.CellZone;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** FlowKit's own figures are in LocationDefinitionsTest. */
@SparkTest
class CountTripsTest {
  private static final LocalDate MONDAY = LocalDate.of(2025, 6, 2);

  /**
   * Device 1 is in A, in two cells, from 8 to 20 o'clock, between in B and abroad; device 2 in A
   * until 9 and in B from 9 on, and in a cell of no area. Visitors and other days do not count.
   */
  @Test
  void aDeviceCountsForEachPairOfPlacesInOrderOnceADay(SparkSession spark) {
    assertThatTable(
            new CountTrips()
                .transform(
                    new TestInputs(spark)
                        .with(cell("a", "A"), cell("a2", "A"), cell("b", "B"))
                        .with(
                            seen(0, 1, "domestic", "a", 8, 8),
                            seen(0, 1, "domestic", "a2", 9, 20),
                            seen(0, 1, "domestic", "b", 10, 11),
                            seen(0, 1, "outbound", "", 12, 13),
                            seen(0, 2, "domestic", "a", 8, 9),
                            seen(0, 2, "domestic", "b", 9, 9), // in the same second
                            seen(0, 2, "domestic", "b2", 9, 10),
                            seen(0, 3, "inbound", "a", 8, 9),
                            seen(0, 3, "inbound", "b", 10, 11),
                            seen(-1, 4, "domestic", "a", 8, 9),
                            seen(-1, 4, "domestic", "b", 10, 11)),
                    new CountTrips.Params(Days.parse("2025-06-02"))))
        .hasRows(
            trips("A", "B", 2),
            trips("B", "A", 1),
            trips("A", "USA", 1),
            trips("USA", "A", 1),
            trips("B", "USA", 1));
  }

  private static TripCount trips(String origin, String destination, long devices) {
    return new TripCount(MONDAY, "m", origin, destination, devices);
  }

  private static CellZone cell(String id, String area) {
    return new CellZone("m", "01", id, LocalDate.of(2025, 1, 1), null, area, 1, true, false);
  }

  /** From one hour to another. */
  private static DeviceDay seen(
      int day, long device, String domain, String cell, int first, int last) {
    return new DeviceDay(
        MONDAY.plusDays(day),
        "01",
        device,
        domain,
        cell,
        domain.equals("outbound") ? "USA" : "XCA",
        799,
        2,
        1 << first | 1 << last,
        first * 3600,
        last * 3600,
        0,
        0);
  }
}
