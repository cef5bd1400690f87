package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Entries and exits as the posts of border control write them down. */
@Table(
    name = "crossing_sheet",
    row = "One row a line of a synthetic monthly file of border crossings.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Synthetic. Crossings are missing, some lines are wrong on purpose; true_crossing and planted_register_defect list them.")
public record CrossingSheet(
    @Doc("File the line belongs to, one a month; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("Mark of the crossing") String crossingId,
    @Doc("Local time with its offset, ISO 8601") String crossedAt,
    @Doc("Town of the post") String post,
    @Doc("air, land or sea") String transport,
    @Doc("entry or exit") String direction,
    @Doc("Number of the passport; a person may have two, and gets a new number at renewal")
        String document,
    @Doc("Country that issued the passport, ISO 3166-1 alpha-3") String nationality,
    @Doc("Given names as read from the passport") String givenNames,
    @Doc("Surnames as read from the passport") String surnames,
    @Doc("ISO 5218: 1 male, 2 female") String sex,
    @Doc("Birth date, ISO 8601") String birthDate,
    @Doc("Country of origin of an entry, of destination of an exit, ISO 3166-1 alpha-3")
        String otherCountry,
    @Doc(
            "Last day of the admission as a visitor; empty for exits, for who shows a passport of the country or comes home, and for who returns. An entry written as an exit keeps it")
        String admittedUntil,
    @Doc("Mark of those who crossed together") String party) {}
