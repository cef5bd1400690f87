package org.caudal.synthetic.country;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** Everybody who is ever in the synthetic country, or belongs to a household of it. */
@Table(
    name = "synthetic_person",
    row = "One row a person of a synthetic household, whenever born.",
    key = {"person_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {@Check(name = "sex_known", sql = "sex IN (1, 2)")},
    caveat =
        "Synthetic: nobody exists. This is the truth; registers hold it with errors, late or not at all.",
    example = "SELECT birth_country, COUNT(*) FROM synthetic_person GROUP BY birth_country")
public record SyntheticPerson(
    @Doc("Number of the person: 32 times the household and the member's place in it") long personId,
    @Doc("A keyed hash of the person; draws about the person come from it") long personKey,
    @Doc("Household of the person, the whole life") long householdId,
    @Doc("Kind of the household, as in synthetic_household") String householdKind,
    @Doc("head, partner, child, parent or other") String role,
    @Doc("Day of birth; during the simulation or before") LocalDate birthDate,
    @Doc("Day of death; null for those alive at the end") @Nullable LocalDate deathDate,
    @Doc("ISO 5218: 1 male, 2 female") int sex,
    @Doc("Country of birth, ISO 3166-1 alpha-3, XCA for the fictional one") String birthCountry,
    @Doc("Town of birth; null for those born abroad") @Nullable String birthTown,
    @Doc("Country of citizenship, ISO 3166-1 alpha-3") String citizenship,
    @Doc("A second citizenship; null for most") @Nullable String secondCitizenship,
    @Doc("mestizo, indigenous, afrodescendant, white or other, by own perception") String ethnicity,
    @Doc(
            "Six digits, a level of the Washington Group Short Set each (seeing, hearing, walking, remembering, self-care, communicating): 1 no difficulty, 2 some, 3 a lot, 4 cannot do at all")
        String difficulties,
    @Doc("Highest level completed, ISCED 2011, 0 to 8, at the end of the simulation") int education,
    @Doc("Major group of ISCO-08, 0 to 9; null for those who do not work")
        @Nullable Integer occupation,
    @Doc("Given names, right and with accents") String givenNames,
    @Doc("First surname") String firstSurname,
    @Doc("Second surname; null for those from where there is only one")
        @Nullable String secondSurname,
    @Doc("Mother, when she is in the same household") @Nullable Long motherId,
    @Doc("Father, when he is in the same household") @Nullable Long fatherId,
    @Doc("Partner, when in the same household") @Nullable Long partnerId) {}
