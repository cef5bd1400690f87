package org.caudal.synthetic.remittance;

import static org.apache.spark.sql.functions.col;

import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Months;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Lists the defects of a synthetic transfer log, line by line, and what should become of each.
 *
 * <p><b>Reads</b> {@link SyntheticPerson} and {@link SyntheticResidence}, from which the log
 * follows. <b>Writes</b> {@link PlantedDefect}.
 *
 * <p><b>Method.</b> The lines of {@link SynthesizeTransfers} with the same parameters, those with a
 * planted defect kept. Of the two lines of a transfer the earlier is the defect, in the file or in
 * the file of an earlier month: a provider that sends a transfer again means the later line.
 *
 * <p><b>Known bias.</b> The fate is what a careful reader of the log should find, not what any
 * loader does; with parameters other than the log's the list describes another log.
 *
 * <p><b>Example.</b> {@code caudal run plant-defects --conf conf/demo.yaml}
 */
public final class PlantDefects implements Job<PlantDefects.Params> {

  /** The parameters of the log. */
  public record Params(
      @Doc("As given to synthesize-transfers") Months months,
      @Doc("As given to synthesize-transfers") @Default("2025") long seed,
      @Doc("As given to synthesize-transfers") @Default("{}") DefectShares defects) {

    /** Refuses sizes that make no log. */
    public Params {
      LogParams.check(months);
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("plant-defects", Params.class)
        .summary("Lists what is wrong on purpose in a synthetic transfer log")
        .reads(SyntheticPerson.class, SyntheticResidence.class)
        .writesWhole(PlantedDefect.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    Dataset<Row> transfers = CleanTransfers.of(inputs, params.months(), params.seed());
    return LogLines.of(transfers, params.months(), params.defects())
        .filter(col(LogLines.DEFECT).notEqual(""))
        .select(
            col("file_name"),
            col("line_number"),
            col(LogLines.DEFECT).as("kind"),
            of(DefectKind::fate).as("fate"),
            of(DefectKind::detail).as("detail"));
  }

  private static Column of(Function<DefectKind, String> attribute) {
    return functions.element_at(
        functions.map(
            Stream.of(DefectKind.values())
                .flatMap(kind -> Stream.of(kind.code(), attribute.apply(kind)))
                .map(functions::lit)
                .toArray(Column[]::new)),
        col(LogLines.DEFECT));
  }
}
