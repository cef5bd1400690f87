package org.caudal.register.insurance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Periods that a person was insured in a country and in all, and the pension that they give. */
@Table(
    name = "pension_right",
    row = "One row an insured person and country with a law.",
    key = {"country", "person_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(
          name = "status_known",
          sql =
              "status IN ('age_unknown', 'too_young', 'own', 'totalised', 'insufficient', 'too_short', 'account')"),
      @Check(name = "own_within_total", sql = "own_days <= total_days"),
      @Check(
          name = "paid_has_amount",
          sql = "(status IN ('own', 'totalised')) = (pro_rata IS NOT NULL)"),
      @Check(name = "sex_known", sql = "sex IN (0, 1, 2)")
    },
    caveat =
        "What rules of periods say, no decision: credits, pensions of others, residence and minimum amounts are not looked at.",
    example = "SELECT country, status, COUNT(*) FROM pension_right GROUP BY country, status")
public record PensionRight(
    @Doc("Country that insured, ISO 3166-1 alpha-3") String country,
    @Pseudonym("insured-person") @Doc("Pseudonym of the person") String personId,
    @Doc("1 male, 2 female; 0 if not known, or not the same everywhere") int sex,
    @Doc("Birth date; null if not known, or not the same everywhere") @Nullable LocalDate birthDate,
    @Doc("Days insured in the country, 30 a month, without voluntary ones that others insured too")
        @Unit("days")
        long ownDays,
    @Doc("Days insured in any country, each month once, 30 at most") @Unit("days") long totalDays,
    @Doc("Countries with periods of the person") @Unit("countries") int countries,
    @Doc("Country of the last insured month; that with most days, then the first by code")
        String lastCountry,
    @Doc(
            "own, the own periods are enough; totalised, all together are; insufficient; too_short, own periods that pay nothing from periods added up; too_young; age_unknown; account, paid from an account of the person")
        String status,
    @Doc(
            "Mean insured wage of the last own months with a known one, a month; null if no wage is known")
        @Digits(precision = 18, scale = 2)
        @Nullable BigDecimal referenceWage,
    @Doc(
            "Share of the pension that is the country's: own days of all that count; null without a right")
        @Digits(precision = 9, scale = 6)
        @Nullable BigDecimal proRata,
    @Doc(
            "Monthly pension by own periods alone; null if they are not enough, or without a known wage")
        @Digits(precision = 18, scale = 2)
        @Nullable BigDecimal ownPension,
    @Doc("Monthly pension if all periods were own; null without a right, or without a known wage")
        @Digits(precision = 18, scale = 2)
        @Nullable BigDecimal theoreticalPension,
    @Doc(
            "What the country pays a month: the larger of own pension and share; null without a right, or without a known wage")
        @Digits(precision = 18, scale = 2)
        @Nullable BigDecimal pension,
    @Doc("Day on which age is told; months after that of it are not looked at") LocalDate asOf) {}
