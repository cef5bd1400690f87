package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Lists the defects of the synthetic phone records, line by line, and what should become of each.
 *
 * <p><b>Reads</b> {@link SyntheticSim}, {@link SyntheticStay}, {@link SyntheticCell}. <b>Writes</b>
 * {@link PlantedPhoneDefect}.
 *
 * <p><b>Method.</b> The lines of {@link SynthesizePhoneEvents} and {@link SynthesizeCallRecords}
 * with the same parameters, those with a planted defect kept, and a row with line 0 for each file
 * that is missing or wrong as a whole. Of several lines of an event the first is the true one.
 *
 * <p><b>Known bias.</b> The fate is what a careful reader should find, not what any loader does.
 * Wrong positions of cells are in synthetic_cell.
 *
 * <p><b>Example.</b> {@code caudal run plant-phone-defects --conf conf/synthetic.yaml}
 */
public final class PlantPhoneDefects implements Job<PlantPhoneDefects.Params> {

  /** The parameters of the records. */
  public record Params(
      @Doc("As given to synthesize-phone-events") PhoneWindow window,
      @Doc("As given to synthesize-phone-events") @Default("{}") PhoneDefectShares defects) {}

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("plant-phone-defects", Params.class)
        .summary("Lists what is wrong on purpose in the synthetic phone records")
        .reads(SyntheticSim.class, SyntheticStay.class, SyntheticCell.class)
        .writesWhole(PlantedPhoneDefect.class);
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, Params params) {
    PhoneWindow window = params.window();
    Dataset<Row> events = EventLines.of(CleanEvents.of(inputs, window), window, params.defects());
    Dataset<Row> calls = CallLines.of(inputs, window, params.defects());
    Dataset<Row> defects = lines(events).unionByName(lines(calls));
    List<Column> files = files(params);
    Dataset<Row> all =
        files.isEmpty()
            ? defects
            : defects.unionByName(
                inputs.sequence(1).select(inline(array(files.toArray(Column[]::new)))));
    return all.withColumn("fate", of(PhoneDefectKind::fate))
        .withColumn("detail", of(PhoneDefectKind::detail));
  }

  private static Dataset<Row> lines(Dataset<Row> lines) {
    return lines
        .filter(col(EventLines.DEFECT).notEqual(""))
        .select(col("file_name"), col("line_number"), col(EventLines.DEFECT).as("kind"));
  }

  private static List<Column> files(Params params) {
    List<Column> files = new ArrayList<>();
    if (EventLines.hasUnitFile(params.window(), params.defects())) {
      files.add(file(EventLines.unitFile(params.window()), PhoneDefectKind.UNIT_ERROR));
    }
    if (EventLines.hasMissingFile(params.window(), params.defects())) {
      files.add(file(EventLines.missingFile(params.window()), PhoneDefectKind.MISSING_FILE));
    }
    return files;
  }

  private static Column file(String name, PhoneDefectKind kind) {
    return struct(
        lit(name).as("file_name"), lit(0L).as("line_number"), lit(kind.code()).as("kind"));
  }

  private static Column of(Function<PhoneDefectKind, String> attribute) {
    return element_at(
        map(
            Stream.of(PhoneDefectKind.values())
                .flatMap(kind -> Stream.of(kind.code(), attribute.apply(kind)))
                .map(functions::lit)
                .toArray(Column[]::new)),
        col("kind"));
  }
}
