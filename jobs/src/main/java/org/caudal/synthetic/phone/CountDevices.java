package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.table.Doc;

/**
 * Counts persons, persons with a phone and devices by group, and so the bias of a naive count.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticStay}, {@link SyntheticResidence},
 * {@link SyntheticSim}. <b>Writes</b> {@link TrueDevice}.
 *
 * <p><b>Method.</b> Persons in the country on the day, with their SIMs valid on it. Bias = (devices
 * of the group / all devices) / (persons of the group / all persons) - 1.
 *
 * <p><b>Known bias.</b> None: it is the truth. Every valid SIM counts, whether or not it leaves an
 * event on the day; silence and coverage add to the bias of real counts.
 *
 * <p><b>Example.</b> {@code caudal run count-devices --conf conf/synthetic.yaml}
 */
public final class CountDevices implements Job<CountDevices.Params> {

  /** Day of the count. */
  public record Params(@Doc("Day on which persons and devices are counted") LocalDate day) {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-devices", Params.class)
        .summary("Counts persons and devices by group, and the bias of a count of devices")
        .reads(
            SyntheticPerson.class,
            SyntheticStay.class,
            SyntheticResidence.class,
            SyntheticSim.class)
        .writesWhole(TrueDevice.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    return biased(counted(inputs, lit(params.day())));
  }

  private static Dataset<Row> counted(Inputs inputs, Column day) {
    Dataset<Row> stays = inputs.table(SyntheticStay.class);
    Dataset<Row> present =
        stays
            .filter(CountryColumns.isHereOn(day))
            .select(
                col("person_id"), CountryColumns.province(col("town_code")).as("province_code"));
    Dataset<Row> residences = inputs.table(SyntheticResidence.class);
    Column isHome = col("country").equalTo(CountryColumns.HOME);
    Dataset<Row> residents = residences.filter(CountryColumns.isHereOn(day)).select("person_id");
    Dataset<Row> leavers =
        residences
            .filter(not(isHome).and(col("start_date").gt(day)))
            .select("person_id")
            .distinct()
            .join(residents, "person_id")
            .withColumn("leaves", lit(true));
    Dataset<Row> devices =
        inputs
            .table(SyntheticSim.class)
            .filter(
                col("person_id")
                    .isNotNull()
                    .and(CountryColumns.isOn(day, "valid_from", "valid_to")))
            .groupBy("person_id")
            .agg(count(lit(1)).as("sims"));
    Column sims = coalesce(col("sims"), lit(0L));
    return inputs
        .table(SyntheticPerson.class)
        .join(present, "person_id")
        .join(leavers, new String[] {"person_id"}, "left_outer")
        .join(devices, new String[] {"person_id"}, "left_outer")
        .groupBy(
            day.as("day"),
            col("province_code"),
            col("sex"),
            AgeGroup.on(day, col("birth_date")).as("age_group"),
            coalesce(col("leaves"), lit(false)).as("is_leaver"))
        .agg(
            count(lit(1)).as("persons"),
            count_if(sims.gt(0)).as("persons_with_phone"),
            sum(sims).as("devices"));
  }

  private static Dataset<Row> biased(Dataset<Row> counted) {
    WindowSpec country = Window.partitionBy("day");
    Column ofDevices = col("devices").divide(sum("devices").over(country));
    Column ofPersons = col("persons").divide(sum("persons").over(country));
    return counted.withColumn(
        "naive_bias",
        when(sum("devices").over(country).gt(0), ofDevices.divide(ofPersons).minus(lit(1.0)))
            .otherwise(lit(0.0)));
  }
}
