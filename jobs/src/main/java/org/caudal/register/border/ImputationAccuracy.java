package org.caudal.register.border;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How many crossings with a probability are migrations in truth. */
@Table(
    name = "imputation_accuracy",
    row = "One row a rule, direction and band of the probability with a crossing.",
    key = {"rule", "direction", "band"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "band_known",
          sql = "band IN ('all', '0.0 to 0.2', '0.2 to 0.8', '0.8 to 1.0')"),
      @Check(name = "parts_of_whole", sql = "migrations <= crossings AND crossings > 0")
    },
    caveat =
        "Of crossings whose truth is known, such as synthetic ones. Those of which the truth is to come are left out.",
    example =
        "SELECT direction, crossings, expected, migrations FROM imputation_accuracy WHERE band = 'all' AND rule = '365/487'")
public record ImputationAccuracy(
    @Doc("Days that make a migration and days that are looked at, for example 365/487") String rule,
    @Doc("entry or exit") String direction,
    @Doc("Probabilities from and to; all") String band,
    @Doc("Crossings with a probability whose truth is known: between none and these, by bounds")
        @Unit("crossings")
        long crossings,
    @Doc("Migrations expected among them, the sum of their probabilities")
        @Unit("crossings")
        @Digits(precision = 18, scale = 3)
        BigDecimal expected,
    @Doc(
            "Migrations among them, in the direction that is written, by all crossings of the person, recorded or not")
        @Unit("crossings")
        long migrations) {}
