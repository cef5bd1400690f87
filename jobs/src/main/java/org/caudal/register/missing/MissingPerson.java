package org.caudal.register.missing;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Persons reported missing, and whether they were found. */
@Table(
    name = "missing_person",
    row = "One row a report of a missing person, as last delivered.",
    key = {"report_id"},
    clusteredBy = {"last_seen_on"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(
          name = "days_in_order",
          sql = "reported_on >= last_seen_on AND (found_on IS NULL OR found_on >= last_seen_on)"),
      @Check(
          name = "found_known",
          sql =
              "(found_on IS NULL) = (found_state IS NULL) AND (found_state IS NULL OR found_state IN ('alive', 'dead'))")
    },
    caveat =
        "As reported: who was never reported is not here, and a person reported twice under two marks is two. Of who was found, but of whom nobody said so, the row stays open.",
    example =
        "SELECT nationality, COUNT(*) FROM missing_person WHERE found_on IS NULL GROUP BY nationality")
public record MissingPerson(
    @Pseudonym("missing-report") @Doc("Pseudonym of the mark of the report") String reportId,
    @Doc("Day of the report") LocalDate reportedOn,
    @Doc("Day on which the person was last seen") LocalDate lastSeenOn,
    @Doc("Place where the person was last seen, as the source writes it; null if not known")
        @Nullable String lastSeenPlace,
    @Doc("Age when last seen, completed years; null if not known") @Unit("years")
        @Nullable Integer age,
    @Doc("Sex, ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable") int sex,
    @Doc(
            "Country of citizenship, ISO 3166-1 alpha-3; XXA stateless, XXB or XXC refugee, _U not known")
        String nationality,
    @Doc("Day on which the person was found; null of who is missing") @Nullable LocalDate foundOn,
    @Doc("alive or dead, of who was found; null of who is missing") @Nullable String foundState,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
