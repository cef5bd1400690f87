package org.caudal.register.border;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Who was in the country at the end of a month and did not live there. */
@Table(
    name = "temporary_population",
    row =
        "One row a rule, last day of a month from when the records are as old as the rule asks for, nationality and length of stay so far with somebody who was there or may have been.",
    key = {"rule", "reference_date", "nationality", "stay_band"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "bounds_in_order", sql = "least <= most AND most > 0"),
      @Check(
          name = "stay_band_known",
          sql = "stay_band IN ('all', '0-29', '30-89', '90-182', '183+', '_U')")
    },
    caveat =
        "Bounds are of logic, not of chance. By crossings alone: who works in the country by day and sleeps abroad is in it on no evening, and for what people came is not known. Visitors whose exit no post recorded are possible until they would be residents. Not for publication: no disclosure control.",
    example =
        "SELECT reference_date, least, most FROM temporary_population WHERE rule = '365/487' AND nationality = 'all' AND stay_band = 'all' ORDER BY reference_date")
public record TemporaryPopulation(
    @Doc("Rule of who lives in the country, as in crossing_outcome") String rule,
    @Doc("Last day of a month, at its end") LocalDate referenceDate,
    @Doc("Country of the document, ISO 3166-1 alpha-3; all for all") String nationality,
    @Doc(
            "Days since the entry: 0-29, 30-89, 90-182, 183+; _U where the entry is missing; all for all")
        String stayBand,
    @Doc("Persons who were there and did not live there, whatever comes") @Unit("persons")
        long least,
    @Doc("With those of whom a missing crossing or what is to come may tell it") @Unit("persons")
        long most,
    @Doc("Last day that was looked at") LocalDate asOf) {}
