package org.caudal.reference;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** Published mid rates between currencies. */
@Table(
    name = "exchange_rate",
    row = "One row a publisher, day and currency pair: the published mid rate.",
    key = {"publisher", "rate_kind", "base_currency", "currency", "rate_date"},
    clusteredBy = {"currency", "rate_date"},
    sensitivity = Sensitivity.OPERATION,
    checks = {
      @Check(name = "units_positive", sql = "units_per_base > 0"),
      @Check(name = "rate_kind_known", sql = "rate_kind IN ('official', 'parallel')")
    },
    caveat =
        "Weekends and holidays have no row; an official rate can be far from what people pay where a parallel market exists.",
    example =
        "SELECT rate_date, units_per_base FROM exchange_rate WHERE base_currency = 'EUR' AND currency = 'MXN' ORDER BY rate_date DESC LIMIT 5")
public record ExchangeRate(
    @Doc("Who published the rate") String publisher,
    @Doc("official or parallel") String rateKind,
    @Doc("Currency of the one unit, ISO 4217") String baseCurrency,
    @Doc("Currency of the price, ISO 4217") String currency,
    @Doc("Day the rate was published for") LocalDate rateDate,
    @Doc("Units of currency for one unit of the base currency") @Digits(precision = 24, scale = 10)
        BigDecimal unitsPerBase,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
