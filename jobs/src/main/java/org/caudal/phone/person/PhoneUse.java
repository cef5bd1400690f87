package org.caudal.phone.person;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Who uses the phones that others registered, as a household survey asks. */
@Table(
    name = "phone_use",
    row =
        "One row a day of a survey, sex and age band of users of phones, and sex and age band of who registered their cards.",
    key = {"survey_date", "user_sex", "user_age_band", "holder_sex", "holder_age_band"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "sexes_known", sql = "user_sex IN (0, 1, 2) AND holder_sex IN (0, 1, 2, 9)"),
      @Check(name = "users_possible", sql = "users >= 0")
    },
    caveat =
        "Of a sample: shares are as uncertain as it is small. What people remember of a contract.",
    example =
        "SELECT user_age_band, holder_age_band, SUM(users) FROM phone_use GROUP BY ALL ORDER BY ALL")
public record PhoneUse(
    @Doc("Day or first day of the survey") LocalDate surveyDate,
    @Doc("ISO 5218 of the user: 1 male, 2 female; 0 not known") int userSex,
    @Doc("Age of the user in completed years, as 15-17 or 60+; empty where not known")
        String userAgeBand,
    @Doc("ISO 5218 of who registered the card, 9 a firm; 0 not known") int holderSex,
    @Doc("Age of who registered the card, as 30-44 or 60+; empty where not known")
        String holderAgeBand,
    @Doc("Persons who use such a card, by the weights of the survey")
        @Unit("persons")
        @Digits(precision = 18, scale = 6)
        BigDecimal users,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
