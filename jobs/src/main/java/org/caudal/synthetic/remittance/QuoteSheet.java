package org.caudal.synthetic.remittance;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** Invented price quotes in the layout of a price survey. */
@Table(
    name = "quote_sheet",
    row = "One row a surveyed price.",
    key = {
      "file_name",
      "source_code",
      "destination_code",
      "amount_usd",
      "provider",
      "instrument",
      "access_point"
    },
    sensitivity = Sensitivity.OPERATION,
    caveat = "Synthetic: providers and prices are invented.")
public record QuoteSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Country the money is sent from, ISO 3166-1 alpha-3") String sourceCode,
    @Doc("Country the money is paid out in, ISO 3166-1 alpha-3") String destinationCode,
    @Doc("Quarter of the survey, for example 2025_3Q") String period,
    @Doc("Amount the price is for") @Unit("USD") int amountUsd,
    @Doc("Provider") String provider,
    @Doc("What the sender pays with, as price surveys name it") String instrument,
    @Doc("Where the service is bought, as price surveys name it") String accessPoint,
    @Doc("Fee as a share of the amount") @Unit("percent") @Digits(precision = 9, scale = 2)
        BigDecimal feePct,
    @Doc("Exchange margin") @Unit("percent") @Digits(precision = 9, scale = 2)
        BigDecimal fxMarginPct,
    @Doc("Fee and margin together") @Unit("percent") @Digits(precision = 9, scale = 2)
        BigDecimal totalCostPct) {}
