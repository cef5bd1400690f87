package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.network.Cell;
import org.caudal.phone.network.CellZone;
import org.caudal.phone.network.MapCellsToZones;
import org.caudal.phone.network.Zone;
import org.caudal.phone.place.LocateHomes;
import org.caudal.synthetic.SyntheticInputs;
import org.caudal.synthetic.country.SynthesizeZones;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.testing.JobParams;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TestInputs;
import org.junit.jupiter.api.Test;

/** Homes found in the phone records of the synthetic country against where their owners slept. */
@SparkTest(compiled = true)
class TrueHomesTest {
  private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);
  private static final PhoneWindow MONTH = new PhoneWindow(MARCH, 31, new BigDecimal("5"), 60);
  private static final int DAYS_SEEN = 10;

  @Test
  void nightsShowTheMunicipalityOfTheTrueHome(SparkSession spark) {
    TestInputs phones = phones(spark);
    Dataset<Row> cellZones =
        PhoneWorld.stored(
            spark,
            CellZone.class,
            new MapCellsToZones()
                .transform(
                    new TestInputs(spark)
                        .with(Zone.class, zones(spark))
                        .with(Cell.class, cells(phones)),
                    JobParams.of(new MapCellsToZones(), "{}")),
            1);
    Dataset<Row> homes =
        new LocateHomes()
            .transform(
                new TestInputs(spark)
                    .with(CellZone.class, cellZones)
                    .with(DeviceDay.class, days(phones, MONTH)),
                new LocateHomes.Params(
                    null,
                    List.of("municipality"),
                    List.of("night_days"),
                    DAYS_SEEN,
                    20,
                    7,
                    /* fractional= */ false));

    Map<Long, String> truth = trueHomes(phones);
    long right = 0;
    List<Row> found = homes.select("device_id", "zone_id").collectAsList();
    for (Row home : found) {
      right += home.getString(1).equals(truth.get(home.getLong(0))) ? 1 : 0;
    }
    double share = (double) right / found.size();
    assertThat(found).hasSizeGreaterThan(300);
    assertThat(share)
        .as(right + " of " + found.size() + " homes in the true municipality")
        .isGreaterThanOrEqualTo(0.95);
  }

  private static TestInputs phones(SparkSession spark) {
    SyntheticInputs country = SyntheticInputs.of(spark);
    Dataset<Row> cells =
        new SynthesizeCells()
            .transform(country, new SynthesizeCells.Params(LocalDate.of(2024, 6, 1), 365, 600));
    Dataset<Row> sims =
        new SynthesizeSims()
            .transform(
                new TestInputs(spark)
                    .with(SyntheticTown.class, country.table(SyntheticTown.class))
                    .with(SyntheticPerson.class, aThird(country.table(SyntheticPerson.class)))
                    .with(SyntheticStay.class, aThird(country.table(SyntheticStay.class)))
                    .with(
                        SyntheticResidence.class, aThird(country.table(SyntheticResidence.class))),
                new SynthesizeSims.Params());
    return new TestInputs(spark)
        .with(SyntheticCell.class, PhoneWorld.stored(spark, SyntheticCell.class, cells, 1))
        .with(SyntheticSim.class, PhoneWorld.stored(spark, SyntheticSim.class, sims, 1))
        .with(SyntheticStay.class, country.table(SyntheticStay.class));
  }

  private static Dataset<Row> aThird(Dataset<Row> ofPersons) {
    return ofPersons.filter("(person_id DIV 32) % 3 = 0");
  }

  private static Dataset<Row> zones(SparkSession spark) {
    return new SynthesizeZones()
        .transform(new TestInputs(spark), new SynthesizeZones.Params())
        .withColumn("source_file", lit("zones.csv"))
        .withColumn("source_position", lit(2L));
  }

  /** The cells as their operators list them. */
  private static Dataset<Row> cells(TestInputs phones) {
    return phones
        .table(SyntheticCell.class)
        .select(
            col("operator").as("operator_id"),
            col("cell_id"),
            col("valid_from"),
            date_sub(col("valid_to"), 1).as("valid_to"),
            col("recorded_latitude").as("latitude"),
            col("recorded_longitude").as("longitude"),
            col("technology"),
            lit("unknown").as("cell_type"),
            col("reach").cast("double").as("range_m"),
            col("azimuth").cast("double").as("azimuth"),
            when(col("directional"), lit(65.0)).as("beam_width"));
  }

  /** Days of devices from the true events, the number of the SIM card being the pseudonym. */
  static Dataset<Row> days(TestInputs phones, PhoneWindow window) {
    return days(phones, window, lit("ABR"));
  }

  /** The same, with the country abroad by the network {@code plmn}. */
  static Dataset<Row> days(TestInputs phones, PhoneWindow window, Column abroad) {
    return CleanEvents.of(phones, window)
        .withColumn(
            "domain",
            when(col("home_mcc").notEqual(Operator.MCC), "inbound")
                .when(col("plmn").notEqual(""), "outbound")
                .otherwise("domestic"))
        .groupBy(
            col("day").as("event_date"),
            col("operator").as("operator_id"),
            col("sim_id").as("device_id"),
            col("domain"),
            coalesce(col("cell_id"), lit("")).as("cell_id"),
            when(col("plmn").notEqual(""), abroad).otherwise("XCA").as("country"),
            col("home_mcc").as("mcc"))
        .agg(
            count(lit(1)).cast("int").as("event_count"),
            bit_or(expr("shiftleft(1, second DIV 3600)")).cast("int").as("hour_bits"),
            min("second").as("first_second"),
            max("second").as("last_second"))
        .withColumn("known_seconds", lit(0))
        .withColumn("unknown_seconds", lit(0));
  }

  /** Municipality in which the owner spent most nights of the month, by SIM card. */
  private static Map<Long, String> trueHomes(TestInputs phones) {
    Map<Long, String> homes = new HashMap<>();
    Map<Long, Integer> most = new HashMap<>();
    Dataset<Row> stays =
        MONTH
            .daily(phones.table(SyntheticStay.class), col("start_date"), col("end_date"))
            .groupBy("person_id", "country", "town_code")
            .agg(count(lit(1)).cast("int").as("nights"));
    Dataset<Row> owned =
        phones
            .table(SyntheticSim.class)
            .withColumnRenamed("town_code", "first_town")
            .join(stays, new String[] {"person_id"}, "left_outer")
            .select(
                col("sim_id"),
                expr("IF(kind = 'machine', first_town, town_code)").as("town"),
                coalesce(col("nights"), lit(0)).as("nights"));
    for (Row row : owned.collectAsList()) {
      String home = row.isNullAt(1) ? "ABR" : row.getString(1).substring(0, 6);
      int nights = row.getInt(2);
      if (nights >= most.getOrDefault(row.getLong(0), -1)) {
        most.put(row.getLong(0), nights);
        homes.put(row.getLong(0), home);
      }
    }
    return homes;
  }
}
