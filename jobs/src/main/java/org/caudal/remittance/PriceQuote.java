package org.caudal.remittance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** Price quotes of remittance services. */
@Table(
    name = "price_quote",
    row = "One row a surveyed price: what one service charges to send a fixed amount.",
    key = {"source_file", "source_position"},
    sensitivity = Sensitivity.OPERATION,
    caveat =
        "Two quotes that agree in every column are two services (pick-up or speed differ), so no row is a duplicate. Prices are not weighted by use.",
    example =
        "SELECT provider, total_pct FROM price_quote WHERE sender_country = 'USA' AND receiver_country = 'MEX' AND amount_usd = 200 ORDER BY total_pct")
public record PriceQuote(
    @Doc("First day of the quarter of the survey") LocalDate quarter,
    @Doc("Country the money is sent from, ISO 3166-1 alpha-3") String senderCountry,
    @Doc("Country the money is paid out in, ISO 3166-1 alpha-3") String receiverCountry,
    @Doc("Amount the price is for") @Unit("USD") @Digits(precision = 18, scale = 4)
        BigDecimal amountUsd,
    @Doc("Provider named in the survey") String provider,
    @Doc("What the sender pays with, as in the survey") String fundingInstrument,
    @Doc("Where the service is bought, as in the survey") String accessPoint,
    @Doc("Fee as a share of the amount") @Unit("percent") @Digits(precision = 9, scale = 4)
        BigDecimal feePct,
    @Doc("Exchange margin; negative where the rate beats the mid rate")
        @Unit("percent")
        @Digits(precision = 9, scale = 4)
        BigDecimal marginPct,
    @Doc("Fee and margin together") @Unit("percent") @Digits(precision = 9, scale = 4)
        BigDecimal totalPct,
    @Doc("Whether the exchange rate was shown; others are left out of averages")
        boolean isTransparent,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
