package org.caudal.register.border;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.JobParams;
import org.caudal.testing.JudgedSheet;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class LoadAsylumClaimsTest {
  @Test
  void claimsAreLoadedWithTheirEnds(SparkSession spark) {
    JudgedSheet sheet =
        JudgedSheet.of(
            spark,
            new LoadAsylumClaims(),
            """
            claim_id,claimant_id,nationality,claimed_on,status,decided_on
            R1,A-1,VEN,2025-01-01,Pendiente,
            R2,B-2,HTI,2025-01-01,RECONOCIDA,2025-06-01
            R3,,D,2025-01-01,denegada,2025-06-02
            R4,a 1,,2025-01-01,abandoned,2025-01-01
            R5,A-1,CUB,2025-01-01,in limbo,
            R6,A-1,CUB,2025-01-01,refused,
            R7,A-1,CUB,2025-01-02,refused,2025-01-01
            R8,A-1,CUB,,pending,
            R9,A-1,CU,2025-01-01,pending,
            R1,C-3,VEN,2025-01-01,Denegada,2025-06-02
            R1,A-1,VEN,2025-01-01,Reconocida,2025-06-02
            """,
            "{extract: {paths: [x]}}");
    assertThat(sheet.rejected())
        .containsExactly(
            "6: status-known",
            "7: end-known",
            "8: days-in-order",
            "9: missing-value",
            "10: nationality-known");
    assertThat(
            sheet.loaded(spark).orderBy("source_position").collectAsList().stream()
                .map(
                    row ->
                        (row.getAs("claimant_id") == null ? "nobody " : "somebody ")
                            + row.getAs("nationality")
                            + " "
                            + row.getAs("status")
                            + " "
                            + row.getAs("ended_on")))
        .containsExactly(
            "somebody HTI reconocida null",
            "nobody DEU denegada 2025-06-02",
            "somebody _U abandoned 2025-01-01",
            // of a family with one number each has a claim, of which the last line stays
            "somebody VEN denegada 2025-06-02",
            "somebody VEN reconocida null");
    assertThat(sheet.lines().stream().map(Row::toString))
        .noneMatch(line -> line.matches(".*(A-1|B-2|C-3|a 1|R[1-9]).*"));
  }

  @Test
  void statusesOfTwoMeaningsAreRefused() {
    LoadAsylumClaims job = new LoadAsylumClaims();
    assertThatThrownBy(() -> JobParams.of(job, "{extract: {paths: [x]}, open-statuses: [refused]}"))
        .hasMessageContaining("of both was refused");
    assertThatThrownBy(
            () -> JobParams.of(job, "{extract: {paths: [x]}, ended-statuses: [Refused]}"))
        .hasMessageContaining("small letters");
  }
}
