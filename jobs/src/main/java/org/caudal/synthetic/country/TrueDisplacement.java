package org.caudal.synthetic.country;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** Who was displaced by the disaster on each day. */
@Table(
    name = "true_displacement",
    row = "One row a day, municipality left and municipality of shelter with displaced people.",
    key = {"day", "origin", "shelter"},
    sensitivity = Sensitivity.AGGREGATE,
    caveat = "Synthetic. Who has not returned after a year is no longer counted as displaced.",
    example = "SELECT day, SUM(displaced) FROM true_displacement GROUP BY day ORDER BY day")
public record TrueDisplacement(
    @Doc("Day") LocalDate day,
    @Doc("P-code of the municipality left") String origin,
    @Doc("P-code of the municipality of shelter") String shelter,
    @Doc("People away from home because of the disaster") @Unit("persons") long displaced,
    @Doc("Those of them under 18") @Unit("persons") long children) {}
