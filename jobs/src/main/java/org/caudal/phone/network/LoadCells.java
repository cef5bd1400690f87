package org.caudal.phone.network;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.Parsing;
import org.caudal.synthetic.phone.CellInventory;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Loads the cells of mobile networks.
 *
 * <p><b>Reads</b> the files of the extract, one cell a line, in the columns of multimno's bronze
 * network (Eurostat 2024). Other layouts are mapped under {@code extract.columns}; for FlowKit's
 * cells: {@code {cell_id: id, valid_date_start: date_of_first_service, valid_date_end:
 * date_of_last_service, range: max_range, azimuth_angle: azimuth}}, with latitude and longitude
 * taken out of the point.
 *
 * <p><b>Writes</b> {@link Cell}, with rejected lines in {@code rejected_row} and repeated ones in
 * {@code duplicate_row}.
 *
 * <p><b>Method.</b> A cell that stands in the lists of many days has one row a period, by the key
 * operator, cell and first day; of lines that differ the one in the file whose name sorts last
 * stays, so that a period that ends gets its end. Start and end are days or times: a period that
 * ends at a time ends on the day of the moment before it, so that one that ends at midnight, also
 * as 0:00 or 12:00 AM, has the day before as its last; one that ends on a day has that day. NR
 * stands for 5G. A reach of 0 or less is not known, nor is such a width of a beam.
 *
 * <p><b>Known bias.</b> A cell that moved without a new start takes its new place for the whole
 * period.
 *
 * <p><b>Example.</b> {@code caudal run load-cells --conf conf/phone.yaml}
 */
public final class LoadCells implements Job<LoadCells.Params> {
  /** Parameters. */
  public record Params(
      @Doc("Files with the cells") Extract extract,
      @Doc(
              "Regular expression whose first group finds the operator in the name of a file, with the folders between the path and it, such as year=2025/month=6/, where no column or constant holds it")
          @Default("''")
          String operatorPattern,
      @Doc("First day of cells whose start is not given") @Default("1990-01-01") LocalDate earliest)
      implements Loading {

    /** Refuses a pattern without a group. */
    public Params {
      Operators.requirePattern(operatorPattern);
    }
  }

  private static final String OFFSET = "(?:\\h?(?:Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?))?$";

  /** A time behind a day, as databases and spreadsheets write it. */
  private static final String TIME =
      "(?i)[T ](?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]+)?)?(?:\\h?[ap]\\.?\\h?m\\.?)?"
          + OFFSET;

  private static final String MIDNIGHT =
      "(?i)[T ](?:0?0:00(?::00(?:[.,]0+)?)?|12:00(?::00(?:[.,]0+)?)?(?=\\h?a))(?:\\h?a\\.?\\h?m\\.?)?"
          + OFFSET;

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-cells", Params.class)
          .summary("Loads the cells of mobile networks.")
          .after(CellInventory.class)
          .loads(plan("", LocalDate.of(1990, 1, 1), day -> day.try_cast("date")));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(),
        plan(p.operatorPattern(), p.earliest(), new Parsing(p.extract())::date),
        p.extract(),
        in::pseudonym);
  }

  /** The plan of cells whose days are read so, or are as ISO 8601 writes them. */
  private static LoadPlan plan(
      String operatorPattern, LocalDate earliest, UnaryOperator<Column> written) {
    LoadPlan.Builder plan =
        LoadPlan.into(Cell.class)
            .field(Field.text("operator_id").optional().orAbsent())
            .field(Field.text("cell_id"))
            .field(Field.number("latitude"))
            .field(Field.number("longitude"))
            .field(Field.text("technology").optional().orAbsent())
            .field(Field.text("cell_type").optional().orAbsent())
            .field(Field.number("range").optional().orAbsent())
            .field(Field.number("azimuth_angle").optional().orAbsent())
            .field(Field.number("horizontal_beam_width").optional().orAbsent())
            .field(Field.integer("directionality").optional().orAbsent())
            .field(Field.text("valid_date_start").optional().orAbsent())
            .field(Field.text("valid_date_end").optional().orAbsent());
    Column directed = coalesce(col("directionality").notEqual(0), lit(true));
    plan.derive("operator_id", Operators.of(operatorPattern))
        .derive("start_day", day("valid_date_start", written))
        .derive("valid_from", coalesce(col("start_day"), lit(earliest)))
        .derive("end_day", day("valid_date_end", written))
        .derive(
            "valid_to",
            when(endsAtMidnight(), date_add(col("end_day"), -1)).otherwise(col("end_day")))
        .derive("technology", technology())
        .derive("cell_type", lower(coalesce(col("cell_type"), lit("unknown"))))
        .derive("range_m", when(col("range").gt(0), col("range")))
        .derive("azimuth", when(directed, col("azimuth_angle")))
        .derive(
            "beam_width",
            when(directed.and(col("horizontal_beam_width").gt(0)), col("horizontal_beam_width")));
    return judged(Operators.require(plan)).build();
  }

  /** The day that a text is, in full, or with a time behind it. */
  private static Column day(String text, UnaryOperator<Column> written) {
    Column day = regexp_replace(col(text), TIME, "");
    return coalesce(
        written.apply(col(text)),
        written.apply(day),
        to_date(try_to_timestamp(day, lit("yyyy-MM-dd"))));
  }

  /** Whether the end is a time, and that midnight. */
  private static Column endsAtMidnight() {
    return col("valid_date_end").rlike(MIDNIGHT);
  }

  private static Column technology() {
    Column given = upper(coalesce(col("technology"), lit("unknown")));
    return when(given.isin("5G", "NR"), lit("NR"))
        .when(given.isin("4G", "LTE"), lit("LTE"))
        .when(given.isin("3G", "UMTS"), lit("UMTS"))
        .when(given.isin("2G", "GSM"), lit("GSM"))
        .otherwise(lit("unknown"));
  }

  private static LoadPlan.Builder judged(LoadPlan.Builder plan) {
    for (String day : List.of("valid_date_start", "valid_date_end")) {
      plan.reject(
          "day-readable",
          day,
          col(day)
              .isNull()
              .or(col(day.equals("valid_date_start") ? "start_day" : "end_day").isNotNull()),
          "The column holds no day.",
          "Give a day such as 2025-06-02, or as extract.values.date-patterns say, with or without a time behind it such as T00:00:00, 0:00 or 12:00 AM.");
    }
    return plan.reject(
            "period-positive",
            "valid_date_end",
            coalesce(col("valid_to").geq(col("valid_from")), lit(true)),
            "The cell ends before it starts.",
            "Mend the period at the source.")
        .reject(
            "out-of-range-position",
            "latitude",
            col("latitude").between(-90, 90).and(col("longitude").between(-180, 180)),
            "The position is not on the globe.",
            "Look whether latitude and longitude are exchanged.")
        .warn(
            "range-positive",
            "range",
            coalesce(col("range").gt(0), lit(true)),
            "The reach is not above zero; that of the type of the cell is taken.",
            "Look at the unit of range; leave it empty where it is not known.")
        .warn(
            "beam-width-positive",
            "horizontal_beam_width",
            coalesce(col("azimuth").isNull().or(col("horizontal_beam_width").gt(0)), lit(true)),
            "The beam has a direction and a width not above zero; that of one of three is taken.",
            "Leave the width empty where it is not known; directionality 0 is a cell all around.");
  }
}
