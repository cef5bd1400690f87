package org.caudal.register.hidden;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** How many persons a hidden population has, by several methods, and how stable that is. */
@Table(
    name = "hidden_population",
    row = "One row a population, area, period and method.",
    key = {"population_id", "area_id", "period_start", "method"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "status_known",
          sql =
              "status IN ('estimated', 'no_maximum', 'not_identifiable', 'not_converged', 'too_many_lists')"),
      @Check(name = "estimated_has_figure", sql = "(status = 'estimated') = (persons IS NOT NULL)")
    },
    caveat =
        "Models that fit equally well may differ by a factor of two: read models_lowest, models_highest and the warning before any figure.",
    example =
        "SELECT method, persons, interval_low, interval_high, warning FROM hidden_population ORDER BY method")
public record HiddenPopulation(
    @Doc("Code of the population, as in capture_history") String populationId,
    @Doc("Country or area that the population is in") String areaId,
    @Doc("First day of the period") LocalDate periodStart,
    @Doc("independent, all_pairs, stepwise, best or averaged; see the job") String method,
    @Doc("Number of lists") @Unit("lists") int lists,
    @Doc("Distinct persons on any list") @Unit("persons") long observed,
    @Doc(
            "estimated; no_maximum where no estimate is the most likely; not_identifiable where the table cannot tell the effects; not_converged where the search failed or ends at more than 10¹⁴; too_many_lists")
        String status,
    @Doc("All persons, on lists or not; null without an estimate")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal persons,
    @Doc(
            "Standard error of the model, the chance of the count itself included; null of averaged models")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal standardError,
    @Doc("Lower end of the interval") @Unit("persons") @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal intervalLow,
    @Doc("Upper end of the interval; null if it has none")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc("Deviance of the model") @Digits(precision = 24, scale = 9) @Nullable BigDecimal deviance,
    @Doc("Akaike's criterion, two for each effect") @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal aic,
    @Doc("Schwarz's criterion, with the persons observed") @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal bic,
    @Doc("Effects of the model: intercept, lists and pairs") @Unit("effects")
        @Nullable Integer parameters,
    @Doc("Pairs of lists that depend on each other in the model, joined by blanks") String terms,
    @Doc(
            "Models that fit about as well as the best; of more than six lists the stepwise models of three thresholds")
        @Unit("models")
        int models,
    @Doc("Lowest estimate of these models; null if there is none")
        @Unit("persons")
        @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal modelsLowest,
    @Doc("Highest estimate of these models") @Unit("persons") @Digits(precision = 24, scale = 9)
        @Nullable BigDecimal modelsHighest,
    @Doc(
            "Whether they differ by more than the factor asked for, or there is none, or there are too many lists to compare all models, or two, which models cannot compare")
        boolean isUnstable,
    @Doc("How far models that fit about as well lie apart, in words") String warning) {}
