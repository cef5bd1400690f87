package org.caudal.phone.event;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** What a device did on a day at each place: read instead of events. */
@Table(
    name = "device_day",
    row = "One row a device, day and cell, or foreign country.",
    key = {"event_date", "operator_id", "device_id", "cell_id", "country"},
    partitionedBy = {"event_date"},
    clusteredBy = {"device_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "event_count_positive", sql = "event_count > 0"),
      @Check(name = "country_is_a_code_or_empty", sql = "LENGTH(country) IN (0, 3)")
    },
    caveat =
        "Events without a flag only. A device that was silent on a day has no row. Areas are not in it: those of a cell on a day are in cell_zone.",
    example =
        "SELECT domain, COUNT(DISTINCT device_id), SUM(known_seconds) / 3600 AS hours_known FROM device_day WHERE event_date = DATE'2025-06-02' GROUP BY domain")
public record DeviceDay(
    @Doc("Day, local calendar of the source") LocalDate eventDate,
    @Doc("Operator") String operatorId,
    @Pseudonym(PhoneEvent.DEVICE) @Doc("Pseudonym of the SIM card, 64 bits") long deviceId,
    @Doc("domestic, inbound or outbound") String domain,
    @Doc("Cell; empty abroad") String cellId,
    @Doc("Country of the place, ISO 3166-1 alpha-3; empty where the network visited is not known")
        String country,
    @Doc("Mobile country code of the SIM") int mcc,
    @Doc("Events at this place") @Unit("events") int eventCount,
    @Doc(
            "Bit h is set where there was an event in local hour h, 0 to 23; hours are counted from local midnight, on a day on which clocks change after the change one less or one more than on the clock")
        int hourBits,
    @Doc("Second of the local day of the first event here") @Unit("seconds") int firstSecond,
    @Doc("Second of the local day of the last event here") @Unit("seconds") int lastSecond,
    @Doc("Seconds of the day for which the device is known to be here") @Unit("seconds")
        int knownSeconds,
    @Doc(
            "Seconds of the day nearer to an event here than to one elsewhere, but too far from it to be known; with known_seconds, over all places of a device, the length of the day")
        @Unit("seconds")
        int unknownSeconds) {}
