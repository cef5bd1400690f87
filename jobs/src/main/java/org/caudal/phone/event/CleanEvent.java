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

/** Phone events judged against the network and against each other. */
@Table(
    name = "clean_event",
    row =
        "One row an event of phone_event, with what is wrong with it; rows of one event with and without a position are one.",
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
    checks = {@Check(name = "error_flag_known", sql = "error_flag BETWEEN 0 AND 5")},
    caveat = "Flags are those of multimno 1.0; the rules are the documented ones, not its faults.",
    example =
        "SELECT error_flag, COUNT(*) FROM clean_event WHERE event_date = DATE'2025-06-02' GROUP BY error_flag")
public record CleanEvent(
    @Doc("Day of the event, local calendar of the source") LocalDate eventDate,
    @Doc("Operator that recorded the event") String operatorId,
    @Pseudonym(PhoneEvent.DEVICE) @Doc("Pseudonym of the SIM card, 64 bits") long deviceId,
    @Doc("Time of the event, UTC") Instant eventTs,
    @Doc("Second of the local day, 0 to 86399; 90000 at most on a day of 25 hours") @Unit("seconds")
        int localSecond,
    @Doc("domestic, inbound or outbound") String domain,
    @Doc("Cell; empty where the event has none") String cellId,
    @Doc("Mobile country code of the SIM") int mcc,
    @Doc("Network visited abroad; 0 in the country") int plmn,
    @Doc("Latitude of the event: measured, else that of the cell") @Unit("degrees")
        @Nullable Double latitude,
    @Doc("Longitude of the event: measured, else that of the cell") @Unit("degrees")
        @Nullable Double longitude,
    @Doc(
            "0 none, 1 cell unknown, 2 cell not valid on the day, 3 position impossible at the speed, 4 position suspicious, 5 elsewhere at the same time")
        int errorFlag,
    @Doc(
            "Seconds of the day for which the event tells where the device was; 0 for events with a flag")
        @Unit("seconds")
        int knownSeconds,
    @Doc(
            "Seconds of the day nearer to this event than to another, for which it does not; 0 for events with a flag")
        @Unit("seconds")
        int unknownSeconds) {}
