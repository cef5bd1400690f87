package org.caudal.synthetic.phone;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Call records in FlowKit's layout of calls, with raw numbers: every value a text. */
@Table(
    name = "call_record",
    row = "One row a party of a call, two rows a call.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Synthetic: no number, card or device is assigned. Raw numbers as an operator has them: a loader must replace them by pseudonyms.")
public record CallRecord(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("Number of the call, the same for both parties") String id,
    @Doc("true where this party called") String outgoing,
    @Doc("Local time with its offset, ISO 8601") String datetime,
    @Doc("Length in minutes, two decimals") String duration,
    @Doc("Name of the operator; its accent is wrongly encoded in some lines") String network,
    @Doc("Raw number of this party") String msisdn,
    @Doc("Raw number of the other party") String msisdnCounterpart,
    @Doc("Cell of this party; empty for the party that was not located") String locationId,
    @Doc("Number of the SIM of this party; empty where not known") String imsi,
    @Doc("Number of the device of this party; empty where not known") String imei,
    @Doc("First eight digits of the device's number; empty where not known") String tac,
    @Doc("Network code of the operator, as a number") String operatorCode,
    @Doc("Mobile country code") String countryCode) {}
