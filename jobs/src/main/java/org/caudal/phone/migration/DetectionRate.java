package org.caudal.phone.migration;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/**
 * How many moves and stays of devices are counted for one that was made, by how often they are
 * seen.
 */
@Table(
    name = "detection_rate",
    row = "One row a level, method, spell definition, kind, definition, length and activity class.",
    key = {
      "level",
      "method",
      "spell_definition",
      "kind",
      "definition",
      "least_days",
      "activity_class"
    },
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "class_known", sql = "activity_class IN ('low', 'middle', 'high')"),
      @Check(name = "rate_possible", sql = "rate IS NULL OR rate >= 0")
    },
    caveat = "Of devices seen on eight days in ten or more, whose days were taken away.",
    example =
        "SELECT activity_class, rate, standard_error FROM detection_rate WHERE level = 'municipality'")
public record DetectionRate(
    @Doc("Level of the division") String level,
    @Doc("Method that finds the spells, as in residence_spell") String method,
    @Doc("Thresholds by which the spells were found, as in residence_spell") String spellDefinition,
    @Doc("move, or a kind of stay as in stay_count") String kind,
    @Doc("Thresholds, as in migration_count or stay_count") String definition,
    @Doc(
            "Least days of the stays; those up to the next such number of the kind, 0 for the shortest")
        @Unit("days")
        int leastDays,
    @Doc("Least days from first to last record of a device of a class") @Unit("days") int leastSpan,
    @Doc("low: seen on fewer than four days in ten; middle; high: on eight days in ten or more")
        String activityClass,
    @Doc("Devices of the class with so many days") @Unit("devices") long devices,
    @Doc("Very active devices, times the rounds") @Unit("devices") long replayed,
    @Doc("Moves or stays that they made") @Unit("events") long made,
    @Doc("Those that are counted with the days of the class, wrong ones among them") @Unit("events")
        long counted,
    @Doc("Counted for one that was made; null if none was made") @Nullable Double rate,
    @Doc("Standard error of the rate; null if none was made") @Nullable Double standardError,
    @Doc(
            "How many one counted of the class stands for; 0 where the rate is below the least and others stand for the class; null if no class has a rate")
        @Unit("events")
        @Nullable Double factor) {}
