package org.caudal.synthetic.country;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** The true population of the synthetic world by every characteristic at once. */
@Table(
    name = "true_stock",
    row =
        "One row a reference date, territory of usual residence and combination of characteristics that somebody has.",
    key = {
      "reference_date",
      "territory",
      "sex",
      "age_band",
      "birth_country",
      "citizenship",
      "ethnicity",
      "disability",
      "education",
      "occupation",
      "migration_status",
      "length_of_stay"
    },
    sensitivity = Sensitivity.AGGREGATE,
    caveat =
        "Synthetic. Any stock is a sum over the other columns; cells are small because everything is crossed.",
    example =
        "SELECT territory, SUM(persons) FROM true_stock WHERE reference_date = DATE '2024-01-01' AND migration_status LIKE 'foreign_born%' GROUP BY territory")
public record TrueStock(
    @Doc("First of January; who comes or goes on that day is not yet counted as come or gone")
        LocalDate referenceDate,
    @Doc("P-code of the province of usual residence, or ISO 3166-1 alpha-3 of the country abroad")
        String territory,
    @Doc("ISO 5218: 1 male, 2 female") int sex,
    @Doc("Completed years in bands of five, 00-04 to 85+") String ageBand,
    @Doc("Country of birth, ISO 3166-1 alpha-3") String birthCountry,
    @Doc("First country of citizenship, ISO 3166-1 alpha-3") String citizenship,
    @Doc("As in synthetic_person") String ethnicity,
    @Doc(
            "Washington Group: with (a lot of difficulty or cannot do at all in a domain), some or none")
        String disability,
    @Doc("Highest level completed, ISCED 2011") int education,
    @Doc("Major group of ISCO-08; -1 for those without work") int occupation,
    @Doc(
            "Birth and citizenship together, United Nations 2021: native_born or foreign_born, _national or _foreigner, as seen from XCA")
        String migrationStatus,
    @Doc(
            "Completed years since the usual residence in the country began: 0, 1-4, 5+; since_birth; before_start where it began before the simulation")
        String lengthOfStay,
    @Doc("People") @Unit("persons") long persons) {}
