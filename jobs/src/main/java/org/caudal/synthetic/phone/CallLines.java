package org.caudal.synthetic.phone;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.caudal.job.Inputs;
import org.caudal.synthetic.Draw;

/**
 * The lines of the files of calls: the events of type call in one operator's network, with the
 * defects planted.
 *
 * <p>The columns are those of {@link CallRecord}, with {@code defect} as in {@link EventLines}.
 */
final class CallLines {
  private static final String OPERATOR = "02";
  private static final String NAME =
      Operator.ALL.stream().filter(o -> o.mnc().equals(OPERATOR)).findFirst().orElseThrow().name();
  private static final String MISREAD =
      new String(NAME.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  private static final int CONTACTS = 3;
  private static final int OUTGOING = 500_000;
  private static final List<Integer> MODELS =
      List.of(35_000_001, 35_000_027, 35_000_043, 86_000_005, 86_000_013);

  /** Ten equally likely lengths in seconds. */
  private static final List<Integer> LENGTHS_S = List.of(4, 11, 20, 31, 45, 62, 88, 125, 190, 420);

  private CallLines() {}

  /** The lines that the true calls leave in the files. */
  static Dataset<Row> of(Inputs inputs, PhoneWindow window, PhoneDefectShares shares) {
    Dataset<Row> calls =
        CleanEvents.of(inputs, window)
            .filter(
                col("operator")
                    .equalTo(OPERATOR)
                    .and(col("type").equalTo("call"))
                    .and(col("cell_id").isNotNull()));
    return numbered(written(parties(calls, contacts(inputs)), shares));
  }

  /** Those with whom a SIM speaks: the SIMs before it of the same operator and town. */
  private static Dataset<Row> contacts(Inputs inputs) {
    WindowSpec town = Window.partitionBy("town_code").orderBy("sim_id");
    Column[] before = new Column[CONTACTS];
    for (int i = 0; i < CONTACTS; i++) {
      before[i] = lag("msisdn", i + 1).over(town);
    }
    return inputs
        .table(SyntheticSim.class)
        .filter(col("operator").equalTo(OPERATOR).and(col("kind").notEqual("machine")))
        .select(col("sim_id"), array(before).as("contacts"));
  }

  private static Dataset<Row> parties(Dataset<Row> calls, Dataset<Row> contacts) {
    Column one = Draw.evenly(draw("contact"), lit(CONTACTS)).plus(1);
    Column elsewhere =
        concat(
            lit("79903"),
            lpad(
                Draw.keyed(col("sim_key"), "elsewhere", one.cast("string")).cast("string"),
                10,
                "0"));
    return calls
        .join(contacts, "sim_id")
        .withColumn("other", coalesce(element_at(col("contacts"), one), elsewhere))
        .withColumn("calls", draw("outgoing").lt(OUTGOING))
        .withColumn("party", explode(array(lit(0), lit(1))));
  }

  private static Dataset<Row> written(Dataset<Row> parties, PhoneDefectShares shares) {
    Column located = col("party").equalTo(0);
    Column misread =
        Draw.keyed(col("sim_key"), "encoding", col("day"), col("number"), col("party"))
            .lt(PhoneDefectShares.millionths(shares.wrongEncodings()));
    Column device = coalesce(col("person_id"), col("sim_id"));
    Column tac =
        Draw.at(pmod(device, lit((long) MODELS.size())).cast("int"), MODELS).cast("string");
    Column length =
        Draw.at(Draw.evenly(draw("length"), lit(LENGTHS_S.size())), LENGTHS_S).divide(lit(60.0));
    Column serial = lpad(pmod(device, lit((long) Draw.ONE)).cast("string"), 6, "0");
    return parties.select(
        when(misread, lit(PhoneDefectKind.WRONG_ENCODING.code()))
            .otherwise(lit(""))
            .as(EventLines.DEFECT),
        col("party"),
        col("second"),
        concat(lit("calls_"), col("day").cast("string"), lit("_" + OPERATOR + ".csv"))
            .as("file_name"),
        concat(
                col("sim_id").cast("string"),
                lit("-"),
                col("day").cast("string"),
                lit("-"),
                col("number").cast("string"))
            .as("id"),
        col("calls").equalTo(located).cast("string").as("outgoing"),
        concat(col("day").cast("string"), lit("T"), EventLines.timeOfDay(), lit("-06:00"))
            .as("datetime"),
        format_string("%.2f", length).as("duration"),
        when(misread, lit(MISREAD)).otherwise(lit(NAME)).as("network"),
        when(located, col("msisdn")).otherwise(col("other")).as("msisdn"),
        when(located, col("other")).otherwise(col("msisdn")).as("msisdn_counterpart"),
        when(located, col("cell_id")).otherwise(lit("")).as("location_id"),
        when(
                located,
                concat(
                    col("home_mcc").cast("string"),
                    col("home_mnc"),
                    lpad(col("sim_id").cast("string"), 10, "0")))
            .otherwise(lit(""))
            .as("imsi"),
        when(located, concat(tac, serial, lit("0"))).otherwise(lit("")).as("imei"),
        when(located, tac).otherwise(lit("")).as("tac"),
        lit(Integer.toString(Integer.parseInt(OPERATOR))).as("operator_code"),
        lit(Integer.toString(Operator.MCC)).as("country_code"));
  }

  private static Dataset<Row> numbered(Dataset<Row> lines) {
    return lines.withColumn(
        "line_number",
        row_number()
            .over(Window.partitionBy("file_name").orderBy("second", "id", "party"))
            .plus(1)
            .cast("long"));
  }

  private static Column draw(String stream) {
    return Draw.keyed(col("sim_key"), stream, col("day"), col("number"));
  }
}
