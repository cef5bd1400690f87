package org.caudal.phone.event;

import java.time.Instant;
import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Mobile phone events with pseudonymous devices. */
@Table(
    name = "phone_event",
    row = "One row a call, message, data session or signal of a device.",
    key = {
      "event_date",
      "operator_id",
      "device_id",
      "event_ts",
      "cell_id",
      "plmn",
      "latitude",
      "longitude"
    },
    partitionedBy = {"event_date"},
    clusteredBy = {"device_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {@Check(name = "domain_known", sql = "domain IN ('domestic', 'inbound', 'outbound')")},
    caveat =
        "Devices, not persons: one person may have several SIM cards, several persons one. Only those operators that report.",
    example =
        "SELECT domain, COUNT(*) FROM phone_event WHERE event_date = DATE'2025-06-02' GROUP BY domain")
public record PhoneEvent(
    @Doc("Day of the event, local calendar of the source") LocalDate eventDate,
    @Doc("Operator that recorded the event, as named by the source") String operatorId,
    @Pseudonym(PhoneEvent.DEVICE) @Doc("Pseudonym of the SIM card, 64 bits") long deviceId,
    @Doc("Time of the event, UTC") Instant eventTs,
    @Doc("call, message, data, signal or unknown") String eventKind,
    @Doc(
            "domestic: own network, SIM of the country; inbound: foreign SIM; outbound: SIM of the country in a network abroad")
        String domain,
    @Doc("Cell as named by the operator; empty where the event has none") String cellId,
    @Doc("Mobile country code of the SIM, ITU-T E.212") int mcc,
    @Doc("Mobile network code of the SIM, ITU-T E.212") String mnc,
    @Doc("Network visited abroad, country code and network code; 0 in the country") int plmn,
    @Doc("Measured latitude, WGS 84; null where only the cell is known") @Unit("degrees")
        @Nullable Double latitude,
    @Doc("Measured longitude, WGS 84; null where only the cell is known") @Unit("degrees")
        @Nullable Double longitude,
    @Doc("Error of the measured position") @Unit("metres") @Nullable Double locErrorM,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {

  /** Pseudonym domain of devices: SIM cards of all operators can be compared. */
  public static final String DEVICE = "phone-device";
}
