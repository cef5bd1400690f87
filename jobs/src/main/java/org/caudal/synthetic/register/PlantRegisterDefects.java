package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.map;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;

/**
 * Lists the defects of the synthetic registers, line by line, and what should become of each.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticHousehold}, {@link SyntheticStay},
 * {@link SyntheticResidence}, {@link SyntheticTown}. <b>Writes</b> {@link PlantedRegisterDefect}.
 *
 * <p><b>Method.</b> The lines of all registers with the same parameters, those with a planted
 * defect kept. Of two equal lines the earlier is the defect. In a file whose accents are encoded
 * twice only the lines that have any are listed.
 *
 * <p><b>Known bias.</b> The fate is what a careful reader of the files should find. With parameters
 * other than those of the registers the list describes others.
 *
 * <p><b>Example.</b> {@code caudal run plant-register-defects --conf conf/synthetic.yaml}
 */
public final class PlantRegisterDefects implements Job<AllRegisterParams> {

  @Override
  public JobSpec<AllRegisterParams> spec() {
    return JobSpec.named("plant-register-defects", AllRegisterParams.class)
        .summary("Lists what is wrong on purpose in the synthetic registers")
        .reads(
            SyntheticPerson.class,
            SyntheticHousehold.class,
            SyntheticStay.class,
            SyntheticResidence.class,
            SyntheticTown.class)
        .writesWhole(PlantedRegisterDefect.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, AllRegisterParams params) {
    return of(Registers.lines(inputs, params));
  }

  /** The defects of lines. */
  static Dataset<Row> of(Dataset<Row> lines) {
    Column fates =
        map(
            Stream.of(RegisterDefect.values())
                .flatMap(kind -> Stream.of(kind.code(), kind.fate()))
                .map(functions::lit)
                .toArray(Column[]::new));
    return lines
        .select(col("file_name"), col("line_number"), explode(col("defects")).as("defect"))
        .select(
            col("file_name"),
            col("line_number"),
            col("defect.kind").as("kind"),
            element_at(fates, col("defect.kind")).as("fate"),
            col("defect.detail").as("detail"));
  }
}
