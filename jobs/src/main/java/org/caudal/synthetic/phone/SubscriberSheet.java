package org.caudal.synthetic.phone;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Registrations of SIM cards as the synthetic operators hand them out: every value a text. */
@Table(
    name = "subscriber_sheet",
    row = "One row a line of a synthetic file of registrations.",
    key = {"file_name", "user_id", "valid_from"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic: operators and persons are invented. The holder, not the user.")
public record SubscriberSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("SHA-256 of the subscriber number, as in the files of phone events") String userId,
    @Doc("First day in use") String validFrom,
    @Doc("Day after the last in use; empty beyond the day of the register") String validTo,
    @Doc("ISO 5218 of the holder: 1 male, 2 female, 9 a firm; empty where it was not asked")
        String sex,
    @Doc("Year of birth of the holder; empty of a firm, and where it was not asked")
        String birthYear,
    @Doc("Province where the SIM was first used, P-code") String zoneId,
    @Doc("Number of the document that the holder showed; empty of a firm, and where none was asked")
        String document) {}
