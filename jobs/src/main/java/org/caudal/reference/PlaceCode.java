package org.caudal.reference;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** Codes of places, with the days on which they hold. */
@Table(
    name = "place_code",
    row = "One row a code of a place, for as long as it held without a break.",
    key = {"place_code", "valid_from"},
    sensitivity = Sensitivity.OPERATION,
    checks = {@Check(name = "days_in_order", sql = "valid_from <= valid_to")},
    caveat = "A place that was divided has no successor: its records cannot be told apart.",
    example = "SELECT * FROM place_code WHERE valid_to < DATE'9999-12-31'")
public record PlaceCode(
    @Doc("P-code or other code of the place") String placeCode,
    @Doc("Level of the division: province, municipality or another name of the source")
        String level,
    @Doc("Name of the place") String placeName,
    @Doc("First day on which the code holds; 0001-01-01 where none is given") LocalDate validFrom,
    @Doc("Last day on which the code holds; 9999-12-31 while it does") LocalDate validTo,
    @Doc("The one code that came after it; empty for none or several") String successor,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
