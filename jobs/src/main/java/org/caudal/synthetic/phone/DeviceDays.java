package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.weekday;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.Draw;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Devices by day: where the SIM is, through which cells it may be seen, and how many events it
 * leaves.
 *
 * <p>Columns: those of the SIM, {@code user_id}, {@code country}, the town {@code place}, {@code
 * day}, {@code is_weekend}, {@code events}, {@code plmn}, and the cells {@code home}, {@code work}
 * and {@code away}, each with identifier and true place, null where there is none.
 */
final class DeviceDays {
  private static final int FRIDAY = 4;
  private static final double WEEKEND = 0.85; // of the events of a weekday
  private static final double USUAL = 5; // events a day that the means of SIMs suppose
  private static final List<Integer> ROAMING_SHARES = List.of(300_000, 500_000, 200_000);
  private static final List<Integer> ROAMING_DAYS = List.of(0, 14, 60);

  /** Ten equally likely factors with mean 1: the deciles of an exponential distribution. */
  private static final List<Double> SPREAD =
      List.of(0.05, 0.16, 0.29, 0.43, 0.60, 0.80, 1.05, 1.39, 1.90, 3.33);

  private DeviceDays() {}

  /** Every device and day of the window on which it is in the country or roams abroad. */
  static Dataset<Row> of(Inputs inputs, PhoneWindow window) {
    return seen(busy(located(inputs, window), window), inputs.table(SyntheticCell.class), window);
  }

  private static Dataset<Row> located(Inputs inputs, PhoneWindow window) {
    Dataset<Row> sims =
        inputs
            .table(SyntheticSim.class)
            .filter(
                col("valid_from").lt(window.endDay()).and(col("valid_to").gt(window.firstDay())))
            .withColumn("user_id", sha2(col("msisdn").cast("binary"), 256));
    Dataset<Row> stays =
        inputs
            .table(SyntheticStay.class)
            .filter(
                col("start_date").lt(window.endDay()).and(col("end_date").gt(window.firstDay())))
            .select(
                col("person_id"),
                col("stay_number"),
                col("country"),
                col("town_code").as("place"),
                col("start_date"),
                col("end_date"));
    Column here = col("country").equalTo(CountryColumns.HOME);
    Column roams = col("home_mcc").equalTo(Operator.MCC).and(col("stay_number").gt(1));
    Column weeks =
        Draw.at(Draw.classOf(Draw.keyed(col("sim_key"), "roaming"), ROAMING_SHARES), ROAMING_DAYS);
    Column roamsUntil =
        when(roams, least(col("end_date"), date_add(col("start_date"), weeks)))
            .otherwise(col("start_date"));
    Dataset<Row> carried =
        window
            .daily(
                sims.join(stays, "person_id")
                    .withColumn("seen_until", when(here, col("end_date")).otherwise(roamsUntil)),
                greatest(col("valid_from"), col("start_date")),
                least(col("valid_to"), col("seen_until")))
            .drop("stay_number", "start_date", "end_date", "seen_until");
    Dataset<Row> machines =
        window.daily(
            sims.filter(col("kind").equalTo("machine"))
                .withColumn("country", lit(CountryColumns.HOME))
                .withColumn("place", col("town_code")),
            col("valid_from"),
            col("valid_to"));
    return carried.unionByName(machines);
  }

  private static Dataset<Row> busy(Dataset<Row> located, PhoneWindow window) {
    Column machine = col("kind").equalTo("machine");
    Column silent = Draw.at(level(), Subscription.SILENT);
    Column spread = Draw.at(Draw.evenly(draw("spread"), lit(SPREAD.size())), SPREAD);
    Column mean =
        col("mean_events")
            .multiply(lit(window.eventsADay().doubleValue() / USUAL))
            .multiply(when(col("is_weekend"), lit(WEEKEND)).otherwise(lit(1.0)))
            .multiply(spread);
    Column drawn = floor(mean.plus(draw("round").divide(lit(Draw.ONE)))).cast("int");
    return located
        .withColumn("is_weekend", weekday(col("day")).gt(FRIDAY))
        .filter(machine.or(draw("silent").geq(silent)))
        .withColumn(
            "events",
            when(machine, col("mean_events").cast("int"))
                .otherwise(least(drawn, lit(window.mostEvents()))))
        .filter(col("events").gt(0));
  }

  private static Column level() {
    return when(col("activity").equalTo("quiet"), lit(0))
        .when(col("activity").equalTo("usual"), lit(1))
        .otherwise(lit(2));
  }

  private static Dataset<Row> seen(Dataset<Row> busy, Dataset<Row> cells, PhoneWindow window) {
    Column abroad = col("country").notEqual(CountryColumns.HOME);
    Column who = coalesce(col("person_id"), col("sim_id"));
    Column visited =
        concat(
            Subscription.home(col("country"), Subscription.Home::mcc).cast("string"),
            Subscription.home(col("country"), Subscription.Home::mnc));
    Dataset<Row> towns = broadcast(CellSlots.byTown(cells, window));
    Dataset<Row> municipalities = broadcast(CellSlots.byMunicipality(cells, window));
    Column atWork =
        CellSlots.pick(
            "municipality_slots", Draw.keyed(col("home_key"), "work", col("place"), who));
    return busy.join(
            towns,
            col("operator")
                .equalTo(col("town_operator"))
                .and(col("day").equalTo(col("town_day")))
                .and(col("place").equalTo(col("town"))),
            "left_outer")
        .join(
            municipalities,
            col("operator")
                .equalTo(col("municipality_operator"))
                .and(col("day").equalTo(col("municipality_day")))
                .and(CellSlots.municipality(col("place")).equalTo(col("municipality"))),
            "left_outer")
        .select(
            col("*"),
            CellSlots.pick("town_slots", Draw.keyed(col("home_key"), "home", col("place")))
                .as("home"),
            CellSlots.pick("municipality_slots", draw("away")).as("away"),
            when(abroad, visited).otherwise(lit("")).as("plmn"))
        .withColumn("work", when(col("commutes"), atWork).otherwise(col("home")));
  }

  private static Column draw(String stream) {
    return Draw.keyed(col("sim_key"), stream, col("day"));
  }
}
