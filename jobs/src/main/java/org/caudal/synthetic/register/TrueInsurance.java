package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** How long everybody was insured in each country. */
@Table(
    name = "true_insurance",
    row = "One row a person and country with a month of formal work.",
    key = {"person_id", "country"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic: nobody exists. Informal work is in no row.",
    example = "SELECT country, SUM(months_paid) FROM true_insurance GROUP BY country")
public record TrueInsurance(
    @Doc("Person, as in synthetic_person") long personId,
    @Doc("Country of the contributions, ISO 3166-1 alpha-3") String country,
    @Doc("Number of the insured person in the country") String insuranceNumber,
    @Doc("Months of formal work, paid for or not") long monthsWorked,
    @Doc("Months paid for: those in the files") long monthsPaid,
    @Doc("Those of the paid months that are paid in another country too") long monthsTwice) {}
