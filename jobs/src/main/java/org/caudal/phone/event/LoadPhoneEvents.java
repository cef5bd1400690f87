package org.caudal.phone.event;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.job.Loading;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.phone.network.Operators;
import org.caudal.synthetic.phone.CallRecord;
import org.caudal.synthetic.phone.PhoneEventLog;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads events of mobile phones: calls, messages, data sessions, signals.
 *
 * <p><b>Reads</b> the files of the extract, one event a line, in the columns of multimno's bronze
 * events (Eurostat 2024), as CSV or as its Parquet, whose user_id of bytes is read as hexadecimal
 * digits. Other layouts are mapped under {@code extract.columns}; for FlowKit's calls, sms and mds:
 * {@code {user_id: msisdn, timestamp: datetime, cell_id: location_id, mcc: country_code, mnc:
 * operator_code}} with {@code constants: {operator_id: 01, event_kind: call}}, {@code mnc-digits:
 * 2}, and, for times with their offset as PostgreSQL writes them, -06 or -04:30, {@code
 * timestamp-patterns: ["yyyy-MM-dd HH:mm:ss[.SSSSSS]X", "yyyy-MM-dd HH:mm:ss[.SSSSSS]XXX"]}. Each
 * kind has a run with its own paths and {@code event_kind}, message for sms and data for mds, as
 * files stay loaded; or a column {@code event_kind} in the files. A call has a line for each of its
 * parties. That of a party in another network has no {@code location_id} and is rejected ({@code
 * no-location}): leave such lines out at the source, so that {@code rejected_share} of {@link
 * PhoneQuality} tells of faults.
 *
 * <p><b>Writes</b> {@link PhoneEvent}, with rejected lines in {@code rejected_row} and repeated
 * ones in {@code duplicate_row}, whatever their order.
 *
 * <p><b>Method.</b> Syntactic rules of multimno 1.0 (EventCleaning), named in the list below. The
 * device is the first 64 bits of the keyed pseudonym of user_id: two of n devices share one with a
 * probability of about n² / 2⁶⁵. An event is outbound if it was in a network of another country,
 * else domestic if the SIM has the home mcc, else inbound. It belongs to the day of its own time in
 * the source's time zone and to no other; 00:00:00 begins a day. The day of a file is the latest of
 * the one in its name (2025-06-02), the one of its folders (year=2025/month=6/day=2) and the
 * columns year, month and day: earlier events are late lines, loaded into their day; later ones are
 * rejected. Differences from multimno: networks visited may have six digits; half a position is
 * none; a repeated event is found anywhere; the bounding box and the lengths of cell identifiers
 * hold for events in the country only. An error of a position below 0 or above 20,000 km is left
 * out with a warning.
 *
 * <p><b>Known bias.</b> None is added; what is rejected is counted by rule. Two events of a device
 * in one second and cell are one.
 *
 * <p><b>Example.</b> {@code caudal run load-phone-events --conf conf/phone.yaml}
 */
public final class LoadPhoneEvents implements Job<LoadPhoneEvents.Params> {
  /** Parameters. */
  public record Params(
      @Doc("Files with the events") Extract extract,
      @Doc("Mobile country code of the country (ITU-T E.212)") @Example("799") int homeMcc,
      @Doc(
              "Regular expression whose first group finds the operator in the name of a file, with the folders between the path and it, such as year=2025/month=6/, where no column or constant holds it")
          @Default("''")
          String operatorPattern,
      @Doc("Digits to which network codes are padded with zeros; 0 for not at all") @Default("0")
          int mncDigits,
      @Doc("Where measured positions of events in the country can be") @Default("{}")
          PhoneEventLimits.Box boundingBox,
      @Doc("Lengths that cell identifiers in the country can have; empty for any") @Default("[]")
          List<Integer> cellIdLengths,
      @Doc("Most days that a line may be late") @Default("31") int lateDays,
      @Doc("Last day on which an event can have been") @Default("2100-01-01") LocalDate latestDay)
      implements Loading {

    /** Refuses codes that no network has. */
    public Params {
      if (homeMcc < 200 || homeMcc > 799) {
        throw new IllegalArgumentException(
            "home-mcc must be 200 to 799, as those of countries are, was " + homeMcc);
      }
      if (mncDigits < 0 || mncDigits > 3 || lateDays < 0) {
        throw new IllegalArgumentException(
            "mnc-digits must be 0 to 3 and late-days not negative, were "
                + mncDigits
                + " and "
                + lateDays);
      }
      Operators.requirePattern(operatorPattern);
      cellIdLengths = List.copyOf(cellIdLengths);
    }

    private PhoneEventLimits limits() {
      return new PhoneEventLimits(
          homeMcc, operatorPattern, mncDigits, boundingBox, cellIdLengths, lateDays, latestDay);
    }
  }

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-phone-events", Params.class)
          .summary("Loads events of mobile phones.")
          .after(PhoneEventLog.class, CallRecord.class)
          .loads(PhoneEventPlan.of(PhoneEventLimits.USUAL));

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(
        in.extract(), PhoneEventPlan.of(p.limits()), p.extract(), in::pseudonym);
  }
}
