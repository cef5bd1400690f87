package org.caudal.phone.event;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.job.Inputs;
import org.caudal.job.Period;
import org.caudal.load.LoadedFile;
import org.caudal.reference.MobileCountries;
import org.jspecify.annotations.Nullable;

/** Counts of the records of each day and operator: what {@link PhoneMeasure} is computed from. */
final class PhoneDays {
  private static final String[] DAY = {"event_date", "operator_id"};
  private static final int WEEK = 7;

  /** Code of the country visited, or of that of the SIM of a visitor. */
  private static final String ROAMING =
      "if(domain = 'outbound', " + MobileCountries.codeOf("plmn") + ", mcc)";

  /** Events that are counted by themselves. */
  private record Part(String name, String condition) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("without_cell", "cell_id = '' AND domain <> 'outbound'"),
          new Part("inbound", "domain = 'inbound'"),
          new Part("roaming", "domain <> 'domestic'"),
          new Part("no_country", "domain <> 'domestic' AND " + MobileCountries.isOfNone(ROAMING)),
          new Part("flag_1", "error_flag = 1"),
          new Part("flag_2", "error_flag = 2"),
          new Part("flag_3", "error_flag = 3"),
          new Part("flag_4", "error_flag = 4"),
          new Part("flag_5", "error_flag = 5"));

  private PhoneDays() {}

  /**
   * One row a day and operator with an event.
   *
   * @param activeDays days of the seven before on which a cell that is called active had an event
   */
  static Dataset<Row> of(Inputs in, @Nullable Period span, int activeDays) {
    Dataset<Row> events = Spans.within(in.table(CleanEvent.class), span);
    return events(events)
        .join(events.groupBy(day()).agg(count_distinct(col("device_id")).as("devices")), DAY)
        .join(cells(events, activeDays), DAY, "left_outer")
        .join(files(in, span), DAY, "left_outer");
  }

  /** Events, those of each part, hours that have some, and those of the busiest. */
  private static Dataset<Row> events(Dataset<Row> events) {
    Dataset<Row> hours =
        events
            .withColumn("hour", expr("least(local_second DIV 3600, 23)"))
            .groupBy(day("hour"))
            .agg(
                count(lit(1)).as("hour_events"),
                parts(part -> sum(expr("if(" + part.condition + ", 1L, 0L)"))));
    return hours
        .groupBy(day())
        .agg(
            sum("hour_events").as("events"),
            Stream.concat(
                    Stream.of(max("hour_events").as("busiest_hour"), count(lit(1)).as("hours")),
                    Stream.of(parts(part -> sum(part.name))))
                .toArray(Column[]::new));
  }

  private static Column[] parts(Function<Part, Column> of) {
    return PARTS.stream().map(part -> of.apply(part).as(part.name)).toArray(Column[]::new);
  }

  /** Cells of the day against those of the seven days before; none of networks abroad. */
  private static Dataset<Row> cells(Dataset<Row> events, int activeDays) {
    Dataset<Row> days =
        events.filter("cell_id <> '' AND domain <> 'outbound'").select(day("cell_id")).distinct();
    return days.withColumn("later", explode(sequence(lit(0), lit(WEEK))))
        .withColumn("event_date", date_add(col("event_date"), col("later")))
        .groupBy(day("cell_id"))
        .agg(
            sum(expr("if(later > 0, 1, 0)")).as("days_before"),
            max(expr("later = 0")).as("is_seen"))
        .groupBy(day())
        .agg(
            number("is_seen", "cells"),
            number("is_seen AND days_before = 0", "cells_new"),
            number("days_before > 0", "cells_before"),
            number("days_before >= " + activeDays, "cells_active"),
            number("NOT is_seen AND days_before >= " + activeDays, "cells_silent"));
  }

  /**
   * Lines of the files of a day, and the mean error of its positions. A file is of the day of which
   * more than half of its loaded lines are. Where the load of one is not finished, nobody knows.
   */
  private static Dataset<Row> files(Inputs in, @Nullable Period span) {
    Dataset<Row> ledger =
        in.table(LoadedFile.class)
            .filter("source_table = 'phone_event' AND status = 'loaded'")
            .select("source_file", "rows_in", "rows_loaded", "rows_rejected", "rows_duplicate");
    return Spans.within(in.table(PhoneEvent.class), span)
        .withColumn("error", expr("try_cast(loc_error_m AS DECIMAL(20, 3))"))
        .groupBy(day("source_file"))
        .agg(count(lit(1)).as("rows"), count("error").as("positions"), sum("error").as("errors"))
        .join(ledger, new String[] {"source_file"}, "left_outer")
        .groupBy(day())
        .agg(
            expr("CAST(sum(errors) AS DOUBLE) / nullif(sum(positions), 0)").as("position_error_m"),
            ofTheDay("rows_in", "lines"),
            ofTheDay("rows_rejected", "lines_rejected"),
            ofTheDay("rows_duplicate", "lines_duplicate"));
  }

  private static Column ofTheDay(String rows, String name) {
    return expr("if(count(rows_loaded) = count(1), sum(if(2 * rows > rows_loaded, "
            + rows
            + ", NULL)), NULL)")
        .as(name);
  }

  private static Column number(String condition, String name) {
    return expr("count_if(" + condition + ")").as(name);
  }

  private static Column[] day(String... more) {
    return Columns.named(List.of(DAY), more);
  }
}
