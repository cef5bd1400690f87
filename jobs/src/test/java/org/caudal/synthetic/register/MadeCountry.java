package org.caudal.synthetic.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.synthetic.country.SynthesizeCountry;
import org.caudal.synthetic.country.SynthesizePeople;
import org.caudal.synthetic.country.SynthesizeResidences;
import org.caudal.synthetic.country.SynthesizeStays;
import org.caudal.synthetic.country.SynthesizeTowns;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.table.TableSchema;
import org.caudal.testing.TestInputs;

/** A synthetic country of 2020 to 2024, made once by its own jobs for all tests. */
final class MadeCountry {
  private static final int PEOPLE = 2000;
  private static final Map<Class<? extends Record>, List<Row>> ONCE = new LinkedHashMap<>();

  private final SparkSession spark;
  private final Map<Class<? extends Record>, List<Row>> tables;

  private MadeCountry(SparkSession spark, Map<Class<? extends Record>, List<Row>> tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /** The country; made when first asked for. */
  static synchronized MadeCountry of(SparkSession spark) {
    MadeCountry made = new MadeCountry(spark, ONCE);
    if (ONCE.isEmpty()) {
      made.make();
    }
    return made;
  }

  private void make() {
    TestInputs inputs = new TestInputs(spark);
    keep(
        inputs,
        SyntheticHousehold.class,
        new SynthesizeCountry()
            .transform(inputs, new SynthesizeCountry.Params(PEOPLE, 2020, 5, 2025)));
    keep(
        inputs,
        SyntheticTown.class,
        new SynthesizeTowns().transform(inputs, new SynthesizeTowns.Params()));
    keep(
        inputs,
        SyntheticPerson.class,
        new SynthesizePeople().transform(inputs, new SynthesizePeople.Params()));
    keep(
        inputs,
        SyntheticStay.class,
        new SynthesizeStays().transform(inputs, new SynthesizeStays.Params()));
    keep(
        inputs,
        SyntheticResidence.class,
        new SynthesizeResidences().transform(inputs, new SynthesizeResidences.Params()));
  }

  private void keep(TestInputs inputs, Class<? extends Record> table, Dataset<Row> made) {
    TableSchema schema = TableSchema.of(table);
    Column[] columns = schema.columnNames().stream().map(functions::col).toArray(Column[]::new);
    List<Row> rows = made.select(columns).collectAsList();
    tables.put(table, rows);
    inputs.with(table, spark.createDataFrame(rows, schema.bareStructType()));
  }

  /** Its tables in so many partitions. */
  TestInputs inputs(int partitions) {
    TestInputs inputs = new TestInputs(spark);
    tables.forEach(
        (table, rows) ->
            inputs.with(
                table,
                spark
                    .createDataFrame(rows, TableSchema.of(table).bareStructType())
                    .repartition(partitions)));
    return inputs;
  }

  /** The rows of one table. */
  List<Row> rows(Class<? extends Record> table) {
    return tables.getOrDefault(table, List.of());
  }

  /** The columns of a table, as texts, by row. */
  static List<String> texts(List<Row> rows, Class<? extends Record> table) {
    List<String> columns = TableSchema.of(table).columnNames();
    return rows.stream()
        .map(row -> columns.stream().map(c -> String.valueOf(row.<Object>getAs(c))).toList())
        .map(cells -> String.join("|", cells))
        .sorted()
        .toList();
  }
}
