package org.caudal.remittance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** Quarterly corridor averages of surveyed prices. */
@Table(
    name = "quote_cost",
    row = "One row a quarter, corridor, amount and measure.",
    key = {"quarter", "sender_country", "receiver_country", "amount_usd", "measure"},
    sensitivity = Sensitivity.AGGREGATE,
    caveat = "Every transparent service counts once, whatever its use.",
    example = "SELECT * FROM quote_cost WHERE amount_usd = 200")
public record QuoteCost(
    @Doc("First day of the quarter of the survey") LocalDate quarter,
    @Doc("Country the money is sent from, ISO 3166-1 alpha-3") String senderCountry,
    @Doc("Country the money is paid out in, ISO 3166-1 alpha-3") String receiverCountry,
    @Doc("Amount the prices are for") @Unit("USD") @Digits(precision = 18, scale = 4)
        BigDecimal amountUsd,
    @Doc("simple_average or median") String measure,
    @Doc("Cost in per cent of the amount") @Unit("percent") @Digits(precision = 22, scale = 10)
        BigDecimal estimate,
    @Doc("Lower end of the interval; null where there is one provider")
        @Unit("percent")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal intervalLow,
    @Doc("Upper end of the interval; null where there is one provider")
        @Unit("percent")
        @Digits(precision = 18, scale = 6)
        @Nullable BigDecimal intervalHigh,
    @Doc(
            "Level of the interval, for example 0.95; of the median of few providers the level that it reaches where those of many services price as the others do, else it reaches less")
        @Digits(precision = 7, scale = 6)
        BigDecimal intervalLevel,
    @Doc("Transparent quotes") @Unit("quotes") long quoteCount,
    @Doc("Distinct providers of those") @Unit("providers") long providerCount,
    @Doc("Quotes left out because they are not transparent") @Unit("quotes") long excludedCount) {}
