package org.caudal.synthetic.phone;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Phone events as an operator would hand them out: every value a text, right or wrong. */
@Table(
    name = "phone_event_log",
    row = "One row a line of a synthetic file of phone events.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Synthetic: operators, persons and events are invented. Some lines are wrong on purpose; planted_phone_defect lists them.")
public record PhoneEventLog(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("SHA-256 of the subscriber number, 64 hexadecimal digits") String userId,
    @Doc("Local time, offset -06:00, as 2025-03-03 08:15:00") String timestamp,
    @Doc("Cell, fifteen digits; empty where roaming abroad") String cellId,
    @Doc("Error of the measured position in metres; empty where there is none") String locError,
    @Doc("Always False: the list of planted defects says what was modified") String isModified,
    @Doc("Measured longitude, WGS 84; may be empty") String longitude,
    @Doc("Measured latitude, WGS 84; may be empty") String latitude,
    @Doc("Mobile country code of the SIM") String mcc,
    @Doc("Mobile network code of the SIM") String mnc,
    @Doc("Network visited abroad, country and network code; empty in the country") String plmn,
    @Doc("Year of the event") String year,
    @Doc("Month of the event, 1 to 12") String month,
    @Doc("Day of the event in its month") String day) {}
