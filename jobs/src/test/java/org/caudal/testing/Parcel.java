package org.caudal.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Parcels that people send: a small table for tests of loading. */
@Table(
    name = "parcel",
    row = "One row a parcel.",
    key = {"month", "parcel_no"},
    partitionedBy = {"month"},
    sensitivity = Sensitivity.PERSON)
public record Parcel(
    @Doc("First day of the month") LocalDate month,
    @Doc("Number of the parcel") String parcelNo,
    @Pseudonym("parcel-party") @Doc("Pseudonym of the sender") String senderId,
    @Doc("Country it goes to") String country,
    @Doc("Weight") @Unit("kg") @Digits(precision = 9, scale = 3) BigDecimal weightKg,
    @Doc("Day it was sent") LocalDate day,
    @Doc("What the clerk wrote") @Nullable String note,
    @Doc("File") String sourceFile,
    @Doc("Line") long sourcePosition) {}
