package org.caudal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.SparkSession;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.caudal.testing.TableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SparkTest
class TableSchemaTest {
  @Table(
      name = "thing",
      row = "One row a thing.",
      key = {"thing_id"},
      sensitivity = Sensitivity.AGGREGATE)
  record Thing(
      @Doc("Number") long thingId,
      @Doc("Price") @Unit("USD") @Digits(precision = 10, scale = 2) BigDecimal price,
      @Doc("Day") @Nullable LocalDate soldDate) {}

  record NoTable(@Doc("x") int x) {}

  @Table(
      name = "silent",
      row = "One row.",
      key = {"x"},
      sensitivity = Sensitivity.AGGREGATE)
  record Silent(int x) {}

  @Test
  void columnsComeInDeclarationOrderWithNullabilityCommentAndUnit() {
    assertThat(TableSchema.of(Thing.class).structType().treeString())
        .contains("thing_id: long (nullable = false)")
        .contains("price: decimal(10,2) (nullable = false)")
        .contains("sold_date: date (nullable = true)");
    assertThat(TableSchema.of(Thing.class).structType().apply("price").getComment().get())
        .isEqualTo("Price [USD]");
  }

  @Test
  void rowsFromRecordsRoundDecimalsHalfUp(SparkSession spark) {
    TableAssert.assertThatTable(Rows.of(spark, new Thing(1, new BigDecimal("4.185"), null)))
        .hasRows(new Thing(1, new BigDecimal("4.19"), null));
  }

  @Test
  void aRecordThatIsNotDeclaredIsRefused() {
    assertThatThrownBy(() -> TableSchema.of(NoTable.class)).hasMessageContaining("add @Table");
    assertThatThrownBy(() -> TableSchema.of(Silent.class)).hasMessageContaining("lacks @Doc");
  }
}
