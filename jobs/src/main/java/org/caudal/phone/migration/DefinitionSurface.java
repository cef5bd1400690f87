package org.caudal.phone.migration;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How the rate of moves depends on the definition. */
@Table(
    name = "definition_surface",
    row = "One row a level, method, spell definition, interval, buffer and stay.",
    key = {"level", "method", "spell_definition", "interval_days", "buffer_days", "stay_days"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {@Check(name = "moved_of_known", sql = "moved <= known")},
    caveat =
        "A quality table: it shows how much of a rate is the definition. Longer windows are answered by fewer and other devices.",
    example =
        "SELECT interval_days, stay_days, rate FROM definition_surface WHERE level = 'province' AND buffer_days = 0 ORDER BY interval_days, stay_days")
public record DefinitionSurface(
    @Doc("Level of the division, or country") String level,
    @Doc("Method that found the spells, as in residence_spell") String method,
    @Doc("Thresholds by which the spells were found, as in residence_spell") String spellDefinition,
    @Doc("Days from the reference day to the first of the window after") @Unit("days")
        int intervalDays,
    @Doc("Days of either window that may be spent elsewhere") @Unit("days") int bufferDays,
    @Doc("Days of either window") @Unit("days") int stayDays,
    @Doc("Distinct devices with an answer") @Unit("devices") long devices,
    @Doc("Reference days of devices with a place in both windows") @Unit("device-days") long known,
    @Doc("Of these, with two different places") @Unit("device-days") long moved,
    @Doc("Moved by known, from 0 to 1") @Digits(precision = 24, scale = 9) BigDecimal rate,
    @Doc("Standard error of the rate") @Digits(precision = 24, scale = 9) BigDecimal standardError,
    @Doc("Lower end of the interval of the rate") @Digits(precision = 24, scale = 9)
        BigDecimal intervalLow,
    @Doc("Upper end of the interval of the rate") @Digits(precision = 24, scale = 9)
        BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel) {}
