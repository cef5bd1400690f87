package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;

/**
 * Lists which person each record of the synthetic registers belongs to, and how it differs.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticStay},
 * {@link SyntheticResidence}, {@link SyntheticTown}. <b>Writes</b> {@link TrueLink}.
 *
 * <p><b>Method.</b> The records of all registers with the same parameters; a repeated line counts
 * once; a line that is missing in the first delivery counts, and one of the day whose lines a
 * border post lost, which no delivery has.
 *
 * <p><b>Known bias.</b> None: it is the truth. With parameters other than those of the registers it
 * is the truth of others.
 *
 * <p><b>Example.</b> {@code caudal run plant-links --conf conf/synthetic.yaml}
 */
public final class PlantLinks implements Job<AllRegisterParams> {

  @Override
  public JobSpec<AllRegisterParams> spec() {
    return JobSpec.named("plant-links", AllRegisterParams.class)
        .summary("Lists which person each record of the synthetic registers belongs to")
        .reads(
            SyntheticPerson.class,
            SyntheticHousehold.class,
            SyntheticStay.class,
            SyntheticResidence.class,
            SyntheticTown.class)
        .writesWhole(TrueLink.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, AllRegisterParams params) {
    return of(Registers.lines(inputs, params));
  }

  /** The links of lines. */
  static Dataset<Row> of(Dataset<Row> lines) {
    return lines
        .filter(not(col("is_repeated")))
        .withColumnRenamed("record_key", "record_id")
        .select("register", "record_id", "person_id", "difference")
        .distinct(); // an insured person has a line a month
  }
}
