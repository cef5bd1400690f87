package org.caudal.phone.person;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.AgeBands;
import org.caudal.functions.Columns;
import org.caudal.functions.Periods;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Monthly;
import org.caudal.job.Months;
import org.caudal.phone.event.DeviceDay;
import org.caudal.phone.place.DeviceBehaviour;
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
 * SubscriberCount}, {@link Subscriber} and {@link PhoneUse} if they are there. <b>Writes</b> {@link
 * DeviceWeight}.
 *
 * <p><b>Method.</b> Devices that behave like machines, SIM cards from abroad and devices that live
 * abroad stand for nobody. A device begins with {@code persons-per-device}, divided by the share of
 * the devices of its operator and activity class that have a home in the month: those who use the
 * phone seldom are located less often. Cells of area and operator are then raked ({@link Raking})
 * to the residents of each area and, where subscribers are known, to the operators' shares in SIM
 * cards; with {@code calibration: greg} by the generalised regression estimator ({@link Greg}). The
 * residents are those of the reference date nearest to the month, one for all areas of a level, of
 * {@code from-age} years and more; an area lived in that has residents on other dates alone ends
 * the run, and so do an age that is not the first of a band of the margins, bands that overlap,
 * where they count, an area of which the margins have no such ages, and a level of which no area
 * has a margin, as its codes differ. Areas are met exactly. An area without a device gets nobody,
 * and the total is smaller by its residents; a device in an area without a margin stands for
 * nobody.
 *
 * <p>Where it is known who registered the cards, the residents of each area by sex and by {@code
 * age-groups} are met as well. Cards of unknown sex or age keep the share of the area that they
 * have by base weights. Groups of fewer than 20 devices of an area are put together with the next,
 * at the end with the one before. Where a survey tells whose phones people use, residents count by
 * the sex and age of those in whose name they call: residents of a class of users are spread over
 * the classes of holders by its shares. Where groups of an area cannot be met together within a
 * millionth, the run ends and names the area; where operators are short of their share by more than
 * a thousandth, it names them.
 *
 * <p><b>Known bias.</b> Sex and age are those of who registered the card, not always of the user:
 * parents buy for children, firms for their staff; with {@code phone_use} only what a survey misses
 * is left of it, and its error is in no interval. Within an area and operator, people without a
 * phone are taken to live as those with one do. Children have none: set {@code from-age}. A device
 * that is never seen in a month is not in the share that has a home.
 *
 * <p><b>Example.</b> {@code caudal run weigh-devices --month 2025-06 --conf conf/phone.yaml}
 */
public final class WeighDevices implements Job<WeighDevices.Params> {
  private static final String[] DEVICE = {"month", "operator_id", "device_id"};

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
          Calibration calibration,
      @Doc(
              "First ages of the groups to which weights are brought where subscriber is there; [0] for none")
          @Default("[0, 30, 45, 60]")
          List<Integer> ageGroups)
      implements Monthly {

    /** Refuses what cannot be. */
    public Params {
      levels = List.copyOf(levels);
      ageGroups = List.copyOf(ageGroups);
      AgeBands.requireRising(ageGroups);
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
        .readsIfThere(Subscriber.class)
        .readsIfThere(PhoneUse.class)
        .writesMonths(DeviceWeight.class, "month");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> persons =
        in.kept(RegisteredHolders.of(DeviceBehaviour.ofPersons(in, p.months()), in, p.ageGroups()));
    Dataset<Row> homes = homes(in, p).join(persons, DEVICE);
    Dataset<Row> months = persons.select("month").distinct();
    Dataset<Row> lived = homes(in, p).select("month", "level", "zone_id").distinct();
    Dataset<Row> residents = in.kept(KnownTotals.residents(in, lived, months, p.fromAge()));
    Column isKnown = col("sex").notEqual(0).or(col("age_band").notEqual(""));
    Dataset<Row> residing =
        in.kept(
            ResidingDevices.withResidents(homes, residents, in, p.fromAge())
                .join(based(homes, persons, p), strataOf("level", "definition"))
                .withColumn(
                    "stratum",
                    concat_ws(
                        "/",
                        col("stratum"),
                        when(isKnown, concat_ws("/", col("sex"), col("age_band"))))));
    Dataset<Row> targets =
        residents
            .groupBy("month", "level")
            .agg(RakedCells.totals("zone_id", "residents").as("areas"))
            .join(KnownTotals.operators(in, months), new String[] {"month"}, "left_outer")
            .withColumnRenamed("operators", "columns")
            .join(
                RakedCells.classes(KnownTotals.classes(in, months, p), "month", "level"),
                new String[] {"month", "level"},
                "left_outer");
    return residing
        .join(
            raked(residing, targets, p.calibration()),
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
        .withColumn("stratum", PersonFigures.operatorAndClass())
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
      Dataset<Row> residing, Dataset<Row> targets, Calibration calibration) {
    Dataset<Row> cells =
        residing
            .withColumnRenamed("operator_id", "raked_column")
            .groupBy(Columns.named(RakedCells.NAMES))
            .agg(
                sum(col("share").cast("decimal(20,15)")).cast("double").as("devices"),
                max("base_weight").as("weight"),
                max("persons").as("persons"))
            .withColumn("counts", array(struct(lit(0), col("devices"))));
    return RakedCells.weights(cells, targets, 0, calibration, RakedColumns.OPERATORS);
  }
}
