package org.caudal.remittance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Quarterly costs by corridor from transfer logs, before disclosure control. */
@Table(
    name = "corridor_cost",
    row = "One row a quarter, corridor, measure and variant.",
    key = {"quarter", "sender_country", "receiver_country", "measure", "variant"},
    partitionedBy = {"quarter"},
    sensitivity = Sensitivity.AGGREGATE,
    example = "SELECT * FROM corridor_cost WHERE measure = 'median' AND variant = 'headline'")
public record CorridorCost(
    @Doc("First day of the quarter of execution") LocalDate quarter,
    @Doc("Country the money is sent from, ISO 3166-1 alpha-3") String senderCountry,
    @Doc("Country the money is paid out in, ISO 3166-1 alpha-3") String receiverCountry,
    @Doc("simple_average, volume_weighted_average, count_weighted_average or median")
        String measure,
    @Doc("headline or exact") String variant,
    @Doc("Cost in per cent of the principal") @Unit("percent") @Digits(precision = 22, scale = 10)
        BigDecimal estimate,
    @Doc("Lower end of the interval; null where too few senders tell one")
        @Unit("percent")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal intervalLow,
    @Doc("Upper end of the interval; null where too few senders tell one")
        @Unit("percent")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal intervalHigh,
    @Doc(
            "Level of the interval, for example 0.95; of the median of few senders the level that it reaches where those of many transfers pay as the others do, else it reaches less")
        @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc("Transfers whose cost is known") @Unit("transfers") long transferCount,
    @Doc("Distinct senders of those, before any scaling") @Unit("persons") long senderCount,
    @Doc("Services (provider, funding and pay-out instrument)") @Unit("services") long serviceCount,
    @Doc("Transfers left out because their cost is not known or under review") @Unit("transfers")
        long excludedCount,
    @Doc("official, or parallel: of currencies that have parallel rates, else official")
        String rateKind,
    @Doc("Share of the largest provider in the transfers, rounded up")
        @Digits(precision = 7, scale = 6)
        BigDecimal largestProviderShare,
    @Doc(
            "Share of the largest provider in their value, rounded up; null where all of it rounds to 0")
        @Digits(precision = 7, scale = 6)
        @Nullable BigDecimal largestProviderValueShare) {}
