package org.caudal.register.residence;

import java.time.LocalDate;
import org.caudal.register.border.LoadBorderCrossings;
import org.caudal.register.link.LoadLinkRecords;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** What records say of where a person lives: signs of life, and their end. */
@Table(
    name = "life_sign",
    row = "One row a record of a register.",
    key = {"source_id", "record_id"},
    partitionedBy = {"source_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(
          name = "days_in_order",
          sql = "first_day IS NULL OR last_day IS NULL OR first_day <= last_day"),
      @Check(name = "sex_iso_5218", sql = "sex IN (0, 1, 2, 9)")
    },
    caveat =
        "A record is a trace of a person and no person: join linked_person. Who left without telling leaves records behind.",
    example = "SELECT source_id, YEAR(first_day), COUNT(*) FROM life_sign GROUP BY ALL")
public record LifeSign(
    @Doc("Name of the register") String sourceId,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "source_id")
        @Doc("Pseudonym of the mark of the record in its register, as in link_record")
        String recordId,
    @Doc("First day of which the record speaks: of a visit, an enrolment, an issue")
        @Nullable LocalDate firstDay,
    @Doc("Last such day, of a permit its expiry; null of a record that stays open")
        @Nullable LocalDate lastDay,
    @Doc("Day on which the person left the country or was taken off the books")
        @Nullable LocalDate leftOn,
    @Doc("Day of death") @Nullable LocalDate diedOn,
    @Doc("Whether the record says that the person lives in another country") boolean isAbroad,
    @Doc("Area of the address, school or facility; null if not known") @Nullable String areaId,
    @Doc("ISO 5218: 0 not known, 1 male, 2 female, 9 not applicable") int sex,
    @Doc("Date of birth; null if not known") @Nullable LocalDate birthDate,
    @Doc("Country of birth, ISO 3166-1 alpha-3; null if not known") @Nullable String birthCountry,
    @Doc("Country of citizenship, ISO 3166-1 alpha-3; null if not known")
        @Nullable String citizenship,
    @Doc("Ethnic group by own perception, as the source has it; null if not told")
        @Nullable String ethnicity,
    @Doc(
            "Washington Group Short Set: with (a lot of difficulty or cannot do at all in a domain), some or none; null if not told")
        @Nullable String disability,
    @Doc("Highest level completed, ISCED 2011, 0 to 8; null if not told")
        @Nullable String education,
    @Doc("Major group of ISCO-08, 0 to 9; _Z who does not work; null if not told")
        @Nullable String occupation,
    @Doc("Day on which the person came to live in the country; null if not told")
        @Nullable LocalDate arrivedOn,
    @Pseudonym(LoadBorderCrossings.TRAVELLERS)
        @Doc(
            "Pseudonym of the number or document that the person shows at the border, comparable with traveller_id of border_crossing; null if not known")
        @Nullable String travellerId,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
