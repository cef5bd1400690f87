package org.caudal.phone.migration;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** How many moves of devices are counted for one that was made, by how often they are seen. */
@Table(
    name = "detection_rate",
    row = "One row a level, method, spell definition, definition and activity class.",
    key = {"level", "method", "spell_definition", "definition", "activity_class"},
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
    @Doc("Thresholds of the moves, as in migration_count") String definition,
    @Doc("low: seen on fewer than four days in ten; middle; high: on eight days in ten or more")
        String activityClass,
    @Doc("Devices of the class whose days reach over the two stays of a move") @Unit("devices")
        long devices,
    @Doc("Very active devices, times the rounds") @Unit("devices") long replayed,
    @Doc("Moves that they made") @Unit("moves") long moves,
    @Doc("Moves that are counted with the days of the class, wrong ones among them") @Unit("moves")
        long counted,
    @Doc("Counted for one that was made; null if none was made") @Nullable Double rate,
    @Doc("Standard error of the rate; null if none was made") @Nullable Double standardError,
    @Doc(
            "Moves that one counted of the class stands for; 0 where the rate is below the least and others stand for the class; null if no class has a rate")
        @Unit("moves")
        @Nullable Double factor) {}
