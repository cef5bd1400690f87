package org.caudal.testing;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** Parcels by month: a small table for tests of the runner. */
@Table(
    name = "parcel_count",
    row = "One row a month.",
    key = {"month"},
    partitionedBy = {"month"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {@Check(name = "few", sql = "weighted_count < 1000")})
public record ParcelCount(
    @Doc("First day of the month") LocalDate month,
    @Doc("Parcels, times a weight") long weightedCount) {}
