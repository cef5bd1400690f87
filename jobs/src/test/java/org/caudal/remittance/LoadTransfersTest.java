package org.caudal.remittance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.Classification;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

/** Which lines of a log are loaded, rejected, or loaded with a warning. */
@SparkTest
class LoadTransfersTest {
  private static final String HEADER =
      "transfer_reference,provider_id,amount_sent,fee,sent_currency,payout_currency,executed_at\n";
  private static final String REST =
      "{provider_type: mto, sender_id: a, receiver_id: b, sender_country: USA, receiver_country:"
          + " MEX, funding_instrument: cash, payout_instrument: cash, amount_paid_out: '3400',"
          + " applied_rate: '17'}";

  @Test
  void whoWasBornOnALeapDayIsAYearOlderOnTheFirstOfMarch(SparkSession spark) {
    JudgedSheet log =
        JudgedSheet.of(
            spark,
            new LoadTransfers(),
            HEADER.replace("\n", ",sender_birth_date\n")
                + "R1,acme,200,4,USD,MXN,2025-02-28 10:00:00,2000-02-29\n"
                + "R2,acme,200,4,USD,MXN,2025-03-01 10:00:00,2000-02-29\n"
                + "R3,acme,200,4,USD,MXN,2025-02-28 10:00:00,2000-02-28\n",
            "{extract: {paths: [sheet.csv], constants: " + REST + "}}");
    assertThat(log.lines())
        .extracting(line -> line.<String>getAs("sender_age_band"))
        .containsExactly("20-24", "25-29", "25-29");
  }

  @Test
  void eachLineIsJudgedByItsOwnRule(SparkSession spark) {
    JudgedSheet log =
        JudgedSheet.of(
            spark,
            new LoadTransfers(),
            HEADER
                + "R1,Envíos-24 S.A.,200,4,USD,MXN,2025-03-01 10:00:00\n"
                + "R2,acme,200,201,USD,MXN,2025-03-01 10:00:00\n" // fee above the amount
                + "R3,acme,200,200,XOF,XTS,2025-03-01 10:00:00\n" // neither warning
                + "R4,acme,200,4,USD,XXX,2025-03-01 10:00:00\n" // no money
                + "R5,acme,200,4,XAU,MXN,2100-01-01 23:00:00\n" // gold, on the last day
                + "R6,acme,0.00001,0,USD,MXN,2025-03-01 10:00:00\n"
                + "R7,acme,200,4,USD,MXN,3025-03-01 10:00:00\n"
                + "R8,5512345678,200,4,USD,MXN,2025-03-01 10:00:00\n"
                + "R9,55 12 34 56 78,200,4,USD,MXN,2025-03-01 10:00:00\n"
                + "R10,ana@example.org,200,4,USD,MXN,2025-03-01 10:00:00\n"
                + "R11,"
                + "a".repeat(41)
                + ",200,4,USD,MXN,2025-03-01 10:00:00\n",
            "{extract: {paths: [sheet.csv], constants: " + REST + "}}");

    assertThat(log.lines()).hasSize(11);
    assertThat(log.rejectedByRule())
        .isEqualTo(
            Map.of("provider-id-shape", 4L, "amount-positive", 1L, "execution-day-possible", 1L));
    // 200 x 17 is 3,400 in every line
    assertThat(log.warnings())
        .isEqualTo(
            Map.of("fee-above-amount", 1L, "currency-of-a-country", 2L, "time-zone-not-given", 5L));
    assertThat(
            log.lines().stream()
                .filter(line -> line.getAs(Classification.RULE) != null)
                .map(line -> line.getAs("load_value") + ": " + line.getAs("load_statement"))
                .limit(4))
        .satisfiesExactly(
            amount -> assertThat(amount).contains("rounds to 0 at 4 digits"),
            day -> assertThat(day).contains("after the latest day"),
            number -> assertThat(number).startsWith("##########: "),
            spaced -> assertThat(spaced).startsWith("## ## ## ## ##: "));
  }

  @Test
  void aFeeThatIsGivenAndTakenFromThePrincipalTooIsWarnedOf(SparkSession spark) {
    // 196 x 17 = 3,332 were paid out; a thousandth of it is 3.332
    JudgedSheet log =
        JudgedSheet.of(
            spark,
            new LoadTransfers(),
            HEADER
                + "R1,acme,200,4,USD,MXN,2025-03-01 10:00:00\n" // twice
                + "R2,acme,200,0,USD,MXN,2025-03-01 10:00:00\n" // once, at pay-out
                + "R3,acme,196,4,USD,MXN,2025-03-01 10:00:00\n" // once, on top
                + "R4,acme,196.2,0.2,USD,MXN,2025-03-01 10:00:00\n" // twice: 3,335.40 is 3.40 more
                + "R5,acme,196.1,0.1,USD,MXN,2025-03-01 10:00:00\n" // 1.70 more may be coins
                + "R6,acme,200.2,4,USD,MXN,2025-03-01 10:00:00\n", // 196.2 x 17 is too much
            "{extract: {paths: [sheet.csv], constants: " + REST.replace("3400", "3332") + "}}");
    assertThat(log.warnings())
        .isEqualTo(Map.of("fee-told-twice", 2L, "amounts-agree", 3L, "time-zone-not-given", 6L));
  }

