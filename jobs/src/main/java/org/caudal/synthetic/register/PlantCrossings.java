package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.CountryColumns;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;

/**
 * Lists every crossing of the border with what the posts made of it.
 *
 * <p><b>Reads</b> {@link SyntheticStay}, {@link SyntheticPerson}, {@link SyntheticHousehold},
 * {@link SyntheticTown}. <b>Writes</b> {@link TrueCrossing}.
 *
 * <p><b>Method.</b> That of synthesize-border-crossings, whose parameters it must be given.
 *
 * <p><b>Known bias.</b> None: it is the truth. With other parameters it is that of other files.
 *
 * <p><b>Example.</b> {@code caudal run plant-crossings --conf conf/synthetic.yaml}
 */
public final class PlantCrossings implements Job<CrossingParams> {

  @Override
  public JobSpec<CrossingParams> spec() {
    return JobSpec.named("plant-crossings", CrossingParams.class)
        .summary("Lists every crossing of the border with what the posts made of it")
        .reads(
            SyntheticHousehold.class,
            SyntheticStay.class,
            SyntheticPerson.class,
            SyntheticTown.class)
        .writesWhole(TrueCrossing.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, CrossingParams params) {
    Column isAdult = CountryColumns.age(col("birth_date"), col("crossed_on")).geq(18);
    Column party =
        bool_or(isAdult).over(Window.partitionBy("party_key", "crossed_on", "direction"));
    return BorderCrossings.all(inputs, params)
        .withColumn("company", when(isAdult, "adult").when(party, "accompanied").otherwise("alone"))
        .select(
            "person_id",
            "stay_number",
            "crossing_id",
            "crossed_on",
            "direction",
            "transport",
            "post",
            "status",
            "direction_wrong",
            "company");
  }
}
