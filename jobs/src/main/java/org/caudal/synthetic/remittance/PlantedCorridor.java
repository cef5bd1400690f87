package org.caudal.synthetic.remittance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** What estimates from the synthetic log should find. */
@Table(
    name = "planted_corridor",
    row = "One row a period, corridor, measure and variant: the expectation over all draws.",
    key = {"frequency", "period_start", "sender_country", "receiver_country", "measure", "variant"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {@Check(name = "frequency_known", sql = "frequency IN ('M', 'Q')")},
    caveat =
        "The expectation given the people who may send; a single log differs from it by chance.",
    example =
        "SELECT period_start, truth FROM planted_corridor WHERE sender_country = 'USA' AND receiver_country = 'XCA' AND measure = 'value'")
public record PlantedCorridor(
    @Doc("M for flows of a month, Q for costs of a quarter") String frequency,
    @Doc("First day of the period") LocalDate periodStart,
    @Doc("Country the money is sent from, ISO 3166-1 alpha-3") String senderCountry,
    @Doc("Country the money is paid out in, ISO 3166-1 alpha-3") String receiverCountry,
    @Doc(
            "value, transfers, senders or average; simple_average, simple_average_at_200, volume_weighted_average, count_weighted_average or median; quote_average_200 or quote_average_500 of the synthetic quotes")
        String measure,
    @Doc("headline or exact for costs; empty for flows and quotes") String variant,
    @Doc("The expectation") @Digits(precision = 24, scale = 6) BigDecimal truth,
    @Doc("USD, transfers, persons, USD per transfer or percent") String unit,
    @Doc("Senders of the corridor, active or not")
        @Unit("persons")
        @Digits(precision = 24, scale = 6)
        BigDecimal expectedSenders) {}
