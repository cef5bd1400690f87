package org.caudal.phone.person;

import java.time.LocalDate;
import org.caudal.phone.event.PhoneEvent;
import org.caudal.register.border.LoadBorderCrossings;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** Who registered each SIM card, as operators hold it by law. */
@Table(
    name = "subscriber",
    row = "One row a SIM card and registration of a holder.",
    key = {"operator_id", "device_id", "valid_from"},
    clusteredBy = {"device_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "sex_known", sql = "sex IN (0, 1, 2, 9)"),
      @Check(name = "days_in_order", sql = "valid_to IS NULL OR valid_to > valid_from")
    },
    caveat =
        "The holder of the contract, not always the user: parents buy for children, firms for staff.",
    example = "SELECT sex, COUNT(*) FROM subscriber WHERE valid_to IS NULL GROUP BY sex")
public record Subscriber(
    @Doc("Operator, as in phone_event") String operatorId,
    @Pseudonym(PhoneEvent.DEVICE) @Doc("Pseudonym of the SIM card, 64 bits, as in phone_event")
        long deviceId,
    @Doc("First day of the registration") LocalDate validFrom,
    @Doc("Day on which it ended; null while it lasts") @Nullable LocalDate validTo,
    @Doc("ISO 5218 of the holder: 1 male, 2 female, 9 not applicable, as of a firm; 0 not known")
        int sex,
    @Doc("Year of birth of the holder; null where it is not known") @Nullable Integer birthYear,
    @Doc(
            "Age of the holder in completed years when it was registered, as 30-44 or 60+; empty where not known")
        String ageBand,
    @Doc("Area in which it was registered, as in zone; empty where not known") String zoneId,
    @Pseudonym(LoadBorderCrossings.TRAVELLERS)
        @Doc("Pseudonym of the document shown, as in border_crossing; null where none is given")
        @Nullable String travellerId,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