  @Test
  void subdivisionsHaveTheFormOfIsoWhateverTheCountry(SparkSession spark) {
    String line = ",acme,200,4,USD,MXN,2025-03-01 10:00:00,";
    JudgedSheet log =
        JudgedSheet.of(
            spark,
            new LoadTransfers(),
            HEADER.replace("\n", ",sender_subdivision,receiver_subdivision,receiver_country\n")
                + ("R1" + line + "us-tx,MX-JAL,MEX\n")
                + ("R2" + line + ",,MEX\n")
                + ("R3" + line + "US-TX,MX-JAL,XKX\n") // nobody knows its letters
                + ("R4" + line + "CA-ON,,MEX\n") // of another country: a warning
                + ("R5" + line + "Juan Perez Lopez 5512345678,,MEX\n")
                + ("R6" + line + ",MX 5512345678,MEX\n")
                + ("R7" + line + ",Prishtina,XKX\n"),
            "{extract: {paths: [sheet.csv], constants: "
                + REST.replace(" receiver_country: MEX,", "")
                + "}}");
    assertThat(log.rejectedByRule()).isEqualTo(Map.of("subdivision-form", 3L));
    assertThat(log.warnings())
        .isEqualTo(Map.of("subdivision-of-country", 1L, "time-zone-not-given", 4L));
    assertThat(log.loaded(spark).collectAsList())
        .extracting(
            row -> row.getAs("sender_subdivision") + " " + row.getAs("receiver_subdivision"))
        .containsExactlyInAnyOrder("US-TX MX-JAL", "null null", "US-TX MX-JAL", "CA-ON null");
    assertThat(log.lines())
        .extracting(row -> String.valueOf(row.<Object>getAs("load_value")))
        .noneMatch(value -> value.contains("5512345678") || value.contains("PEREZ"));
  }

  @Test
  void aTransferToAnOwnAccountIsNoRemittance(SparkSession spark) {
    JudgedSheet log =
        JudgedSheet.of(
            spark,
            new LoadTransfers(),
            HEADER.replace("\n", ",receiver_id\n")
                + "R1,acme,200,4,USD,MXN,2025-03-01 10:00:00,a\n"
                + "R2,acme,200,4,USD,MXN,2025-03-01 10:00:00,b\n",
            "{extract: {paths: [sheet.csv], constants: "
                + REST.replace(" receiver_id: b,", "")
                + "}}");
    assertThat(log.rejectedByRule()).isEqualTo(Map.of("between-two-persons", 1L));
  }

  @Test
  void aRateOfZeroIsToldHowARateIsWritten(SparkSession spark) {
    JudgedSheet log =
        JudgedSheet.of(
            spark,
            new LoadTransfers(),
            HEADER.replace("\n", ",applied_rate\n")
                + "R1,acme,200,4,USD,MXN,2025-03-01 10:00:00,0\n"
                + "R2,acme,0,4,USD,MXN,2025-03-01 10:00:00,17\n",
            "{extract: {paths: [sheet.csv], constants: "
                + REST.replace(", applied_rate: '17'", "")
                + "}}");
    assertThat(log.rejectedByRule()).isEqualTo(Map.of("amount-positive", 2L));
    assertThat(log.lines())
        .extracting(line -> line.getAs("load_column") + ": " + line.getAs("load_remedy"))
        .satisfiesExactlyInAnyOrder(
            rate -> assertThat(rate).startsWith("applied_rate: Write the units of the pay-out"),
            amount -> assertThat(amount).startsWith("amount_sent: Returned and cancelled"));
  }

  @Test
  void otherCountriesAreCodesInCapitals() {
    assertThatThrownBy(
            () ->
                JobParams.of(
                    new LoadTransfers(), "{extract: {paths: [x]}, other-countries: [XKX, xca]}"))
        .hasMessageContaining(
            "other-countries must be a code of three letters such as MEX, was xca");
  }

  @Test
  void sexesInLettersAreReadByTheCodesOfTheSourceWhichTheRemedyNames(SparkSession spark) {
    String sheet =
        HEADER.replace("\n", ",sex of the sender\n")
            + "R1,acme,200,4,USD,MXN,2025-03-01 10:00:00,M\n"
            + "R2,acme,200,4,USD,MXN,2025-03-01 10:00:00,3\n";
    String extract =
        "{extract: {paths: [sheet.csv], columns: {sender_sex: sex of the sender}, %s constants: "
            + REST
            + "}}";

    JudgedSheet coded =
        JudgedSheet.of(
            spark,
            new LoadTransfers(),
            sheet,
            extract.formatted("codes: {sender_sex: {H: 1, M: 2}},"));
    assertThat(coded.rejectedByRule()).isEqualTo(Map.of("sex-iso-5218", 1L)); // 3 is no code

    assertThat(
            JudgedSheet.of(spark, new LoadTransfers(), sheet, extract.formatted(""))
                .lines()
                .stream()
                .map(line -> line.getAs("load_rule") + ": " + line.getAs("load_remedy")))
        .allSatisfy(told -> assertThat(told).contains("extract.codes"));
  }
}
