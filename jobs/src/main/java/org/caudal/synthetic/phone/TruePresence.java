package org.caudal.synthetic.phone;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How many persons were really in each town. */
@Table(
    name = "true_presence",
    row = "One row a day, town and kind of presence in the synthetic country.",
    key = {"day", "town_code", "kind"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {@Check(name = "kind_known", sql = "kind IN ('resident', 'temporary', 'visitor')")},
    caveat = "Synthetic: nobody exists. The truth against which estimates from phones are held.",
    example = "SELECT day, kind, SUM(persons) FROM true_presence GROUP BY day, kind")
public record TruePresence(
    @Doc("Day") LocalDate day,
    @Doc("Town, as in synthetic_town") String townCode,
    @Doc(
            "resident: usually lives in the town; temporary: usually lives in another town of the country; visitor: usually lives abroad")
        String kind,
    @Doc("Persons there, with or without a phone") @Unit("persons") long persons) {}
