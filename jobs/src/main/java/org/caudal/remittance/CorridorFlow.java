package org.caudal.remittance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Monthly flows by corridor, before disclosure control. */
@Table(
    name = "corridor_flow",
    row = "One row a month, corridor and measure.",
    key = {"month", "sender_country", "receiver_country", "measure"},
    partitionedBy = {"month"},
    sensitivity = Sensitivity.AGGREGATE,
    example = "SELECT * FROM corridor_flow WHERE measure = 'value'")
public record CorridorFlow(
    @Doc("First day of the month of execution") LocalDate month,
    @Doc("Country the money is sent from, ISO 3166-1 alpha-3") String senderCountry,
    @Doc("Country the money is paid out in, ISO 3166-1 alpha-3") String receiverCountry,
    @Doc("value, transfers, senders or average") String measure,
    @Doc("The measure") @Digits(precision = 28, scale = 10) BigDecimal estimate,
    @Doc("USD, transfers, persons or USD per transfer") String unit,
    @Doc("Lower end of the interval") @Digits(precision = 24, scale = 6) BigDecimal intervalLow,
    @Doc("Upper end of the interval") @Digits(precision = 24, scale = 6) BigDecimal intervalHigh,
    @Doc("Level of the interval, for example 0.95") @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc("Transfers in the corridor and month") @Unit("transfers") long transferCount,
    @Doc("Distinct senders, before any scaling") @Unit("persons") long senderCount,
    @Doc("Transfers without a mid rate, absent from values in USD") @Unit("transfers")
        long unconvertedCount,
    @Doc("Distinct senders of the others, behind value and average") @Unit("persons")
        long convertedSenderCount,
    @Doc("official, or parallel: of currencies that have parallel rates, else official")
        String rateKind,
    @Doc("Share of the largest provider in the transfers, rounded up")
        @Digits(precision = 7, scale = 6)
        BigDecimal largestProviderShare,
    @Doc("Share of the largest provider in their value, rounded up; null where no rate is known")
        @Digits(precision = 7, scale = 6)
        @Nullable BigDecimal largestProviderValueShare) {}
