package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** The households of a sample survey, those that did not answer included. */
@Table(
    name = "survey_sheet",
    row = "One row a household drawn for the synthetic survey.",
    key = {"file_name", "line_number"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Synthetic. Weights are those of the design: without correction for households that did not answer.")
public record SurveySheet(
    @Doc("File the line belongs to, one a province; not written into it") String fileName,
    @Doc("Line in the file, the header being line 1; lines are in this order") long lineNumber,
    @Doc("Mark of the household") String household,
    @Doc("Province, the stratum") String stratum,
    @Doc("Town, the primary sampling unit") String townCode,
    @Doc("Design weight: households for which this one stands, six decimals") String designWeight,
    @Doc("complete or refused") String result,
    @Doc("Usual residents; empty when refused") String members,
    @Doc("Whether the household received remittances, yes or no; empty when refused")
        String remittances,
    @Doc("Members who live abroad, as declared; empty when refused") String membersAbroad) {}
