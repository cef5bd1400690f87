package org.caudal.synthetic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.job.Inputs;
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

/**
 * Inputs of a generator: a small synthetic country of 2021 to 2025, made once for all tests, in as
 * many partitions as the test wants.
 *
 * @param partitions partitions of every input
 * @param people of the country, about
 * @param seed of the country
 */
public record SyntheticInputs(SparkSession spark, int partitions, long people, long seed)
    implements Inputs {
  private static final Map<String, List<Row>> MADE = new HashMap<>();

  @Override
  public Dataset<Row> table(Class<? extends Record> table) {
    List<Row> rows;
    synchronized (MADE) {
      String key = table.getName() + " " + people + " " + seed;
      rows = MADE.get(key);
      if (rows == null) {
        rows = make(table).select(columns(table)).collectAsList();
        MADE.put(key, rows);
      }
    }
    return spark.createDataFrame(rows, TableSchema.of(table).structType()).repartition(partitions);
  }

  private Dataset<Row> make(Class<? extends Record> table) {
    if (table == SyntheticTown.class) {
      return new SynthesizeTowns().transform(this, new SynthesizeTowns.Params());
    }
    if (table == SyntheticHousehold.class) {
      return new SynthesizeCountry()
          .transform(this, new SynthesizeCountry.Params(people, 2021, 5, seed));
    }
    if (table == SyntheticPerson.class) {
      return new SynthesizePeople().transform(this, new SynthesizePeople.Params());
    }
    if (table == SyntheticStay.class) {
      return new SynthesizeStays().transform(this, new SynthesizeStays.Params());
    }
    if (table == SyntheticResidence.class) {
      return new SynthesizeResidences().transform(this, new SynthesizeResidences.Params());
    }
    throw new IllegalStateException("a generator does not read " + table);
  }

  private static Column[] columns(Class<? extends Record> table) {
    return TableSchema.of(table).columnNames().stream()
        .map(org.apache.spark.sql.functions::col)
        .toArray(Column[]::new);
  }

  @Override
  public Dataset<Row> extract() {
    throw new IllegalStateException("a generator loads no extract");
  }

  @Override
  public Dataset<Row> sequence(long count) {
    return spark.range(0, count, 1, partitions).toDF();
  }

  @Override
  public Column pseudonym(Column identifier, String domain) {
    throw new IllegalStateException("a generator writes raw identifiers");
  }
}
