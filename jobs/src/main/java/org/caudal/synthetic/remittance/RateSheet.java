package org.caudal.synthetic.remittance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Invented mid rates as a plain CSV. */
@Table(
    name = "rate_sheet",
    row = "One row a business day and currency.",
    key = {"file_name", "rate_date", "currency"},
    sensitivity = Sensitivity.OPERATION,
    caveat = "Synthetic: the levels are of the order of 2025, the paths are invented.")
public record RateSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Business day, Monday to Friday") LocalDate rateDate,
    @Doc("Currency, ISO 4217") String currency,
    @Doc("Units of the currency for one US dollar") @Digits(precision = 18, scale = 8)
        BigDecimal unitsPerUsd) {}
