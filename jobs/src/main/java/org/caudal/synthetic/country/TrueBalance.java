package org.caudal.synthetic.country;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** The demographic account of every province. */
@Table(
    name = "true_balance",
    row = "One row a year, province and sex: the balancing equation of the usual residents.",
    key = {"year", "province_code", "sex"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "balances",
          sql =
              "population_end = population_start + births - deaths + internal_in - internal_out + immigrants - emigrants")
    },
    caveat = "Synthetic.",
    example =
        "SELECT year, SUM(immigrants) - SUM(emigrants) AS net FROM true_balance GROUP BY year ORDER BY year")
public record TrueBalance(
    @Doc("Calendar year") int year,
    @Doc("P-code of the province") String provinceCode,
    @Doc("ISO 5218: 1 male, 2 female") int sex,
    @Doc("Usual residents when the year begins") @Unit("persons") long populationStart,
    @Doc("Born to residents of the province") @Unit("persons") long births,
    @Doc("Residents who died, wherever") @Unit("persons") long deaths,
    @Doc("Came from another province to reside") @Unit("persons") long internalIn,
    @Doc("Left to reside in another province") @Unit("persons") long internalOut,
    @Doc("Came from abroad to reside") @Unit("persons") long immigrants,
    @Doc("Left to reside abroad") @Unit("persons") long emigrants,
    @Doc("Usual residents when the year ends, counted and not computed") @Unit("persons")
        long populationEnd) {}
