package org.caudal.register.border;

import java.time.Instant;
import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** Entries and exits that border posts recorded. */
@Table(
    name = "border_crossing",
    row = "One row a crossing of the border by a traveller.",
    key = {"crossing_month", "crossing_id"},
    partitionedBy = {"crossing_month"},
    clusteredBy = {"traveller_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "direction_known", sql = "direction IN ('entry', 'exit')"),
      @Check(name = "sex_iso_5218", sql = "sex IN (0, 1, 2, 9)")
    },
    caveat =
        "As recorded: posts miss crossings, exits more often than entries, and nobody records irregular ones. Who changes the document is another traveller unless the source has a number of the person; document_pair tells which documents may be of one.",
    example =
        "SELECT direction, COUNT(*) FROM border_crossing WHERE crossing_month = DATE'2025-03-01' GROUP BY direction")
public record BorderCrossing(
    @Doc("First day of the month of the crossing, local calendar of the source")
        LocalDate crossingMonth,
    @Pseudonym(value = LoadBorderCrossings.CROSSINGS, within = "crossing_month", of = Of.PART)
        @Doc("Pseudonym of the mark of the crossing")
        String crossingId,
    @Pseudonym(LoadBorderCrossings.TRAVELLERS)
        @Doc(
            "Pseudonym of the traveller: of a number of the person or, where there is none, of the document")
        String travellerId,
    @Doc("When the traveller crossed, UTC") Instant crossedAt,
    @Doc("Day of it, local calendar of the source") LocalDate crossingDate,
    @Doc("entry or exit") String direction,
    @Doc(
            "Country of the document, ISO 3166-1 alpha-3; XXA stateless, XXB or XXC refugee, _U not known")
        String nationality,
    @Doc("ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable") int sex,
    @Doc("Birth date in the document, also one that cannot be; null if not known")
        @Nullable LocalDate birthDate,
    @Doc("Country where the traveller comes from or goes to, ISO 3166-1 alpha-3; null if not known")
        @Nullable String otherCountry,
    @Doc(
            "Last day of the admission as a visitor, before the day of the exit of who overstayed; null for others, and if not known")
        @Nullable LocalDate admittedUntil,
    @Pseudonym(value = "travel-group", of = Of.GROUP)
        @Doc(
            "Pseudonym of the group or family that crosses together, one group over all posts for three days; null if not recorded")
        @Nullable String travelGroup,
    @Doc("Whether the officer noted an adult who is with a child; null if nothing was noted")
        @Nullable Boolean isAccompanied,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
