package org.caudal.register.border;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Which crossings of the border are migrations, as far as is known. */
@Table(
    name = "crossing_outcome",
    row = "One row a crossing of the border and rule.",
    key = {"crossing_month", "rule", "crossing_id"},
    partitionedBy = {"crossing_month"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(
          name = "answer_known",
          sql = "answer IN ('migration', 'none', 'not_yet_known', 'crossing_missing')")
    },
    caveat =
        "Of border crossings alone: residence in law, permits and registers are not looked at.",
    example =
        "SELECT crossing_month, direction, answer, COUNT(*) FROM crossing_outcome WHERE rule = '365/487' GROUP BY ALL")
public record CrossingOutcome(
    @Doc("First day of the month of the crossing") LocalDate crossingMonth,
    @Doc("Days that make a migration and days that are looked at, for example 365/487") String rule,
    @Pseudonym(value = LoadBorderCrossings.CROSSINGS, within = "crossing_month", of = Of.PART)
        @Doc("Crossing, as in border_crossing")
        String crossingId,
    @Pseudonym(LoadBorderCrossings.TRAVELLERS) @Doc("Pseudonym of the traveller")
        String travellerId,
    @Doc("Day of the crossing, local calendar of the source") LocalDate crossingDate,
    @Doc("entry or exit") String direction,
    @Doc("Country of the document, ISO 3166-1 alpha-3") String nationality,
    @Doc("ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable") int sex,
    @Doc("Whether the traveller lived in the country before; null if not known")
        @Nullable Boolean residentBefore,
    @Doc("Whether the traveller lives there after it; null if not known")
        @Nullable Boolean residentAfter,
    @Doc(
            "migration; none; not_yet_known, what comes may decide; crossing_missing, nothing will, as a crossing is missing or residence at the start is not known")
        String answer,
    @Doc("Day on which the answer became known; null while it is not, or not from which day on")
        @Nullable LocalDate answeredOn,
    @Doc("Days of the journey until the next crossing; null for the last and before a missing one")
        @Unit("days")
        @Nullable Integer days,
    @Doc("Day of the next crossing, whichever its direction; null for the last")
        @Nullable LocalDate nextDate,
    @Doc("Last day that was looked at") LocalDate asOf) {}
