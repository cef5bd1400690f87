package org.caudal.phone.person;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Periods;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.place.HomeZone;
import org.caudal.reference.PopulationMargin;
import org.caudal.reference.SubscriberCount;
import org.caudal.statistics.Greg;
import org.caudal.statistics.RakedReplicates.Calibration;
import org.caudal.statistics.Raking;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.jspecify.annotations.Nullable;

/**
 * Finds how many residents each device stands for.
 *
 * <p><b>Reads</b> {@link HomeZone}, {@link DeviceDay}, {@link PopulationMargin}, and {@link
 * SubscriberCount} if it is there. <b>Writes</b> {@link DeviceWeight}.
 *
 * <p><b>Method.</b> Devices that behave like machines, SIM cards from abroad and devices that live
 * abroad stand for nobody. A device begins with {@code persons-per-device}, divided by the share of
 * the devices of its operator and activity class that have a home in the month: those who use the
 * phone seldom are located less often. Cells of area and operator are then raked ({@link Raking})
 * to the residents of each area and, where subscribers are known, to the operators' shares in SIM
 * cards; with {@code calibration: greg} by the generalised regression estimator ({@link Greg}). The
 * residents are those of the reference date nearest to the month, of {@code from-age} years and
 * more; one that is not the first age of a band of the margins ends the run, and so does a level of
 * which no area has a margin, as its codes differ. Areas are met exactly. An area without a device
 * gets nobody, and the total is smaller by its residents; a device in an area without a margin
 * stands for nobody.
 *
 * <p><b>Known bias.</b> Within an area and operator, people without a phone are taken to live as
 * those with one do. Children have none: set {@code from-age}. A device that is never seen in a
 * month is not in the share that has a home.
 *
 * <p><b>Example.</b> {@code caudal run weigh-devices --month 2025-06 --conf conf/phone.yaml}
 */
public final class WeighDevices implements Job<WeighDevices.Params> {
  private static final String[] DEVICE = {"month", "operator_id", "device_id"};
  private static final String[] RAKED = {"month", "level", "definition"};

  /** Parameters. */
  public record Params(
      @Doc("Months to compute; all by default") @Nullable Months months,
      @Doc("Levels of the division") @Default("[province]") List<String> levels,
      @Doc("Persons to a device: 0.9 where a tenth of the devices are second ones, 0.5 to 3")
          @Default("1")
          BigDecimal personsPerDevice,
      @Doc("Age from which residents count, in completed years, the first of a band") @Default("0")
          int fromAge,
      @Doc("raking, or greg: by regression, with weights of 0 or more") @Default("raking")
          Calibration calibration)
      implements Monthly {

    /** Refuses what cannot be. */
    public Params {
      levels = List.copyOf(levels);
      if (levels.isEmpty()) {
        throw new IllegalArgumentException("levels must name a level of zone");
      }
      if (personsPerDevice.compareTo(new BigDecimal("0.5")) < 0
          || personsPerDevice.compareTo(new BigDecimal("3")) > 0) {
        throw new IllegalArgumentException(
            "persons-per-device must be 0.5 to 3, was " + personsPerDevice);
      }
      if (fromAge < 0 || fromAge > 100) {
        throw new IllegalArgumentException("from-age must be 0 to 100, was " + fromAge);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("weigh-devices", Params.class)
        .summary("Finds how many residents each device stands for.")
        .reads(HomeZone.class, DeviceDay.class, PopulationMargin.class)
        .readsIfThere(SubscriberCount.class)
        .writesMonths(DeviceWeight.class, "month");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> persons = DeviceBehaviour.ofPersons(in, p.months());
    Dataset<Row> homes = homes(in, p).join(persons, DEVICE);
    Dataset<Row> months = persons.select("month").distinct();
    Dataset<Row> residents = KnownTotals.residents(in, months, p.fromAge());
    Dataset<Row> residing =
        KnownTotals.withResidents(homes, residents)
            .join(based(homes, persons, p), strataOf("level", "definition"));
    return residing
        .join(
            raked(residing, residents, KnownTotals.operators(in, months), p.calibration()),
            new String[] {"month", "level", "definition", "zone_id", "stratum"})
        .withColumn("weight", col("share").multiply(col("weights").getItem(0)));
  }

  private static Dataset<Row> homes(Inputs in, Params p) {
    Dataset<Row> homes = in.table(HomeZone.class).filter(col("level").isin(p.levels().toArray()));
    return Periods.within(homes, "month", p.months()).withColumnRenamed("weight", "share");
  }

  /** Base weight of each operator and activity class. */
  private static Dataset<Row> based(Dataset<Row> homes, Dataset<Row> persons, Params p) {
    Dataset<Row> seen =
        persons.groupBy(Columns.named(List.of(strataOf()))).agg(count(lit(1)).as("seen"));
    Column each = lit(p.personsPerDevice().doubleValue());
    return homes
        .select(Columns.named(List.of(strataOf("level", "definition")), "device_id"))
        .distinct()
        .groupBy(Columns.named(List.of(strataOf("level", "definition"))))
        .agg(count(lit(1)).as("located"))
        .join(seen, strataOf())
        .withColumn("persons", each)
        .withColumn("base_weight", each.multiply(col("seen")).divide(col("located")))
        .withColumn("stratum", concat_ws("/", col("operator_id"), col("activity_class")))
        .drop("seen", "located");
  }

  private static String[] strataOf(String... more) {
    List<String> names = new ArrayList<>(List.of("month"));
    names.addAll(List.of(more));
    names.addAll(List.of("operator_id", "activity_class"));
    return names.toArray(String[]::new);
  }

  /** One row a month, level, definition, area and stratum, with the weights of its devices. */
  private static Dataset<Row> raked(
      Dataset<Row> residing,
      Dataset<Row> residents,
      Dataset<Row> operators,
      Calibration calibration) {
    Column[] cell = Columns.named(List.of(RAKED), "zone_id", "stratum", "operator_id");
    Column counts = array(struct(lit(0), col("devices").cast("double")));
    Column packed =
        struct(
            col("zone_id"),
            col("stratum"),
            col("operator_id"),
            col("base_weight"),
            col("persons"),
            counts);
    Dataset<Row> cells =
        residing
            .groupBy(cell)
            .agg(
                sum(col("share").cast("decimal(20,15)")).as("devices"),
                max("base_weight").as("base_weight"),
                max("persons").as("persons"))
            .groupBy(Columns.named(List.of(RAKED)))
            .agg(array_sort(collect_list(packed)).as("cells"));
    Dataset<Row> areas =
        residents
            .groupBy("month", "level")
            .agg(
                map_from_entries(collect_list(struct(col("zone_id"), col("residents"))))
                    .as("areas"));
    return cells
        .join(areas, new String[] {"month", "level"})
        .join(operators, new String[] {"month"}, "left_outer")
        .select(
            col("month"),
            col("level"),
            col("definition"),
            inline(
                RakedCells.weights(col("cells"), col("areas"), col("operators"), 0, calibration)));
  }
}
